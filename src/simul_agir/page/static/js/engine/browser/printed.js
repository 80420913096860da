// @ts-check
/**
 * What a dossier prints, computed from runs, and compared with what stands in its record (report/dossier/compared.py).
 *
 * @typedef {import('./gathered.js').Gathered} Gathered
 * @typedef {{[part: string]: any}} Parts by part of a dossier a tree as in the record; its leaves are texts, whole numbers, or Shown
 */
import { bands, bootstrapMeans, intervalOfMean, probabilityAbove, quantiles, verdictOf } from '../statistics.js';
import { luckOf } from '../statistics/fans.js';
import { gainsOver, standingsUnder } from '../statistics/standings.js';
import { meanOf } from '../statistics/sums.js';
import { costOf, coursesOf } from './courses.js';
import { meanOfColumns } from './lives.js';

const BAND = [0.1, 0.5, 0.9];
const DOTS = 100;
const MOST_HELD = 5;
const SLACK = 1e-6; // of half a unit of the last digit: sums in another order

/** A number, and how many of its decimals a record holds. */
export class Shown {
  /** @param {number} value @param {number} digits */
  constructor(value, digits) {
    this.value = value;
    this.digits = digits;
  }

  /** Whether a record's number is this one, to its last digit; null where there is none. @param {number | null} wanted */
  is(wanted) {
    if (wanted === null || Number.isNaN(this.value)) return wanted === null && Number.isNaN(this.value);
    return Math.abs(this.value - wanted) <= 0.5 * 10 ** -this.digits * (1 + SLACK);
  }
}

/** @param {number} mean @param {number} low @param {number} high */
export function estimate(mean, low, high) {
  return { mean: new Shown(mean, 6), low: new Shown(low, 6), high: new Shown(high, 6) };
}

/** A mean over runs with its interval. @param {Float64Array} values @param {number} seed */
export function estimateOf(values, seed) {
  const { low, high } = intervalOfMean(values, bootstrapMeans(values, 1, seed), 1);
  return estimate(meanOf(values), low[0], high[0]);
}

/**
 * All that a record prints of a comparison and that its runs give, part by part.
 * @param {Gathered} gathered @param {any} record the answer of the dossier @param {{land: any, shared: any, seed: number, vision: {[family: string]: number} | null, points: number}} told @returns {Parts}
 */
export function printedOf(gathered, record, told) {
  const { land, seed } = told;
  const { arms, ends } = gathered;
  const { best: first, probability: _, ...verdict } = verdictOf(arms, ends, seed, land.open.smallest);
  const best = first ?? arms[0];
  const against = [verdict.below, verdict.not_separable, verdict.too_small].flat().find((name) => name !== best) ?? null;
  const pair = against === null ? null : pairOf(ends[best], ends[against], seed);
  /** @type {Parts} */
  const found = {
    ladder: {
      arms: arms.map((name) => ({ name, ladder: estimateOf(ends[name], seed), ...bandsOf(gathered, name, record.points), stages: sharesOf(gathered.stages[name]) })),
      held: heldOf(gathered.held[best]),
      life: { ladder: middleLife(gathered, best) },
    },
    verdict: { best, against, verdict: { best: first, ...verdict }, pair },
    costs: { arms: costsOf(gathered, record, told) },
    outcomes: { arms: arms.map((name, place) => ({ outcomes: Object.fromEntries(Object.keys(record.arms[place]?.outcomes ?? {}).map((outcome) => [outcome, new Shown(meanOf(gathered.outcomes[name][outcome]), 4)])) })) },
  };
  if (record.what_if) found.verdict.what_if = switchOf(record.what_if, ends, seed);
  if (record.profile && gathered.read && told.vision) {
    found.outcomes.gains = gainsLike(record.gains, gainsOver(gathered.read, told.shared.profile, seed, gathered.reference));
    found.profile = { profile: profileLike(standingsUnder(gathered.read, told.shared.profile, seed, gathered.reference, told.vision)) };
    found.ladder.luck = luckShare(gathered, best, told.points);
  } else found.outcomes.gains = differences(record, gathered, seed);
  return found;
}

/** @param {Float64Array} one @param {Float64Array} other */
function minus(one, other) {
  return one.map((each, run) => each - other[run]);
}

/** @param {Float64Array} one @param {Float64Array} other @param {number} seed */
function pairOf(one, other, seed) {
  const gaps = minus(one, other);
  const levels = Array.from({ length: DOTS }, (_, dot) => (dot + 0.5) / DOTS);
  return { ...estimateOf(gaps, seed), share: new Shown(probabilityAbove(gaps), 6), dots: quantiles(gaps, levels).map((each) => new Shown(each, 4)) };
}

/** Switching less staying. @param {any} told @param {{[arm: string]: Float64Array}} ends @param {number} seed */
function switchOf(told, ends, seed) {
  const gaps = minus(ends[told.switch], ends[told.stay]);
  return { ...estimateOf(gaps, seed), share: new Shown(probabilityAbove(gaps), 6) };
}

/** @param {Gathered} gathered @param {string} name @param {number[]} months */
function bandsOf({ ladders, rows }, name, months) {
  const found = bands(ladders[name], rows, BAND);
  /** @param {number} level */
  const line = (level) => months.map((month) => new Shown(found[level * rows + month], 3));
  return { low: line(0), middle: line(1), high: line(2) };
}

/** @param {number[]} counts of actors with voice by stage, over all runs */
function sharesOf(counts) {
  const whole = Math.max(1, counts.reduce((one, other) => one + other, 0));
  return counts.map((each) => new Shown(each / whole, 4));
}

/** The criteria that hold back most. @param {{criteria: string[], rows: Float64Array}} held */
function heldOf({ criteria, rows }) {
  const shares = meanOfColumns(rows, rows.length / criteria.length, criteria.length);
  const order = [...shares.keys()].sort((one, other) => shares[other] - shares[one] || one - other);
  return order.slice(0, MOST_HELD).map((k) => [criteria[k], new Shown(shares[k], 4)]);
}

/** The ladder of the run that ends nearest to the middle. @param {Gathered} gathered @param {string} name */
function middleLife({ ends, ladders, rows, months }, name) {
  const order = [...ends[name].keys()].sort((one, other) => ends[name][one] - ends[name][other] || one - other);
  const from = order[Math.floor((order.length - 1) / 2)] * rows;
  return Array.from(ladders[name].subarray(from, from + months + 1), (each) => new Shown(each, 3));
}

/** @param {Gathered} gathered @param {any} record @param {{land: any, shared: any}} told */
function costsOf({ ground, asked }, record, { shared }) {
  return record.arms.map((/** @type {any} */ { cost, name }) => {
    const arm = asked.find((each) => each.name === name);
    if (!cost || !arm) return {};
    const { engineering, money } = costOf(coursesOf(arm, ground, shared), ground, shared);
    return { cost: [new Shown(engineering, 3), new Shown(money, 2)] };
  });
}

/** What each arm gains by outcome of the profile. @param {any[]} rows @param {import('../statistics/standings.js').Gain[]} gains */
function gainsLike(rows, gains) {
  return rows.map(({ outcome, cells }) => {
    const own = gains.filter((each) => each.outcome === outcome);
    if (!own.length) return {};
    return {
      outcome,
      cells: cells.map((/** @type {any} */ { arm }) => {
        const gain = own.find((each) => each.arm === arm);
        return gain ? { arm, ...estimate(gain.mean, gain.low, gain.high), better: gain.better } : { arm: null };
      }),
    };
  });
}

/** What each arm gains on the reference, without a profile. @param {any} record @param {Gathered} gathered @param {number} seed */
function differences({ gains, reference }, { outcomes }, seed) {
  return gains.map((/** @type {any} */ { outcome, cells }) => ({
    outcome,
    cells: cells.map((/** @type {any} */ { arm }) => ({ arm, ...estimateOf(minus(outcomes[arm][outcome], outcomes[reference][outcome]), seed) })),
  }));
}

/** @param {{standings: import('../statistics/standings.js').Standing[], top: string[], undecided: number}} found */
function profileLike({ standings, top, undecided }) {
  return {
    top,
    undecided: new Shown(undecided, 4),
    standings: standings.map((each) => ({
      arm: each.arm,
      standing: each.standing,
      share: new Shown(each.share, 4),
      clear_share: new Shown(each.clear_share, 4),
      regret: new Shown(each.regret, 4),
      flip: new Shown(each.flip ?? NaN, 4),
      ...estimate(each.lead, each.low, each.high),
    })),
  };
}

/** The share of the best arm's gain on the ladder that is luck. @param {Gathered} gathered @param {string} best @param {number} points */
function luckShare({ read, reference }, best, points) {
  if (points < 2 || best === reference || !read) return new Shown(NaN, 4);
  return new Shown(luckOf(minus(read[best].index, read[reference].index), points) ?? NaN, 4);
}

/**
 * How many numbers of a part stand in the record as they were found; -1 where one does not.
 * @param {any} found @param {any} wanted @returns {number}
 */
export function alike(found, wanted) {
  if (found instanceof Shown) return found.is(wanted ?? null) ? 1 : -1;
  if (found === null || typeof found !== 'object') return found === wanted ? (typeof found === 'number' ? 1 : 0) : -1;
  if (wanted === null || typeof wanted !== 'object' || (Array.isArray(found) && found.length !== wanted.length)) return -1;
  let count = 0;
  for (const [key, each] of Object.entries(found)) {
    const one = alike(each, wanted[key]);
    if (one < 0) return -1;
    count += one;
  }
  return count;
}

/** The tree as a record holds it: numbers to their decimals, null where there is none. @param {any} found @returns {any} */
export function rounded(found) {
  if (found instanceof Shown) return Number.isNaN(found.value) ? null : Number(found.value.toFixed(found.digits));
  if (found === null || typeof found !== 'object') return found;
  if (Array.isArray(found)) return found.map(rounded);
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [key, rounded(each)]));
}
