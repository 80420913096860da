// @ts-check
/**
 * Fans of runs: quantiles, ends, and paired lives. Mirrors study/exploring/fans.py and study/outcomes.py.
 *
 * @typedef {import('./sums.js').Row} Row
 * @typedef {{a: string, b: string, dots: Float64Array, share: number, mean: number, low: number, high: number}} Pair arm a less arm b at the end, run by run
 * @typedef {{[name: string]: Float64Array}} Blocks
 */
import { columnOf, deviationOf, meanOf, median, quantiles, sorted, sumOf } from './sums.js';

export const LEVELS = [0.1, 0.5, 0.9];
const MOST_DOTS = 100;
const NORMAL_95 = 1.959964;
const QUARTER = 3; // months
const FEWEST_PAIRS = 20; // runs that share a point with another, below which nothing is said of shares of variance

/** Quantiles of every month, (levels x months); `ladders`: (runs x months). @param {Row} ladders @param {number} months @param {number[]} [levels] */
export function bands(ladders, months, levels = LEVELS) {
  const found = new Float64Array(levels.length * months);
  for (let month = 0; month < months; month++) {
    quantiles(columnOf(ladders, months, month), levels).forEach((each, level) => (found[level * months + month] = each));
  }
  return found;
}

/** A mean with its 95 % interval (normal); nothing wider than the mean itself where there is one run. @param {Row} values @returns {[number, number, number]} */
export function meanWithInterval(values) {
  const mean = meanOf(values);
  const half = values.length > 1 ? (NORMAL_95 * deviationOf(values)) / Math.sqrt(values.length) : 0;
  return [mean, mean - half, mean + half];
}

/** Two arms, run by run. @param {string} a @param {string} b @param {Row} first @param {Row} second @returns {Pair} */
export function pairOf(a, b, first, second) {
  const gaps = Float64Array.from(first, (each, run) => each - second[run]);
  const count = Math.min(MOST_DOTS, gaps.length);
  const higher = gaps.filter((each) => each > 0).length;
  const equal = gaps.filter((each) => each === 0).length;
  const dots = quantiles(gaps, Array.from({ length: count }, (_, dot) => (dot + 0.5) / count));
  const [mean, low, high] = meanWithInterval(gaps);
  return { a, b, dots: Float64Array.from(dots), share: higher / gaps.length + (0.5 * equal) / gaps.length, mean, low, high };
}

/**
 * The share of the variance between runs that luck makes, where run r takes point r modulo `points`; null where too few share a
 * point with another, or nothing varies (study/mixture.py).
 * @param {Row} values @param {number} points
 */
export function luckOf(values, points) {
  const groups = Array.from({ length: Math.min(points, values.length) }, (_, start) => Float64Array.from(values).filter((__, run) => run % points === start));
  const shared = groups.filter((group) => group.length > 1);
  const freedom = shared.reduce((sum, group) => sum + group.length - 1, 0);
  const total = values.length > 1 ? deviationOf(values) ** 2 : 0;
  if (freedom < FEWEST_PAIRS || total <= 1e-18) return null;
  const within = shared.reduce((sum, group) => sum + deviationOf(group) ** 2 * (group.length - 1), 0) / freedom;
  return Math.min(1, within / total);
}

/** In how many runs each arm ends clearly highest, then in how many none does. @param {Row[]} ends @param {number} smallest @returns {number[]} */
export function clearly(ends, smallest) {
  const runs = ends[0].length;
  if (ends.length === 1) return [runs, 0];
  const counts = Array(ends.length + 1).fill(0);
  for (let run = 0; run < runs; run++) {
    const values = ends.map((each) => each[run]);
    const rising = sorted(values);
    const apart = rising[rising.length - 1] - rising[rising.length - 2] >= smallest;
    counts[apart ? firstOf(values, (one, other) => one > other) : ends.length] += 1;
  }
  return counts;
}

/** The first place of the value that is before all others. @param {Row} values @param {(one: number, other: number) => boolean} before */
function firstOf(values, before) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (before(values[i], values[best])) best = i;
  return best;
}

/**
 * What a fan chart shows of arms on the same luck, as the engine's `compare` answers it (page/answers.py).
 * @param {string[]} arms @param {{[arm: string]: Row}} ladders by arm, (runs x months), months after the contract included
 * @param {{months: number, end: number, points: number}} shape months of a ladder, month 0 included; the last of the contract; points that runs take in turn
 * @param {number} smallest
 */
export function fansOf(arms, ladders, { months, end, points }, smallest) {
  const runs = ladders[arms[0]].length / months;
  const last = arms.map((arm) => columnOf(ladders[arm], months, end));
  const quantiles = new Float64Array(arms.length * LEVELS.length * months);
  arms.forEach((arm, place) => quantiles.set(bands(ladders[arm], months), place * LEVELS.length * months));
  /** @type {Pair[]} */
  const pairs = [];
  arms.forEach((a, i) => arms.slice(i + 1).forEach((b, j) => pairs.push(pairOf(a, b, last[i], last[i + 1 + j]))));
  const typical = last.map((values) => {
    const middle = median(values);
    return firstOf(
      Float64Array.from(values, (each) => Math.abs(each - middle)),
      (one, other) => one < other,
    );
  });
  const head = {
    runs,
    arms: [...arms],
    ends: last.map(meanWithInterval),
    luck: last.map((values) => luckOf(values, points)),
    pairs: pairs.map(({ a, b, share, mean, low, high }) => ({ a, b, share, mean, low, high })),
    clear: clearly(last, smallest),
    typical,
    lowest: last.map((values) => firstOf(values, (one, other) => one < other)),
    highest: last.map((values) => firstOf(values, (one, other) => one > other)),
  };
  /** @type {Blocks} */
  const blocks = { quantiles };
  /** @type {{[name: string]: number[]}} */
  const shapes = { quantiles: [arms.length, LEVELS.length, months] };
  pairs.forEach(({ dots }, place) => {
    blocks[`dots${place}`] = dots;
    shapes[`dots${place}`] = [dots.length];
  });
  return { head, blocks, shapes };
}

/** The lowest mean of three months in a row, of one run's months 1 to the last. @param {Row} monthly */
export function worstQuarter(monthly) {
  const width = Math.min(QUARTER, monthly.length);
  let worst = Infinity;
  for (let month = 0; month + width <= monthly.length; month++) worst = Math.min(worst, sumOf(monthly, month, width) / width);
  return worst;
}

/** @type {{[reading: string]: (monthly: Float64Array) => number}} */
const READINGS = { end: (monthly) => monthly[monthly.length - 1], total: (monthly) => sumOf(monthly), worst_quarter: worstQuarter };

/**
 * Every outcome of every run, (runs x outcomes); `values`: (runs x months x indicators), month 0 included.
 * @param {Row} values @param {number} months @param {string[]} indicators @param {{name: string, reading: string}[]} outcomes
 */
export function outcomesOf(values, months, indicators, outcomes) {
  const width = months * indicators.length;
  const runs = values.length / width;
  const found = new Float64Array(runs * outcomes.length);
  outcomes.forEach(({ name, reading }, column) => {
    const place = indicators.indexOf(name);
    for (let run = 0; run < runs; run++) {
      const monthly = Float64Array.from({ length: months - 1 }, (_, month) => values[run * width + (month + 1) * indicators.length + place]);
      found[run * outcomes.length + column] = READINGS[reading](monthly);
    }
  });
  return found;
}
