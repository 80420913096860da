// @ts-check
/** The numbers of a dossier, lived again in this browser and compared with the hash of all that Python gave. */
import { Job } from './lives.js';

const AT_ONCE = 10; // lives between two looks at how far it is

/** The SHA-256 of some numbers' bytes. @param {Float64Array} numbers */
async function hashOf(numbers) {
  if (!globalThis.crypto?.subtle) throw new Error('crypto.subtle');
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {any} */ (numbers.buffer)));
  return [...found].map((each) => each.toString(16).padStart(2, '0')).join('');
}

/**
 * Lives the lives of a dossier again; which arms give other numbers.
 * @param {import('./lives.js').Laboratory} laboratory @param {any} land
 * @param {{runs: number, seed: number, hashes: {[arm: string]: string}, count: number}} own
 * @param {(done: number) => void} tell how many lives of each arm are lived
 */
export async function repeated(laboratory, land, own, tell) {
  const job = new Job(laboratory, 2);
  const lives = await laboratory.lives(land, land.ground, land.arms, own.seed, { whole: true });
  for (let stop = Math.min(AT_ONCE, own.runs); ; stop = Math.min(stop + AT_ONCE, own.runs)) {
    await lives.until(job, stop);
    tell(stop);
    if (stop === own.runs) break;
  }
  const apart = [];
  for (const { name } of land.arms) if ((await hashOf(lives.whole(name))) !== own.hashes[name]) apart.push(name);
  return { count: own.count, apart };
}
