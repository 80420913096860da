// @ts-check
/**
 * What each arm gains and gives up, family by family, and which visions of success put which first. Mirrors study/profile and
 * study/exploring/profiles.py; `told` is what Python says of families and spreads (profiles.told).
 *
 * @typedef {import('./sums.js').Row} Row
 * @typedef {{name: string, outcomes: {name: string, sign: number}[]}} Family
 * @typedef {{families: Family[], spreads: {[outcome: string]: number}, groups: string[][], steps: number, visions: number, reference: string, lead: number, alpha: number, fewest: number, crisis_month: number, crisis_year: number}} Told
 * @typedef {{[outcome: string]: Float64Array}} Read one value a run
 * @typedef {{runs: number, months: number, indicators: string[], domains: number, voices: number}} Shape
 */
import { worstQuarter } from './fans.js';
import { bootstrapMeans, highest, holm, intervalOfMean, signFlip } from './intervals.js';
import { Philox } from './philox.js';
import { columnOf, meanOf, quantiles, sumOf } from './sums.js';

const VISIONS = 31; // the purpose of chance that visions are drawn for

/**
 * The outcomes of the profile, read off the runs of an arm, each one value a run.
 * @param {{values: Row, needs: Row, crisis: Row}} read values (runs x (months + 1 + months after) x indicators), needs (runs x (months + 1) x domains or longer),
 *   crisis: values of the branch in which one strikes, (runs x at least 48 x indicators), or nothing where the contract is too short
 * @param {Shape} shape @param {Told} told @returns {Read}
 */
export function readOutcomes({ values, needs, crisis }, { runs, months, indicators, domains, voices }, told) {
  /** @param {Row} table @param {string} name @param {number} run @param {number} from @param {number} to @returns {Float64Array} */
  const span = (table, name, run, from, to) => {
    const [width, place] = [table.length / runs, indicators.indexOf(name)];
    return Float64Array.from({ length: to - from }, (_, month) => table[run * width + (from + month) * indicators.length + place]);
  };
  /** @param {(run: number) => number} read */
  const each = (read) => Float64Array.from({ length: runs }, (_, run) => read(run));
  /** @param {string} name @param {number} run */
  const monthly = (name, run) => span(values, name, run, 1, months + 1);
  /** @param {string} name */
  const end = (name) => each((run) => span(values, name, run, months, months + 1)[0]);
  /** @param {string} name */
  const sum = (name) => each((run) => sumOf(monthly(name, run)));
  const all = values.length / runs / indicators.length;
  const [helped, needing] = [sum('unpaid_help'), sum('in_hardship')];
  const [strike, over] = [told.crisis_month, told.crisis_month + told.crisis_year];
  return {
    index: end('index'),
    index_mean: each((run) => meanOf(monthly('index', run))),
    index_after: each((run) => span(values, 'index', run, all - 1, all)[0]),
    need: end('need'),
    worst_need: each((run) => Math.max(...Array.from({ length: domains }, (_, k) => needs[run * (needs.length / runs) + months * domains + k]))),
    residents_lead: sum('subsidiarity').map((found) => found / voices),
    complementary_actions: sum('complementarity').map((found) => found / voices),
    unpaid_help: helped.map((found, run) => found / Math.max(needing[run], 1)),
    groups_awake: each((run) => meanOf(monthly('groups_awake', run))),
    continuity: each((run) => worstQuarter(monthly('continuity', run))),
    crisis_loss: each((run) => {
      if (!crisis.length) return 0;
      const struck = span(crisis, 'index', run, strike, over);
      return sumOf(span(values, 'index', run, strike, over).map((found, month) => found - struck[month]));
    }),
    fallen: end('fallen'),
    isolated: end('isolated'),
    innovation: end('innovation'),
    inequality: end('inequality'),
    hours: end('hours').map((found) => found / voices),
  };
}

/** Each run's gain over the reference in units, averaged within families, (runs x arms x families). @param {{[arm: string]: Read}} read @param {string[]} arms @param {Told} told @param {string} reference */
export function unitsOf(read, arms, told, reference) {
  const runs = read[arms[0]].index.length;
  const found = new Float64Array(runs * arms.length * told.families.length);
  const base = read[reference];
  for (let run = 0; run < runs; run++) {
    arms.forEach((arm, a) =>
      told.families.forEach(({ outcomes }, family) => {
        const gains = outcomes.map(({ name, sign }) => (sign * (read[arm][name][run] - base[name][run])) / told.spreads[name]);
        found[(run * arms.length + a) * told.families.length + family] = gains.reduce((one, other) => one + other, 0) / gains.length;
      }),
    );
  }
  return found;
}

/**
 * How each arm stands to the one ahead, and how far that is above it; scores (runs x arms), boot (resamples x arms).
 * @param {Float64Array} scores @param {Float64Array} boot @param {number} arms @param {number} ahead @param {number} seed @param {Told} told
 * @returns {{how: string, lead: number, low: number, high: number}[]}
 */
export function standingsOf(scores, boot, arms, ahead, seed, told) {
  const runs = scores.length / arms;
  /** @param {Float64Array} table */
  const behind = (table) => table.map((each, at) => table[at - (at % arms) + ahead] - each);
  const gaps = behind(scores);
  if (runs === 1) return Array.from({ length: arms }, (_, arm) => ({ how: arm === ahead ? 'level' : 'too_few_runs', lead: gaps[arm], low: NaN, high: NaN }));
  const { low, high } = intervalOfMean(gaps, behind(boot), arms);
  const others = Array.from({ length: arms }, (_, arm) => arm).filter((arm) => arm !== ahead);
  const each = Float64Array.from({ length: runs * others.length }, (_, at) => gaps[Math.floor(at / others.length) * arms + others[at % others.length]]);
  const p = others.length ? holm(signFlip(each, others.length, seed)) : [];
  /** @param {number} arm @param {number} lead */
  const how = (arm, lead) => {
    if (arm === ahead) return 'level';
    if (high[arm] < told.lead) return 'too_small';
    if (runs < told.fewest || (low[arm] <= 0 && high[arm] - low[arm] > 2 * told.lead)) return 'too_few_runs';
    return p[others.indexOf(arm)] < told.alpha && lead >= told.lead ? 'below' : 'undistinguished';
  };
  return Array.from({ length: arms }, (_, arm) => {
    const lead = meanOf(columnOf(gaps, arms, arm));
    return { how: how(arm, lead), lead, low: low[arm], high: high[arm] };
  });
}

/** Weights of families, each vision of success alike, (visions x families). @param {number} families @param {number} seed @param {number} visions */
export function drawnWeights(families, seed, visions) {
  const chance = new Philox(seed, VISIONS);
  const found = Float64Array.from({ length: visions * families }, () => chance.exponential());
  for (let at = 0; at < found.length; at += families) {
    const total = sumOf(found, at, families);
    for (let family = 0; family < families; family++) found[at + family] /= total;
  }
  return found;
}

/** What arms are worth under weights of families: (rows x arms x families) becomes (rows x arms). @param {Float64Array} units @param {Float64Array} weights */
export function worthOf(units, weights) {
  const families = weights.length;
  return Float64Array.from({ length: units.length / families }, (_, row) => {
    let value = 0;
    for (let family = 0; family < families; family++) value += units[row * families + family] * weights[family];
    return value;
  });
}

/** Share of visions in which each arm is best, the same among those that are decided, and the share undecided. @param {Float64Array} boot (resamples x arms x families) @param {number} arms @param {number} families @param {number} seed @param {Told} told */
export function bestShares(boot, arms, families, seed, told) {
  const weights = drawnWeights(families, seed, told.visions);
  const resamples = boot.length / arms / families;
  const shares = Array(arms).fill(0);
  const alone = Array(arms).fill(0);
  if (arms === 1) return { shares: [1], alone: [1], undecided: 0 };
  let clear = 0;
  for (let vision = 0; vision < told.visions; vision++) {
    const own = weights.subarray(vision * families, (vision + 1) * families);
    const from = (vision % resamples) * arms * families;
    const values = worthOf(boot.subarray(from, from + arms * families), own);
    const first = highest(values, 0, arms);
    const rising = values.slice().sort();
    const decided = rising[arms - 1] - rising[arms - 2] >= told.lead ? 1 : 0;
    clear += decided;
    for (const arm of first) {
      shares[arm] += 1 / first.length;
      alone[arm] += decided / first.length;
    }
  }
  return { shares: shares.map((each) => each / told.visions), alone: alone.map((each) => each / told.visions), undecided: 1 - clear / told.visions };
}

/** Where the largest value stands first. @param {Row} values */
export function largest(values) {
  let found = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[found]) found = i;
  return found;
}

/** Means over rows of a table, by column. @param {Float64Array} table @param {number} columns */
export function means(table, columns) {
  return Float64Array.from({ length: columns }, (_, column) => meanOf(columnOf(table, columns, column)));
}

/** Visions over the triangle of the groups, (visions x groups). @param {number} steps */
function triangleOf(steps) {
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i <= steps; i++) for (let j = 0; j <= steps - i; j++) found.push(i / steps, j / steps, (steps - i - j) / steps);
  return Float64Array.from(found);
}

/** A family on a screen: what each arm gains, who leads, who gives up what. @param {Float64Array} scores (runs x arms) @param {Float64Array} boot @param {number} arms @param {number} seed @param {Told} told */
function cellsOf(scores, boot, arms, seed, told) {
  const mean = means(scores, arms);
  const ahead = largest(mean);
  const leads = standingsOf(scores, boot, arms, ahead, seed, told).map(({ how }) => how !== 'below');
  const alike = leads.every((each) => each);
  return Array.from({ length: arms }, (_, arm) => {
    const [low, high] = quantiles(columnOf(scores, arms, arm), [0.1, 0.9]);
    return { mean: mean[arm], low, high, leads: leads[arm] && !alike, ceded: alike ? 0 : mean[arm] - mean[ahead] };
  });
}

/** One family of a table (rows x arms x families), for some arms. @param {Float64Array} table @param {number} arms @param {number} families @param {number} family @param {number[]} shown */
function familyOf(table, arms, families, family, shown) {
  const rows = table.length / arms / families;
  return Float64Array.from({ length: rows * shown.length }, (_, at) => table[(Math.floor(at / shown.length) * arms + shown[at % shown.length]) * families + family]);
}

/** Which arm is first at each vision of the triangle, and whether its lead is beyond chance and matters. @param {Float64Array} units @param {Float64Array} boot @param {number} arms @param {Told} told */
function firstOnTriangle(units, boot, arms, told) {
  const visions = triangleOf(told.steps);
  const count = visions.length / told.groups.length;
  const [first, clear] = [new Int32Array(count), new Int32Array(count)];
  for (let vision = 0; vision < count; vision++) {
    const weights = Float64Array.from(told.families, ({ name }) => {
      const group = told.groups.findIndex((names) => names.includes(name));
      const kept = told.families.filter((each) => told.groups[group]?.includes(each.name)).length;
      return group < 0 ? 0 : visions[vision * told.groups.length + group] / kept;
    });
    const scores = worthOf(units, weights);
    const ahead = largest(means(scores, arms));
    const others = Array.from({ length: arms }, (_, arm) => arm).filter((arm) => arm !== ahead);
    /** @param {Float64Array} table */
    const gapsOf = (table) => Float64Array.from({ length: (table.length / arms) * others.length }, (_, at) => table[Math.floor(at / others.length) * arms + ahead] - table[Math.floor(at / others.length) * arms + others[at % others.length]]);
    const gaps = gapsOf(scores);
    const { low } = intervalOfMean(gaps, gapsOf(worthOf(boot, weights)), others.length);
    first[vision] = ahead;
    clear[vision] = low.every((each) => each > 0) && means(gaps, others.length).every((each) => each >= told.lead) ? 1 : 0;
  }
  return { visions, first, clear };
}

/**
 * The profile of arms whose runs are paired, as the engine's `profile` answers it (page/answers.py).
 * @param {{[arm: string]: Read}} read by arm, in their order, the reference among them @param {Told} told @param {number} seed @param {string} [reference]
 */
export function profileOf(read, told, seed, reference = told.reference) {
  const arms = Object.keys(read);
  const families = told.families.length;
  const units = unitsOf(read, arms, told, reference);
  const boot = bootstrapMeans(units, arms.length * families, seed);
  const shown = arms.map((_, place) => place).filter((place) => arms[place] !== reference);
  if (!shown.length) shown.push(0);
  const rows = told.families.map(({ name, outcomes }, family) => ({
    family: name,
    outcomes: outcomes.map((each) => each.name),
    cells: cellsOf(familyOf(units, arms.length, families, family, shown), familyOf(boot, arms.length, families, family, shown), shown.length, seed, told),
  }));
  const { shares, undecided } = bestShares(boot, arms.length, families, seed, told);
  const { visions, first, clear } = firstOnTriangle(units, boot, arms.length, told);
  const runs = units.length / families / arms.length;
  return {
    head: { arms: shown.map((place) => arms[place]), runs, rows, ranked: arms, shares, undecided },
    blocks: { weights: visions, first, clear },
    shapes: { weights: [first.length, told.groups.length], first: [first.length], clear: [first.length] },
  };
}
