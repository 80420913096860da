// @ts-check
/** The numbers of a dossier, computed again in this browser and compared with the hash of all that Python gave. */
import { Job } from './lives.js';
import { treeOf, stepsOf } from './programs.js';

const AT_ONCE = 16; // lives after which whoever waits for something goes first

/** The SHA-256 of some numbers' bytes. @param {Float64Array} numbers */
async function hashOf(numbers) {
  if (!globalThis.crypto?.subtle) throw new Error('crypto.subtle');
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {any} */ (numbers.buffer)));
  return [...found].map((each) => each.toString(16).padStart(2, '0')).join('');
}

/**
 * Lives the lives of a dossier again; which arms give other numbers.
 * @param {import('./lives.js').Laboratory} laboratory @param {any} land
 * @param {{runs: number, seed: number, after: number, hashes: {[arm: string]: string[]}, count: number}} own
 * @param {(done: number) => void} tell how many runs of each arm are done
 */
export async function repeated(laboratory, land, own, tell) {
  const job = new Job(laboratory, 2);
  const { profile, indicators } = laboratory.shared;
  const { ground } = land;
  const long = own.after > 0 && ground.months >= profile.crisis_month + profile.crisis_year - 1;
  const crisis = long ? { month: profile.crisis_month, until: profile.crisis_month + profile.crisis_year - 1, ...profile.crisis } : undefined;
  /** @type {import('./programs.js').Look} */
  const look = (batch, _, names) => names.map((name) => ['take', batch, `${name}.indicators`, 'indicators']);
  const program = { ground, twigs: treeOf(land.arms, ground, laboratory.shared), starts: laboratory.starts(land, ground), shared: laboratory.shared, look, after: own.after, crisis };
  const pool = await laboratory.pool(land);
  /** @type {{[name: string]: Float64Array[]}} */
  const parts = Object.fromEntries(land.arms.flatMap((/** @type {any} */ { name }) => [[`${name}.indicators`, []], [`${name}.crisis`, []]]));
  for (let from = 0; from < own.runs; from += AT_ONCE) {
    const asked = { seed: own.seed, first: from, runs: Math.min(AT_ONCE, own.runs - from) };
    await job.run(pool, (first, runs) => stepsOf(program, first, runs), asked, ({ runs, taken }) => {
      for (const [name, numbers] of Object.entries(taken)) {
        const struck = name.endsWith('.crisis');
        parts[name].push(struck ? yearOf(/** @type {Float64Array} */ (numbers), runs, indicators, profile) : /** @type {Float64Array} */ (numbers));
      }
    });
    tell(from + asked.runs);
  }
  const apart = [];
  for (const { name } of land.arms) {
    const found = [await hashOf(joined(parts[`${name}.indicators`]))];
    if (own.hashes[name].length > 1) found.push(await hashOf(joined(parts[`${name}.crisis`])));
    if (found.join() !== own.hashes[name].join()) apart.push(name);
  }
  return { count: own.count, apart };
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
