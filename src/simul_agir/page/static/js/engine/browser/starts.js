// @ts-check
/**
 * The state of a territory before its warm-up, at other parameters than those it was embedded with. Mirrors simulation/start.py:
 * what hangs on parameters is made again, all else is as Python made it.
 *
 * @typedef {Float64Array | Float32Array | Int16Array | Uint16Array | BigUint64Array | BigInt64Array} Numbers
 * @typedef {{[array: string]: Numbers}} State
 * @typedef {{sources: Int32Array, targets: Int32Array, strengths: Float64Array, trusts: Float64Array}} Ties strongest first for each source
 * @typedef {{actors: number, domains: number, actorColumns: number, tieIndexRows: number, tieRows: number, profileRows: number, alters: number,
 *   trust: number, ties: number, alter: number, back: number, contact: number, strength: number, successes: number, failures: number, expertise: number,
 *   altersKept: number, priorWeight: number, trustPrior: number, workingComfort: number, evidence: number}} Places columns, rows and positions by name
 */

/**
 * The state at a vector of parameters.
 * @param {State} base @param {Ties} ties @param {Float64Array} p @param {Places} at @returns {State}
 */
export function startAt(base, ties, p, at) {
  /** @type {State} */
  const state = Object.fromEntries(Object.entries(base).map(([name, array]) => [name, array.slice()]));
  const actors = /** @type {Float64Array} */ (state.actors);
  for (let i = 0; i < at.actors; i++) actors[i * at.actorColumns + at.trust] = p[at.trustPrior];
  setAble(state, p[at.workingComfort], at);
  if (ties.sources.length) tie(state, ties, p, at);
  return state;
}

/** In which domains each is known as able to work. @param {State} state @param {number} comfort @param {Places} at */
function setAble(state, comfort, at) {
  const profiles = /** @type {Float64Array} */ (state.profiles);
  const mask = /** @type {BigUint64Array} */ (state.competence_mask);
  for (let i = 0; i < at.actors; i++) {
    const from = (i * at.profileRows + at.expertise) * at.domains;
    let bits = 0n;
    for (let k = 0; k < at.domains; k++) if (profiles[from + k] >= comfort) bits |= 1n << BigInt(k);
    mask[i] = bits;
  }
}

/** Ties as the scenario states them; where an actor has more than it can keep in mind, the strongest. @param {State} state @param {Ties} ties @param {Float64Array} p @param {Places} at */
function tie(state, ties, p, at) {
  const tieIndex = /** @type {Int16Array} */ (state.tie_index);
  const rows = /** @type {Float64Array} */ (state.ties);
  const tieWeights = /** @type {Float32Array} */ (state.tie_weights);
  const actors = /** @type {Float64Array} */ (state.actors);
  const counts = new Int32Array(at.actors);
  /** @type {Map<number, number>} the place of a tie among its source's own, by source and target */
  const places = new Map();
  forget(tieIndex, rows, tieWeights, at);
  ties.sources.forEach((i, e) => {
    if (counts[i] >= Math.trunc(p[at.altersKept])) return;
    const a = counts[i]++;
    const j = ties.targets[e];
    places.set(i * at.actors + j, a);
    tieIndex[(i * at.tieIndexRows + at.alter) * at.alters + a] = j;
    const [successes, failures] = evidence(ties.trusts[e], p[at.trustPrior], p[at.priorWeight], at.evidence);
    const from = i * at.tieRows * at.alters + a;
    rows[from + at.strength * at.alters] = ties.strengths[e];
    rows[from + at.successes * at.alters] = successes;
    rows[from + at.failures * at.alters] = failures;
    const trust = (successes + p[at.priorWeight] * p[at.trustPrior]) / (successes + failures + p[at.priorWeight]);
    tieWeights[i * at.alters + a] = ties.strengths[e] * trust;
  });
  for (const [pair, a] of places) {
    const [i, j] = [Math.floor(pair / at.actors), pair % at.actors];
    tieIndex[(i * at.tieIndexRows + at.back) * at.alters + a] = places.get(j * at.actors + i) ?? -1;
  }
  for (let i = 0; i < at.actors; i++) actors[i * at.actorColumns + at.ties] = counts[i];
}

/** Nobody is tied. @param {Int16Array} tieIndex @param {Float64Array} rows @param {Float32Array} tieWeights @param {Places} at */
function forget(tieIndex, rows, tieWeights, at) {
  rows.fill(0);
  tieWeights.fill(0);
  for (let i = 0; i < at.actors; i++) {
    const from = i * at.tieIndexRows * at.alters;
    tieIndex.fill(-1, from, from + at.contact * at.alters);
    tieIndex.fill(0, from + at.contact * at.alters, from + at.tieIndexRows * at.alters);
  }
}

/**
 * Successes and failures behind a stated trust, so that (r + n0 pi) / (r + s + n0) gives it back.
 * @param {number} said @param {number} prior @param {number} weight @param {number} least records beyond the prior's, at least
 */
function evidence(said, prior, weight, least) {
  const trust = Math.min(Math.max(said, 0.02), 0.98);
  const extreme = Math.max((weight * prior) / trust, (weight * (1 - prior)) / (1 - trust));
  const records = Math.max(weight + least, extreme);
  return [Math.max(0, trust * records - weight * prior), Math.max(0, (1 - trust) * records - weight * (1 - prior))];
}
