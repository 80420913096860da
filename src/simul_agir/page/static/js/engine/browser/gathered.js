// @ts-check
/**
 * Runs of some arms, gathered for all that is said of them: indicators, outcomes, stages, what holds back.
 *
 * @typedef {import('./asked.js').Arm} Arm
 * @typedef {import('./ground.js').Ground} Ground
 * @typedef {{arms: string[], asked: Arm[], ground: Ground, reference: string, runs: number, months: number, rows: number,
 *   ladders: {[arm: string]: Float64Array}, ends: {[arm: string]: Float64Array}, outcomes: {[arm: string]: {[outcome: string]: Float64Array}},
 *   stages: {[arm: string]: number[]}, held: {[arm: string]: {criteria: string[], rows: Float64Array}}, read: {[arm: string]: import('../statistics/profile.js').Read} | null,
 *   hashes: {[arm: string]: string[]}, count: number}} Gathered arms: without the reference that was run only to be measured from; rows: months of a ladder, those
 *   after the contract included; read: outcomes of the profile; hashes: of all that was measured, and of the year of the crisis
 */
import { outcomesOf, readOutcomes } from '../statistics.js';
import { columnOf } from '../statistics/sums.js';
import { stepsOf, treeOf } from './programs.js';
import { joinedRead, withReference } from './profile.js';
import { sha256 } from './sha256.js';

const AT_ONCE = 16; // runs after which whoever waits for something goes first

/** The SHA-256 of some numbers' bytes. @param {Float64Array} numbers */
function hashOf(numbers) {
  return sha256(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}

/**
 * Runs some arms of a territory.
 * @param {import('./lives.js').Laboratory} laboratory @param {any} land @param {Ground} ground @param {{arms: Arm[], runs: number, seed: number, after: number, profiled: boolean}} asked profiled: with the reference that a profile is measured from, and a crisis
 * @param {import('./lives.js').Job} job @param {(done: number) => void} tell how many runs of each arm are done @returns {Promise<Gathered>}
 */
export async function gather(laboratory, land, ground, { arms: wanted, runs, seed, after, profiled }, job, tell) {
  const { profile, indicators, outcomes } = laboratory.shared;
  const own = wanted.map((each) => each.name);
  const { arms, reference } = profiled ? withReference(wanted, profile.reference) : { arms: wanted, reference: '' };
  const long = profiled && ground.months >= profile.crisis_month + profile.crisis_year - 1;
  const crisis = long ? { month: profile.crisis_month, until: profile.crisis_month + profile.crisis_year - 1, ...profile.crisis } : undefined;
  /** @type {import('./programs.js').Look} */
  const look = (batch, _, names) => names.flatMap((name) => /** @type {import('../wasm/worker.js').Step[]} */ ([['take', batch, `${name}.values`, 'indicators'], ...(profiled ? [['take', batch, `${name}.needs`, 'needLevels']] : [])]));
  /** @type {import('./programs.js').Look} */
  const end = (batch, _, names) => names.flatMap((name) => /** @type {import('../wasm/worker.js').Step[]} */ ([['take', batch, `${name}.actors`, { array: 'actors' }], ['take', batch, `${name}.held`, 'bottlenecks']]));
  const program = { ground, twigs: treeOf(arms, ground, laboratory.shared), starts: laboratory.starts(land, ground), shared: laboratory.shared, look, end, after, crisis };
  const pool = await laboratory.pool(land);
  const parts = new Parts(land, ground, { arms: arms.map((/** @type {Arm} */ each) => each.name), indicators, profile, outcomes, after, profiled });
  for (let from = 0; from < runs; from += AT_ONCE) {
    const asked = { seed, first: from, runs: Math.min(AT_ONCE, runs - from) };
    await job.run(pool, (first, count) => stepsOf(program, first, count), asked, ({ runs: count, taken }) => parts.take(taken, count));
    tell(from + asked.runs);
  }
  return { ...(await parts.all(own)), asked: wanted, ground, reference, runs };
}

/** Parts of runs as they come. */
class Parts {
  /** @param {any} land @param {Ground} ground @param {{arms: string[], indicators: string[], profile: any, outcomes: {[outcome: string]: string}, after: number, profiled: boolean}} told */
  constructor(land, ground, told) {
    this.land = land;
    this.ground = ground;
    this.told = told;
    /** @type {{[arm: string]: {values: Float64Array[], crisis: Float64Array[], outcomes: Float64Array[], held: Float64Array[], read: import('../statistics/profile.js').Read[], stages: number[]}}} */
    this.of = Object.fromEntries(told.arms.map((arm) => [arm, { values: [], crisis: [], outcomes: [], held: [], read: [], stages: land.open.stages.map(() => 0) }]));
  }

  /** What was taken of some runs. @param {{[name: string]: any}} taken @param {number} runs */
  take(taken, runs) {
    const { indicators, profile, outcomes, profiled } = this.told;
    const { months, domains } = this.ground;
    for (const [arm, parts] of Object.entries(this.of)) {
      const [values, struck] = [taken[`${arm}.values`], taken[`${arm}.crisis`] ?? new Float64Array()];
      parts.values.push(values);
      if (struck.length) parts.crisis.push(yearOf(struck, runs, indicators, profile));
      parts.outcomes.push(outcomesOf(contractOf(values, runs, months, indicators.length), months + 1, indicators, Object.entries(outcomes).map(([name, reading]) => ({ name, reading }))));
      parts.held.push(taken[`${arm}.held`]);
      this.standing(parts.stages, taken[`${arm}.actors`]);
      if (profiled) parts.read.push(readOutcomes({ values, needs: taken[`${arm}.needs`], crisis: struck }, { runs, months, indicators, domains: domains.length, voices: this.land.voices }, profile));
    }
  }

  /** Counts actors with voice by stage. @param {number[]} counts @param {Float64Array} actors of every run */
  standing(counts, actors) {
    const { places, layout } = this.land;
    for (let from = 0; from < actors.length; from += places.actorColumns) if (actors[from + layout.columns.voice] > 0) counts[Math.trunc(actors[from + places.stage])] += 1;
  }

  /** All runs together. @param {string[]} own arms, without the reference */
  async all(own) {
    const { indicators, outcomes, after, profiled } = this.told;
    const names = Object.keys(outcomes);
    const { months } = this.ground;
    const rows = months + 1 + after;
    const place = indicators.indexOf('index');
    /** @type {{ladders: any, ends: any, outcomes: any, stages: any, held: any, hashes: any, count: number}} */
    const found = { ladders: {}, ends: {}, outcomes: {}, stages: {}, held: {}, hashes: {}, count: 0 };
    for (const arm of own) {
      const parts = this.of[arm];
      const [whole, struck] = [joined(parts.values), joined(parts.crisis)];
      parts.values = [];
      found.ladders[arm] = columnOf(whole, indicators.length, place);
      found.ends[arm] = columnOf(found.ladders[arm], rows, months);
      const table = joined(parts.outcomes);
      found.outcomes[arm] = Object.fromEntries(names.map((name, column) => [name, columnOf(table, names.length, column)]));
      found.stages[arm] = parts.stages;
      found.held[arm] = { criteria: this.land.open.criteria, rows: joined(parts.held) };
      const measured = [whole, ...(profiled ? [struck] : [])];
      found.hashes[arm] = await Promise.all(measured.map(hashOf));
      found.count += measured.reduce((sum, each) => sum + each.length, 0);
    }
    const read = profiled ? Object.fromEntries(Object.entries(this.of).map(([arm, { read }]) => [arm, joinedRead(read)])) : null;
    return { ...found, arms: own, months, rows, read };
  }
}

/** The months of the contract, run by run. @param {Float64Array} values @param {number} runs @param {number} months @param {number} width */
function contractOf(values, runs, months, width) {
  const [whole, kept] = [values.length / runs, (months + 1) * width];
  if (whole === kept) return values;
  const found = new Float64Array(runs * kept);
  for (let run = 0; run < runs; run++) found.set(values.subarray(run * whole, run * whole + kept), run * kept);
  return found;
}

/** The index in the year of the crisis, run by run. @param {Float64Array} values @param {number} runs @param {string[]} indicators @param {any} profile */
function yearOf(values, runs, indicators, profile) {
  const [width, place] = [values.length / runs, indicators.indexOf('index')];
  return Float64Array.from({ length: runs * profile.crisis_year }, (_, at) => {
    const [run, month] = [Math.floor(at / profile.crisis_year), at % profile.crisis_year];
    return values[run * width + (profile.crisis_month + month) * indicators.length + place];
  });
}

/** Parts one after the other. @param {Float64Array[]} parts */
function joined(parts) {
  const found = new Float64Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    found.set(each, at);
    at += each.length;
  }
  return found;
}
