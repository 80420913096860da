// @ts-check
/**
 * Where the actors stand before the contract, by type, and what keeps them from the next stage (study/diagnosing). The present is
 * drawn many times: the months before the contract with other random numbers. No actor is named.
 */
import { quantiles } from '../statistics.js';
import { shockRows, vectorOf } from './ground.js';
import { between, bridgesOf, knownPairs } from './today/known.js';
import { changeGap, coverageOf, ladderOf, passesOf } from './today/draw.js';
import { groupsOf, strangersWorthMeeting, typesOf } from './today/types.js';
import { meanOf } from '../statistics/sums.js';
/** @typedef {import('./today/draw.js').Draw} Draw */
/** @typedef {{mean: number, low: number, high: number}} Spread */

const DRAWS = 20;

/** @param {import('../browser.js').BrowserEngine} engine @param {import('./asked.js').Asked} asked @param {import('./lives.js').Job} job @param {import('../interface.js').Tell} tell */
export async function diagnosis(engine, asked, job, tell) {
  const { laboratory } = engine;
  const lang = asked.fields.lang === 'en' ? 'en' : 'fr';
  const draws = await drawn(laboratory, asked, job);
  tell({ head: { settings: asked.settings, lang, ...(await recordOf(draws, asked, laboratory.shared, lang)) }, blocks: {}, shapes: {} });
}

/** The end of the months before the contract, so many times. @param {import('./lives.js').Laboratory} laboratory @param {import('./asked.js').Asked} asked @param {import('./lives.js').Job} job @returns {Promise<Draw[]>} */
async function drawn(laboratory, { land, ground, seed }, job) {
  const { shared } = laboratory;
  const p = vectorOf(ground, shared.numbers);
  const state = laboratory.startAt(land, p);
  const begun = { states: [state], points: p, months: ground.months, budget: ground.budget, shocks: shockRows(ground) };
  /** @type {import('../wasm/worker.js').Step[]} */
  const steps = [
    ['begin', 'present', begun],
    ['live', 'present', 0],
    ...['actors', 'profiles', 'bitsets', 'tie_index'].map((name) => /** @type {import('../wasm/worker.js').Step} */ (['take', 'present', name, { array: name }])),
    ['take', 'present', 'passes', 'passes'],
  ];
  /** @type {Draw[]} */
  const found = [];
  const pool = await laboratory.pool(land);
  await job.run(pool, steps, { seed, first: 0, runs: DRAWS, batch: 1 }, ({ taken }) => found.push(drawOf(taken, land, shared.diagnosis, p)));
  return found;
}

/** One present. @param {{[name: string]: any}} taken @param {any} land @param {any} told @param {Float64Array} p @returns {Draw} */
function drawOf({ actors, profiles, bitsets, tie_index: tieIndex, passes }, land, told, p) {
  const { places, today } = land;
  const { actors: count, domains, actorColumns } = places;
  /** @param {number} column */
  const column = (column) => Float64Array.from({ length: count }, (_, i) => actors[i * actorColumns + column]);
  /** @param {number} row */
  const table = (row) => Float64Array.from({ length: count * domains }, (_, at) => profiles[(Math.floor(at / domains) * places.profileRows + row) * domains + (at % domains)]);
  const awake = column(places.awake).map((each) => (each > 0 ? 1 : 0));
  const voice = column(told.columns.voice);
  const heard = voice.map((each, i) => (each > 0 && awake[i] ? 1 : 0));
  const { stages, lacks } = ladderOf(column(places.stage), awake, voice, passesOf(passes, told, p), told);
  const expertise = table(places.expertise);
  const words = bitsets.length / count;
  const known = knownPairs(actors, tieIndex, places);
  return {
    stages,
    awake,
    lacks,
    facilitators: Uint8Array.from({ length: count }, (_, i) => (bitsets[i * words + told.columns.facilitated] ? 1 : 0)),
    able: Uint8Array.from(expertise, (each) => (each >= p[places.workingComfort] ? 1 : 0)),
    coverage: coverageOf(expertise.map((each, at) => (heard[Math.floor(at / domains)] ? each : 0)), today.links),
    known,
    bridges: bridgesOf(known, count),
    gap: changeGap(Array.from({ length: told.postures.length }, (_, k) => column(told.columns.posture + k)), column(told.columns.skill), voice.map((each, i) => each * awake[i])),
    index: column(told.columns.index),
    expertise,
    comfort: table(told.columns.comfort),
  };
}

/** What all draws say together, as a dossier to share holds it. @param {Draw[]} draws @param {import('./asked.js').Asked} asked @param {any} shared @param {'en' | 'fr'} lang */
async function recordOf(draws, { land, ground, seed }, shared, lang) {
  const { today, types: called } = land;
  const told = shared.diagnosis;
  const p = vectorOf(ground, shared.numbers);
  const withVoice = [...draws[0].stages.keys()].filter((i) => draws.some((draw) => draw.stages[i] >= 0));
  const groups = groupsOf(withVoice, today.kinds, told.fewest);
  const met = await strangersWorthMeeting(draws, groups.length > 1 ? withVoice : [], ground.domains.length, p, told);
  const sure = surenessOf(draws, withVoice, told);
  const steps = stepsOf(draws, told);
  /** @param {(draw: Draw) => number} read */
  const over = (read) => spread(draws.map(read));
  /** @param {ArrayLike<number>} values */
  const mine = (values) => Float64Array.from(withVoice, (i) => values[i]);
  const helping = draws.map((draw) => sum(mine(draw.facilitators)));
  const missing = draws.map((draw, at) => Math.max(0, Math.ceil(sum(mine(draw.awake)) / p[told.parameters.span]) - helping[at]));
  const types = typesOf(groups, draws, met, ground.domains, told);
  const labels = called[lang];
  /** @param {string | null} kind @param {boolean} [alone] */
  const label = (kind, alone = false) => (kind === null ? labels[alone ? 'all' : 'others'] : labels.kinds[kind]);
  const [held, share] = heldMost(steps, withVoice.length, told);
  return rounded(
    {
      edition: 'share',
      seed,
      draws: draws.length,
      actors_with_voice: withVoice.length,
      answered: 0,
      index: over((draw) => meanOf(mine(draw.index))),
      stages: Object.fromEntries(told.stages.map((/** @type {string} */ stage, /** @type {number} */ k) => [stage, over((draw) => sum(withVoice.map((i) => Number(draw.stages[i] === k))) / withVoice.length)])),
      collective_stage: over((draw) => sum(mine(draw.stages)) / withVoice.length),
      steps: steps.map((/** @type {any} */ { stage, below, held }) => ({ to: told.stages[stage + 1], below, held: Object.fromEntries(held) })),
      needs: ground.domains.map((name, k) => ({ name, level: today.needs[k], coverage: over((draw) => draw.coverage[k]), able: over((draw) => ableIn(draw, k, ground.domains.length)) })),
      facilitators: { now: spread(helping), missing: spread(missing) },
      fragile_ties: over((draw) => draw.bridges),
      change_gaps: Object.fromEntries(told.postures.map((/** @type {string} */ name, /** @type {number} */ k) => [name, over((draw) => draw.gap[k])])),
      sure: { cells_said: today.said[0], ties_said: today.said[1], stages_known: sure },
      types: types.map(({ kind, meets, ...each }) => ({ type: kind, ...each, label: label(kind, types.length === 1), could_meet: types.length > 1 ? meets.map(([other, need]) => [label(types[other].kind), need]) : [] })),
      held: [held, share],
      between: between(groups, draws).map(([one, other, count]) => [one, other, Number(rounded(count, 3))]),
      cast: [],
      fragile: [],
      known: [],
    },
    told.digits,
  );
}

/** Actors with voice who are awake and can work in a domain themselves. @param {Draw} draw @param {number} k @param {number} domains */
function ableIn(draw, k, domains) {
  let found = 0;
  draw.stages.forEach((stage, i) => (found += stage >= 0 && draw.awake[i] ? draw.able[i * domains + k] : 0));
  return found;
}

/** The share of actors whose stage is the same in nearly all draws. @param {Draw[]} draws @param {number[]} withVoice @param {any} told */
function surenessOf(draws, withVoice, told) {
  const sure = withVoice.filter((i) => Math.max(...told.stages.map((/** @type {string} */ _, /** @type {number} */ k) => draws.filter((draw) => draw.stages[i] === k).length)) / draws.length >= told.sure);
  return sure.length / Math.max(1, withVoice.length);
}

/** Each step of the ladder: who stands right below it, and what holds them back. @param {Draw[]} draws @param {any} told */
function stepsOf(draws, told) {
  const width = told.criteria.length;
  return told.stages.slice(0, -1).map((/** @type {string} */ _, /** @type {number} */ stage) => {
    const totals = Array(width).fill(0);
    const below = draws.map((draw) => {
      const who = [...draw.stages.keys()].filter((i) => draw.stages[i] === stage && draw.awake[i]);
      for (const i of who) for (let k = 0; k < width; k++) totals[k] += draw.lacks[i * width + k];
      return who.length;
    });
    const shares = totals.map((each) => each / Math.max(1, sum(below)));
    return { stage, below: spread(below), held: mostFirst(shares).filter((k) => shares[k] > 0).map((k) => [told.criteria[k], shares[k]]) };
  });
}

/** What holds back most actors, and the share of all with voice that it holds. @param {{below: Spread, held: [string, number][]}[]} steps @param {number} whole @param {any} told @returns {[string, number]} */
function heldMost(steps, whole, told) {
  /** @type {{[name: string]: number}} */
  const total = Object.fromEntries(told.criteria.map((/** @type {string} */ name) => [name, 0]));
  for (const { below, held } of steps) for (const [name, share] of held) total[name] += (share * below.mean) / Math.max(1, whole);
  const [first, ...others] = told.criteria;
  const name = others.reduce((/** @type {string} */ best, /** @type {string} */ each) => (total[each] > total[best] ? each : best), first);
  return [name, total[name]];
}

/** Places of values, the largest first; equal ones in their order. @param {number[]} values @returns {number[]} */
export function mostFirst(values) {
  return values.map((_, k) => k).sort((one, other) => values[other] - values[one] || one - other);
}

/** @param {number[]} values @returns {Spread} */
function spread(values) {
  const [low, high] = quantiles(values, [0.1, 0.9]);
  return { mean: meanOf(values), low, high };
}

/** @param {ArrayLike<number>} values */
function sum(values) {
  return Array.from(values).reduce((one, other) => one + other, 0);
}

/** A copy with every number rounded, of two equally near the even one, as Python rounds. @param {any} value @param {number} digits @returns {any} */
export function rounded(value, digits) {
  if (Array.isArray(value)) return value.map((each) => rounded(each, digits));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each, digits)]));
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  const exact = Math.abs(value).toFixed(40);
  const point = exact.indexOf('.');
  const [kept, rest] = [exact.slice(0, point + 1 + digits), exact.slice(point + 1 + digits)];
  const half = /^50*$/.test(rest) && Number(kept[kept.length - 1]) % 2 === 0;
  return Math.sign(value) * Number(half ? kept : Math.abs(value).toFixed(digits)) + 0;
}
