// @ts-check
/**
 * How arms stand under one vision of success, and what each gains by outcome, as a dossier prints it. Mirrors study/profile/gains.py
 * and visions.py.
 *
 * @typedef {import('./profile.js').Told} Told
 * @typedef {import('./profile.js').Read} Read
 * @typedef {{arm: string, standing: string, value: number, lead: number, low: number, high: number, share: number, clear_share: number, regret: number, flip: number | null}} Standing
 * @typedef {{arm: string, outcome: string, mean: number, low: number, high: number, better: number}} Gain better: 1 gained, -1 given up, 0 not clear
 */
import { bootstrapMeans, intervalOfMean } from './intervals.js';
import { bestShares, drawnWeights, largest, means, standingsOf, unitsOf, worthOf } from './profile.js';
import { columnOf, meanOf } from './sums.js';

const HARDLY = 0.8; // of the runs: where so many gain the same, no interval of few runs holds
const SAME = 9; // decimals to which gains are the same
const TINY = 1e-12;

/**
 * The arms under a vision, the highest first, and the share of all visions that is undecided.
 * @param {{[arm: string]: Read}} read by arm, the reference among them @param {Told} told @param {number} seed @param {string} reference
 * @param {{[family: string]: number}} vision weights of all families, with sum 1 @returns {{standings: Standing[], top: string[], undecided: number}}
 */
export function standingsUnder(read, told, seed, reference, vision) {
  const arms = Object.keys(read);
  const families = told.families.length;
  const units = unitsOf(read, arms, told, reference);
  const boot = bootstrapMeans(units, arms.length * families, seed);
  const wanted = Float64Array.from(told.families, ({ name }) => vision[name] ?? 0);
  const scores = worthOf(units, wanted);
  const worth = means(scores, arms.length);
  const ahead = largest(worth);
  const leads = standingsOf(scores, worthOf(boot, wanted), arms.length, ahead, seed, told);
  const { shares, alone, undecided } = bestShares(boot, arms.length, families, seed, told);
  const mean = means(units, arms.length * families);
  const behind = regrets(mean, arms.length, drawnWeights(families, seed, told.visions), families);
  const standings = arms.map((arm, place) => {
    const { how, lead, low, high } = leads[place];
    return { arm, standing: how, value: worth[place], lead, low, high, share: shares[place], clear_share: alone[place], regret: behind[place], flip: place === ahead ? 0 : nearestFlip(mean, wanted, ahead, place) };
  });
  standings.sort((one, other) => other.value - one.value);
  return { standings, top: standings.filter((each) => each.standing !== 'below').map((each) => each.arm), undecided };
}

/** Mean over visions of what each arm stays behind the best one. @param {Float64Array} mean (arms x families) @param {number} arms @param {Float64Array} weights (visions x families) @param {number} families */
function regrets(mean, arms, weights, families) {
  const visions = weights.length / families;
  const found = Array(arms).fill(0);
  for (let vision = 0; vision < visions; vision++) {
    const values = worthOf(mean, weights.subarray(vision * families, (vision + 1) * families));
    const top = Math.max(...values);
    values.forEach((each, arm) => (found[arm] += top - each));
  }
  return found.map((each) => each / visions);
}

/**
 * How far a vision must move for an arm to reach the one ahead: the least weight that goes from families in which that is far ahead to the
 * one in which it is least so; null where no vision makes them level.
 * @param {Float64Array} mean (arms x families) @param {Float64Array} vision @param {number} ahead @param {number} arm @returns {number | null}
 */
function nearestFlip(mean, vision, ahead, arm) {
  const families = vision.length;
  const lead = Array.from(vision, (_, family) => mean[ahead * families + family] - mean[arm * families + family]);
  const least = Math.min(...lead);
  let open = lead.reduce((sum, each, family) => sum + each * vision[family], 0);
  if (open <= 0) return 0;
  if (least > 0) return null;
  let moved = 0;
  for (const family of [...lead.keys()].sort((one, other) => lead[other] - lead[one])) {
    const gained = lead[family] - least;
    if (gained <= TINY) break;
    const taken = Math.min(vision[family], open / gained);
    moved += taken;
    open -= taken * gained;
    if (open <= TINY) return moved;
  }
  return open <= TINY ? moved : null;
}

/** What each arm gains over the reference on each outcome, run by run. @param {{[arm: string]: Read}} read @param {Told} told @param {number} seed @param {string} reference @returns {Gain[]} */
export function gainsOver(read, told, seed, reference) {
  const base = read[reference];
  const places = Object.keys(read).filter((arm) => arm !== reference).flatMap((arm) => told.families.flatMap(({ outcomes }) => outcomes.map(({ name, sign }) => ({ arm, name, sign }))));
  if (!places.length) return [];
  const runs = base.index.length;
  const gaps = Float64Array.from({ length: runs * places.length }, (_, at) => {
    const { arm, name } = places[at % places.length];
    const run = Math.floor(at / places.length);
    return read[arm][name][run] - base[name][run];
  });
  const { low, high } = intervalOfMean(gaps, bootstrapMeans(gaps, places.length, seed), places.length);
  return places.map(({ arm, name, sign }, place) => {
    const own = columnOf(gaps, places.length, place);
    const mean = meanOf(own);
    const clear = (low[place] > 0 || high[place] < 0) && !hardlyVaries(own);
    return { arm, outcome: name, mean, low: low[place], high: high[place], better: clear ? (sign * mean > 0 ? 1 : -1) : 0 };
  });
}

/** Whether nearly all runs gain the same, and a few something else. @param {Float64Array} gaps */
function hardlyVaries(gaps) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const each of gaps) {
    const key = each.toFixed(SAME);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const same = Math.max(...counts.values()) / gaps.length;
  return HARDLY <= same && same < 1;
}
