// @ts-check
/**
 * Statistics of paired runs, all deterministic from a seed. Mirrors study/statistics.py: tables are (runs x columns).
 *
 * @typedef {import('./sums.js').Row} Row
 */
import { normalBelow, normalQuantile, studentQuantile } from './laws.js';
import { Philox } from './philox.js';
import { columnOf, deviationOf, meanOf, sorted, sumOf } from './sums.js';

export const RESAMPLES = 2000;
export const FLIPS = 9999;
const LEVEL = 0.95;
const FEW_RUNS = 100; // below this Student's interval instead of a bootstrap
const TINY = 1e-12; // relative size under which a difference is rounding
const BLOCK = 2000000; // numbers drawn at once
const [BOOTSTRAP, SIGNS] = [1, 2]; // purposes of chance

/** @type {Map<string, any>} what was drawn last, for each purpose */
const kept = new Map();

/** What belongs to a seed and a number of runs, drawn once. @template T @param {string} what @param {number} seed @param {number} runs @param {() => T} draw @returns {T} */
function once(what, seed, runs, draw) {
  const found = kept.get(what);
  if (found && found.seed === seed && found.runs === runs) return found.drawn;
  const drawn = draw();
  kept.set(what, { seed, runs, drawn });
  return drawn;
}

/** How often each run is drawn in each resample, (resamples x runs). @param {number} seed @param {number} runs @returns {Float64Array} */
function weights(seed, runs) {
  return once('weights', seed, runs, () => {
    const found = new Float64Array(RESAMPLES * runs);
    const drawn = new Philox(seed, BOOTSTRAP).integers(runs, RESAMPLES * runs);
    drawn.forEach((run, at) => (found[Math.floor(at / runs) * runs + run] += 1));
    return found;
  });
}

/** Signs of each run in each flip, (flips x runs); drawn by blocks of rows, as Python draws them. @param {number} seed @param {number} runs @returns {Int8Array} */
function signs(seed, runs) {
  return once('signs', seed, runs, () => {
    const found = new Int8Array(FLIPS * runs);
    const chance = new Philox(seed, SIGNS);
    const rows = Math.max(1, Math.floor(BLOCK / runs));
    for (let row = 0; row < FLIPS; row += rows) found.set(chance.signs(Math.min(rows, FLIPS - row) * runs), row * runs);
    return found;
  });
}

/** left (rows x inner) times right (inner x columns). @param {ArrayLike<number>} left @param {Row} right @param {number} inner @param {number} columns */
function times(left, right, inner, columns) {
  const rows = left.length / inner;
  const found = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const each = left[row * inner + k];
      if (each !== 0) for (let column = 0; column < columns; column++) found[row * columns + column] += each * right[k * columns + column];
    }
  }
  return found;
}

/** Means of resamplings of the rows, (resamples x columns). @param {Row} values @param {number} columns @param {number} seed */
export function bootstrapMeans(values, columns, seed) {
  const runs = values.length / columns;
  return times(weights(seed, runs), values, runs, columns).map((each) => each / runs);
}

/**
 * Interval of the mean of each column: bias-corrected and accelerated bootstrap from 100 runs up, Student's below; NaN with one run.
 * @param {Row} values @param {Row} boot its bootstrapped means @param {number} columns @returns {{low: number[], high: number[]}}
 */
export function intervalOfMean(values, boot, columns) {
  const runs = values.length / columns;
  /** @type {{low: number[], high: number[]}} */
  const found = { low: [], high: [] };
  for (let column = 0; column < columns; column++) {
    const own = columnOf(values, columns, column);
    const [low, high] = runs === 1 ? [NaN, NaN] : runs < FEW_RUNS ? student(own) : accelerated(own, columnOf(boot, columns, column));
    found.low.push(low);
    found.high.push(high);
  }
  return found;
}

/** Student's interval of a mean. @param {Row} values @returns {[number, number]} */
export function student(values) {
  const mean = meanOf(values);
  const half = (studentQuantile(values.length - 1, (1 + LEVEL) / 2) * deviationOf(values)) / Math.sqrt(values.length);
  return [mean - half, mean + half];
}

/** @param {Float64Array} values @param {Float64Array} boot @returns {[number, number]} */
function accelerated(values, boot) {
  const mean = meanOf(values);
  const gaps = values.map((each) => each - mean);
  const spread = sumOf(gaps.map((each) => each * each));
  if (Math.sqrt(spread / values.length) <= TINY * (1 + Math.abs(mean))) return [mean, mean];
  const acceleration = sumOf(gaps.map((each) => each ** 3)) / (6 * spread ** 1.5);
  const slack = TINY * (1 + Math.abs(mean)); // resamples that equal the mean, in whichever order they were added up
  const below = boot.filter((each) => each < mean - slack).length / boot.length;
  const notAbove = boot.filter((each) => each <= mean + slack).length / boot.length;
  const share = Math.min(Math.max((below + notAbove) / 2, 1 / boot.length), 1 - 1 / boot.length);
  const bias = normalQuantile(share);
  const rising = sorted(boot);
  const [low, high] = [(1 - LEVEL) / 2, (1 + LEVEL) / 2].map((tail) => {
    const shifted = bias + normalQuantile(tail);
    return between(rising, normalBelow(bias + shifted / (1 - acceleration * shifted)));
  });
  return [low, high];
}

/** @param {Float64Array} rising @param {number} share */
function between(rising, share) {
  const place = Math.min(Math.max(share, 0), 1) * (rising.length - 1);
  const below = Math.floor(place);
  const [low, high] = [rising[below], rising[Math.min(below + 1, rising.length - 1)]];
  return low + (place - below) * (high - low);
}

/** Share of runs in which a difference is positive; ties count half. @param {Row} differences */
export function probabilityAbove(differences) {
  let found = 0;
  for (const each of differences) found += each > 0 ? 1 : each === 0 ? 0.5 : 0;
  return found / differences.length;
}

/** Two-sided p-values that the mean of each column is nil: its runs' signs flipped at random, or in all ways where these are few. @param {Row} differences @param {number} columns @param {number} seed @returns {number[]} */
export function signFlip(differences, columns, seed) {
  const runs = differences.length / columns;
  const observed = Array.from({ length: columns }, (_, column) => Math.abs(sumOf(columnOf(differences, columns, column))));
  const least = observed.map((each, column) => each - TINY * (1 + sumOf(columnOf(differences, columns, column).map(Math.abs))));
  const exact = 2 ** Math.min(runs, 60) <= FLIPS;
  const flips = exact ? Int8Array.from({ length: 2 ** runs * runs }, (_, at) => (Math.floor(at / runs) >> at % runs & 1 ? -1 : 1)) : signs(seed, runs);
  const sums = times(flips, differences, runs, columns);
  const reached = Array(columns).fill(0);
  sums.forEach((each, at) => (reached[at % columns] += Math.abs(each) >= least[at % columns] ? 1 : 0));
  const rows = sums.length / columns;
  return reached.map((each) => (exact ? each / rows : (1 + each) / (1 + rows)));
}

/** P-values adjusted for their number by Holm's step-down procedure. @param {number[]} p @returns {number[]} */
export function holm(p) {
  const order = p.map((_, place) => place).sort((one, other) => p[one] - p[other] || one - other);
  const adjusted = Array(p.length).fill(0);
  let most = 0;
  order.forEach((place, rank) => {
    most = Math.max(most, (p.length - rank) * p[place]);
    adjusted[place] = Math.min(1, most);
  });
  return adjusted;
}

/** Share of resamples in which each arm has the highest mean; arms that tie share it. @param {Row} boot (resamples x arms) @param {number} arms @returns {number[]} */
export function probabilityBest(boot, arms) {
  const found = Array(arms).fill(0);
  const rows = boot.length / arms;
  for (let row = 0; row < rows; row++) {
    const first = highest(boot, row * arms, arms);
    for (const arm of first) found[arm] += 1 / first.length;
  }
  return found.map((each) => each / rows);
}

/** Who is highest of some values side by side, but for rounding. @param {Row} values @param {number} from @param {number} count @returns {number[]} */
export function highest(values, from, count) {
  let top = -Infinity;
  for (let i = from; i < from + count; i++) top = Math.max(top, values[i]);
  const found = [];
  for (let i = 0; i < count; i++) if (values[from + i] >= top - TINY * (1 + Math.abs(top))) found.push(i);
  return found;
}
