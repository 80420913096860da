// @ts-check
/**
 * One present of a territory: N actors, K needs (study/diagnosing/draws.py, standing.py).
 * @typedef {{stages: Int8Array, awake: Float64Array, lacks: Uint8Array, facilitators: Uint8Array, able: Uint8Array, coverage: number[], known: Set<number>,
 *   bridges: number, gap: number[], index: Float64Array, expertise: Float64Array, comfort: Float64Array}} Draw stages: -1 without voice; lacks: (N x criteria);
 *   able, expertise, comfort: (N x K); known: pairs of actors, one * N + other, one < other
 */
import { sumOf } from '../../statistics/sums.js';

/** What each actor passes; criteria that the parameters leave out are passed by all. @param {Uint8Array} passes @param {any} told @param {Float64Array} p */
export function passesOf(passes, told, p) {
  const width = told.criteria.length;
  return passes.map((each, at) => (each || p[told.parameters.item + (at % width)] === 0 ? 1 : 0));
}

/**
 * The stage of each actor, and the criteria of its next stage that it does not meet.
 * @param {Float64Array} standing @param {Float64Array} awake @param {Float64Array} voice @param {Uint8Array} passes @param {any} told
 */
export function ladderOf(standing, awake, voice, passes, told) {
  const width = told.criteria.length;
  const stages = Int8Array.from(standing, (each, i) => (voice[i] > 0 ? (awake[i] ? each : 0) : -1));
  const lacks = new Uint8Array(passes.length);
  stages.forEach((stage, i) => {
    if (stage < 0 || !awake[i] || stage + 1 >= told.first_criterion.length) return;
    for (let k = told.first_criterion[stage]; k < told.first_criterion[stage + 1]; k++) lacks[i * width + k] = passes[i * width + k] ? 0 : 1;
  });
  return { stages, lacks };
}

/** The mean, over the domains that relieving a need asks, of the best expertise among actors. @param {Float64Array} expertise (N x K) @param {number[][]} links */
export function coverageOf(expertise, links) {
  const best = links.map((_, k) => {
    let found = 0;
    for (let at = k; at < expertise.length; at += links.length) found = Math.max(found, expertise[at]);
    return found;
  });
  return links.map((asked) => sumOf(asked.map((each, k) => each * best[k])) / sumOf(asked));
}

/** The distance, by voice, between present postures and skill and those that each stance needs in full. @param {Float64Array[]} postures a column each @param {Float64Array} skill @param {Float64Array} heard */
export function changeGap(postures, skill, heard) {
  const weights = sumOf(heard) > 0 ? heard : heard.map(() => 1);
  const whole = sumOf(weights);
  return postures.map((posture) => {
    let found = 0;
    posture.forEach((each, i) => (found += (1 - 0.5 * (each + skill[i])) * weights[i]));
    return found / whole;
  });
}
