// @ts-check
/** One past, two futures: the same lives go on as they are, or turn at a month (study/exploring/forks.py). */
import { bootstrapMeans, intervalOfMean, bands, pairOf } from '../statistics.js';
import { asSent, PRIMARY } from './compare.js';
import { costOf, coursesOf, sameCost } from './courses.js';
import { eventsOf } from './events.js';
import { columnOf, meanOfColumns } from './lives.js';
/** @typedef {import('./asked.js').Asked} Asked */
/** @typedef {import('./asked.js').Arm} Arm */
/** @typedef {import('./lives.js').Job} Job */
/** @typedef {import('./events.js').Event} Event */

const STEADY = 6; // months in a row that a difference must stand out
const NOISE = 3; // standard errors that it must exceed
const TOLD = 24; // lives whose events tell who meets whom
const SOON = 40; // lives after which a first answer is given
const RUNS = 200;
const SHARE_RUNS = 24; // runs without each mechanism
const MOST_EVENTS = 12; // of a first difference, on each side
const LEVELS = [0.1, 0.5, 0.9];
const MEETINGS = ['encounter', 'convened'];
const SPHERES = ['project', 'state', 'operators', 'residents', 'associations'];
/** Indicators of the month, and whether more is better. @type {{[name: string]: boolean}} */
const WATCHED = {
  index: true, team: true, comfort: true, identification: true, trust: true, facilitators: true, density: true, reciprocity: true, continuity: true,
  innovation: true, help_given: true, awake: true, need: false, fatigue: false, frictions: false, isolated: false, hours: false,
};

/** @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Job} job @param {import('../interface.js').Tell} tell */
export async function fork(engine, asked, job, tell) {
  const { laboratory } = engine;
  const month = asked.whole('month', 1, asked.ground.months - 1);
  const stay = asked.arm('stance');
  const turnedTo = asked.arm('turn').stance;
  const effort = asked.whole('effort', 25, 400, 100);
  const crisis = asked.whole('crisis', 0, 50, 0);
  const runs = asked.whole('runs', 2, engine.most, RUNS);
  const turn = turned(stay, month, turnedTo, changesOf(asked, month, effort, crisis));
  const arms = [stay, turn];
  const lives = await laboratory.lives(asked.land, asked.ground, arms, asked.seed, { whole: true, after: asked.land.open.months_after });
  const told = Math.min(TOLD, runs);
  const courses = arms.map((arm) => coursesOf(arm, asked.ground, laboratory.shared));
  const costs = courses.map((each) => costOf(each, asked.ground, laboratory.shared));
  const fixed = { effort: effort / 100, crisis: crisis / 100, equal: sameCost(costs[0], costs[1]), engineering: costs.map((each) => each.engineering), told };
  /** @type {any} */
  let meets = null;
  /** @type {import('../interface.js').Answer | undefined} */
  let found;
  for (const stop of [...new Set([Math.min(SOON, runs), runs])]) {
    await lives.until(job, stop);
    meets ??= await meetings(engine, asked, arms, month, told, job);
    found = futures(lives, stay, turn, month, asked.land.open.smallest);
    Object.assign(found.head, fixed, meets, { shares: [], shares_runs: 0 });
    tell(found);
  }
  const shares = await sharesOf(engine, asked, stay, turn, month, Math.min(SHARE_RUNS, runs), job);
  if (found) tell({ ...found, head: { ...found.head, ...shares } });
}

/** @param {Asked} asked @param {number} month @param {number} effort @param {number} crisis */
export function changesOf(asked, month, effort, crisis) {
  /** @type {{[key: string]: any}} */
  const changes = effort === 100 ? {} : { effort: (asked.ground.effort * effort) / 100 };
  if (crisis) changes.shocks = [{ month: month + 1, size: crisis / 100, hardship: crisis / 100 }];
  return changes;
}

/** The arm that is `stay` until the end of a month, then another stance. @param {Arm} stay @param {number} month @param {string} stance @param {any} changes @returns {Arm} */
export function turned(stay, month, stance, changes) {
  return { name: 'turn', stance: stay.stance, changes: stay.changes, then: [...stay.then.filter((each) => each.month < month), { month, stance, changes }] };
}

/**
 * What the lives of both futures say, but for what is told from events.
 * @param {import('./lives.js').Lives} lives @param {Arm} stay @param {Arm} turn @param {number} month @param {number} smallest
 * @returns {import('../interface.js').Answer}
 */
function futures(lives, stay, turn, month, smallest) {
  const { runs } = lives;
  const { months, rows } = lives;
  const whole = [lives.of(stay.name, PRIMARY), lives.of(turn.name, PRIMARY)];
  const ladders = [lives.within(stay.name, PRIMARY), lives.within(turn.name, PRIMARY)];
  const gaps = meanOfColumns(minus(ladders[1], ladders[0]), runs, months);
  const counting = gaps.findIndex((each) => Math.abs(each) >= smallest);
  const pair = pairOf('turn', 'stay', columnOf(ladders[1], runs, months, months - 1), columnOf(ladders[0], runs, months, months - 1));
  const quantiles = new Float64Array(2 * LEVELS.length * rows);
  whole.forEach((ladder, place) => quantiles.set(bands(ladder, rows, LEVELS), place * LEVELS.length * rows));
  const parts = partings(lives, stay.name, turn.name, month);
  const head = {
    stay: stay.name,
    turn: String(turn.then[turn.then.length - 1].stance),
    month,
    runs,
    pair: { share: pair.share, mean: pair.mean, low: pair.low, high: pair.high },
    counts_from: counting < 0 ? null : counting,
    partings: parts.map(({ gaps: _, ...each }) => each),
  };
  /** @type {{[name: string]: Float64Array}} */
  const blocks = { quantiles, dots: pair.dots };
  /** @type {{[name: string]: number[]}} */
  const shapes = { quantiles: [2, LEVELS.length, rows], dots: [pair.dots.length] };
  parts.forEach((each, place) => {
    blocks[`gaps${place}`] = each.gaps;
    shapes[`gaps${place}`] = [months];
  });
  return { head, blocks: asSent(blocks), shapes };
}

/** @param {Float64Array} one @param {Float64Array} other */
function minus(one, other) {
  return one.map((each, place) => each - other[place]);
}

/** The indicators that stand out of the noise for good measure, in the order in which they do. @param {import('./lives.js').Lives} lives @param {string} stay @param {string} turn @param {number} month */
function partings(lives, stay, turn, month) {
  const { runs, months } = lives;
  const found = [];
  for (const [indicator, up] of Object.entries(WATCHED)) {
    if (!lives.indicators.includes(indicator)) continue;
    const [one, other] = [lives.within(stay, indicator), lives.within(turn, indicator)];
    const apart = minus(other, one);
    const since = outOfNoise(apart, runs, months, month);
    if (since === null) continue;
    const gaps = meanOfColumns(apart, runs, months);
    const ends = [one, other].map((each) => meanOfColumns(columnOf(each, runs, months, months - 1), runs, 1)[0]);
    found.push({ indicator, month: since, stay: ends[0], turn: ends[1], gained: gaps[months - 1] > 0 === up, gaps });
  }
  return found.sort((a, b) => a.month - b.month);
}

/** The first month later than `after` from which |mean| > 3 standard errors for six months. @param {Float64Array} gaps @param {number} runs @param {number} months @param {number} after */
function outOfNoise(gaps, runs, months, after) {
  if (runs < 2) return null;
  const means = meanOfColumns(gaps, runs, months);
  const squares = new Float64Array(months);
  for (let place = 0; place < gaps.length; place++) squares[place % months] += (gaps[place] - means[place % months]) ** 2;
  const out = means.map((mean, month) => (Math.abs(mean) > (NOISE * Math.sqrt(squares[month] / (runs - 1))) / Math.sqrt(runs) ? 1 : 0));
  for (let start = after + 1; start < months - STEADY + 1; start++) if (out.subarray(start, start + STEADY).every(Boolean)) return start;
  return null;
}

/** Meetings a life by pair of spheres, turning less staying; and the first month in which life 0 differs. @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Arm[]} arms @param {number} month @param {number} told @param {Job} job */
async function meetings(engine, asked, arms, month, told, job) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const sphere = new Map(asked.land.open.actors.map((/** @type {any} */ each) => [each.name, each.sphere]));
  let first = null;
  const recorded = await Promise.all(arms.map((arm) => engine.laboratory.record(job, asked.land, asked.ground, arm, asked.seed, 0, told)));
  for (let run = 0; run < told; run++) {
    const [here, there] = recorded.map((each) => eventsOf(each[run].events, asked.land, engine.laboratory.shared).filter((event) => event.month > month));
    count(counts, there, 1, sphere);
    count(counts, here, -1, sphere);
    if (run === 0) first = firstApart(here, there);
  }
  const pairs = [...counts].map(([pair, total]) => [...pair.split(' '), total / told]).sort((a, b) => (`${a[0]}\t${a[1]}` < `${b[0]}\t${b[1]}` ? -1 : 1));
  return { meetings: pairs, first };
}

/** @param {Map<string, number>} counts @param {Event[]} events @param {number} sign @param {Map<string, string>} sphere */
function count(counts, events, sign, sphere) {
  for (const { what, actors } of events) {
    if (!MEETINGS.includes(what) || actors.length < 2) continue;
    const pair = [sphere.get(actors[0]) ?? '', sphere.get(actors[1]) ?? ''].sort((a, b) => SPHERES.indexOf(a) - SPHERES.indexOf(b)).join(' ');
    counts.set(pair, (counts.get(pair) ?? 0) + sign);
  }
}

/** Who does what about which need, whatever comes of it. @param {Event[]} events @param {number} month @returns {Map<string, Event>} */
function deedsOf(events, month) {
  return new Map(events.filter((each) => each.month === month).map((each) => [JSON.stringify([each.what, each.actors, each.need]), each]));
}

/** The first month in which somebody does something else, and what is done in it in one future only. @param {Event[]} here @param {Event[]} there */
function firstApart(here, there) {
  const months = [...new Set([...here, ...there].map((each) => each.month))].sort((a, b) => a - b);
  for (const month of months) {
    const [one, other] = [deedsOf(here, month), deedsOf(there, month)];
    const [alone, fresh] = [[...one].filter(([deed]) => !other.has(deed)), [...other].filter(([deed]) => !one.has(deed))];
    if (alone.length || fresh.length) return { month, stay: alone.map(([, each]) => each).slice(0, MOST_EVENTS), turn: fresh.map(([, each]) => each).slice(0, MOST_EVENTS) };
  }
  return null;
}

/** How much of the difference each mechanism carries: both futures simulated again with it off from the month on. @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Arm} stay @param {Arm} turn @param {number} month @param {number} runs @param {Job} job */
async function sharesOf(engine, asked, stay, turn, month, runs, job) {
  const { shared } = engine.laboratory;
  const names = Object.keys(shared.numbers.switches).filter((name) => asked.ground.mechanisms[name] ?? true);
  const whole = await endsOf(engine, asked, [stay, turn], runs, job);
  const values = new Float64Array(runs * 2 * names.length);
  for (const [place, name] of names.entries()) {
    const left = await endsOf(engine, asked, [stay, turn].map((arm) => without(arm, month, name)), runs, job);
    for (let run = 0; run < runs; run++) {
      const gap = left[1][run] - left[0][run];
      values[run * 2 * names.length + place] = gap;
      values[run * 2 * names.length + names.length + place] = whole[1][run] - whole[0][run] - gap;
    }
  }
  const columns = 2 * names.length;
  const { low, high } = intervalOfMean(values, bootstrapMeans(values, columns, asked.seed), columns);
  const means = meanOfColumns(values, runs, columns);
  const found = names.map((name, k) => ({ name, without: means[k], lost: means[names.length + k], clear: low[names.length + k] > 0 || high[names.length + k] < 0 }));
  found.sort((a, b) => Math.abs(b.lost) - Math.abs(a.lost) || (a.name < b.name ? -1 : 1));
  return { shares: found.filter((each) => each.clear).slice(0, 3).map((each) => [each.name, each.lost, each.without]), shares_runs: runs };
}

/** The index at the end of two arms. @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Arm[]} arms @param {number} runs @param {Job} job */
async function endsOf(engine, asked, arms, runs, job) {
  const lives = await engine.laboratory.lives(asked.land, asked.ground, arms, asked.seed);
  await lives.until(job, runs);
  return arms.map((arm) => lives.ends(arm.name));
}

/** The arm with a mechanism off from the end of `month` on. @param {Arm} arm @param {number} month @param {string} mechanism @returns {Arm} */
function without(arm, month, mechanism) {
  const usual = arm.then.find((each) => each.month === month) ?? { month, stance: null, changes: {} };
  const there = { ...usual, changes: { ...usual.changes, [`mechanisms.${mechanism}`]: false } };
  return { ...arm, name: `${arm.name} without ${mechanism}`, then: [...arm.then.filter((each) => each.month !== month), there].sort((a, b) => a.month - b.month) };
}
