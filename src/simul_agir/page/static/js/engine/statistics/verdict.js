// @ts-check
/**
 * Which arm ends highest, how sure that is, and which cannot be told from it. Mirrors study/verdict.py and study/same_luck.py.
 *
 * @typedef {{best: string | null, probability: number | null, below: string[], too_small: string[], not_separable: string[]}} Verdict
 */
import { bootstrapMeans, holm, probabilityBest, signFlip } from './intervals.js';
import { meanOf } from './sums.js';

const ALPHA = 0.05;
const SAME = 1e-9; // of a stage: arms this close are equal

/** The verdict of the primary outcome. @param {string[]} arms @param {{[arm: string]: ArrayLike<number>}} ends by arm, one a run @param {number} seed @param {number} smallest @returns {Verdict} */
export function verdictOf(arms, ends, seed, smallest) {
  const runs = ends[arms[0]].length;
  const table = new Float64Array(runs * arms.length);
  arms.forEach((arm, place) => Array.from(ends[arm]).forEach((each, run) => (table[run * arms.length + place] = each)));
  /** @type {[number, number][]} */
  const pairs = arms.flatMap((_, i) => arms.slice(i + 1).map((__, j) => /** @type {[number, number]} */ ([i, i + 1 + j])));
  const gaps = new Float64Array(runs * pairs.length);
  pairs.forEach(([a, b], pair) => {
    for (let run = 0; run < runs; run++) gaps[run * pairs.length + pair] = table[run * arms.length + b] - table[run * arms.length + a];
  });
  const p = runs > 1 && pairs.length ? holm(signFlip(gaps, pairs.length, seed)) : pairs.map(() => 1);
  const chances = runs > 1 ? probabilityBest(bootstrapMeans(table, arms.length, seed), arms.length) : null;
  const means = Object.fromEntries(arms.map((arm) => [arm, meanOf(Float64Array.from(ends[arm]))]));
  const between = new Map(pairs.map(([a, b], pair) => [JSON.stringify([arms[a], arms[b]].sort()), p[pair]]));
  return decide(arms, means, (one, other) => between.get(JSON.stringify([one, other].sort())) ?? 1, chances && Object.fromEntries(arms.map((arm, i) => [arm, chances[i]])), smallest);
}

/**
 * The verdict on means of the primary outcome.
 * @param {string[]} arms @param {{[arm: string]: number}} means @param {(one: string, other: string) => number} p adjusted for all pairs
 * @param {{[arm: string]: number} | null} chances of being the best @param {number} smallest @returns {Verdict}
 */
export function decide(arms, means, p, chances, smallest) {
  const ranked = [...arms].sort((one, other) => means[other] - means[one]);
  const [best, ...others] = ranked;
  if (means[best] - means[ranked[ranked.length - 1]] <= SAME) return { best: null, probability: null, below: [], too_small: [], not_separable: [...arms] };
  /** @type {Verdict} */
  const found = { best, probability: chances ? chances[best] : null, below: [], too_small: [], not_separable: [] };
  for (const arm of others) {
    if (p(best, arm) >= ALPHA) found.not_separable.push(arm);
    else (means[best] - means[arm] >= smallest ? found.below : found.too_small).push(arm);
  }
  return found;
}
