// @ts-check
/**
 * The state of a territory before its warm-up, at other parameters than those it was embedded with. Mirrors simulation/start.py:
 * what hangs on parameters is made again, all else is as Python made it.
 *
 * @typedef {Float64Array | Float32Array | Int16Array | Uint16Array | BigUint64Array | BigInt64Array} Numbers
 * @typedef {{[array: string]: Numbers}} State
 * @typedef {{sources: Int32Array, targets: Int32Array, strengths: Float64Array, trusts: Float64Array}} Ties strongest first for each source
 * @typedef {{actors: number, domains: number, actorColumns: number, webRows: number, tieRows: number, profileRows: number, alters: number,
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
  const able = /** @type {BigUint64Array} */ (state.able);
  for (let i = 0; i < at.actors; i++) {
    const from = (i * at.profileRows + at.expertise) * at.domains;
    let bits = 0n;
    for (let k = 0; k < at.domains; k++) if (profiles[from + k] >= comfort) bits |= 1n << BigInt(k);
    able[i] = bits;
  }
}

/** Ties as the scenario states them; where an actor has more than it can keep in mind, the strongest. @param {State} state @param {Ties} ties @param {Float64Array} p @param {Places} at */
function tie(state, ties, p, at) {
  const web = /** @type {Int16Array} */ (state.web);
  const rows = /** @type {Float64Array} */ (state.ties);
  const pulls = /** @type {Float32Array} */ (state.pulls);
  const actors = /** @type {Float64Array} */ (state.actors);
  const counts = new Int32Array(at.actors);
  /** @type {Map<number, number>} the place of a tie among its source's own, by source and target */
  const places = new Map();
  forget(web, rows, pulls, at);
  ties.sources.forEach((i, e) => {
    if (counts[i] >= Math.trunc(p[at.altersKept])) return;
    const a = counts[i]++;
    const j = ties.targets[e];
    places.set(i * at.actors + j, a);
    web[(i * at.webRows + at.alter) * at.alters + a] = j;
    const [successes, failures] = evidence(ties.trusts[e], p[at.trustPrior], p[at.priorWeight], at.evidence);
    const from = i * at.tieRows * at.alters + a;
    rows[from + at.strength * at.alters] = ties.strengths[e];
    rows[from + at.successes * at.alters] = successes;
    rows[from + at.failures * at.alters] = failures;
    const trust = (successes + p[at.priorWeight] * p[at.trustPrior]) / (successes + failures + p[at.priorWeight]);
    pulls[i * at.alters + a] = ties.strengths[e] * trust;
  });
  for (const [pair, a] of places) {
    const [i, j] = [Math.floor(pair / at.actors), pair % at.actors];
    web[(i * at.webRows + at.back) * at.alters + a] = places.get(j * at.actors + i) ?? -1;
  }
  for (let i = 0; i < at.actors; i++) actors[i * at.actorColumns + at.ties] = counts[i];
}

/** Nobody is tied. @param {Int16Array} web @param {Float64Array} rows @param {Float32Array} pulls @param {Places} at */
function forget(web, rows, pulls, at) {
  rows.fill(0);
  pulls.fill(0);
  for (let i = 0; i < at.actors; i++) {
    const from = i * at.webRows * at.alters;
    web.fill(-1, from, from + at.contact * at.alters);
    web.fill(0, from + at.contact * at.alters, from + at.webRows * at.alters);
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
