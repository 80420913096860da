// @ts-check
/** Fans of all arms: a draft within the contract, or finer and finer ones that go on after it (study/exploring/fans.py). */
import { fansOf } from '../statistics.js';
/** @typedef {import('./lives.js').Lives} Lives */
/** @typedef {import('./lives.js').Job} Job */
/** @typedef {import('../interface.js').Answer} Answer */

export const SHOWN_AT = [16, 50, 200, 500, 1000]; // lives at which a refined answer is given
export const PRIMARY = 'index';

/**
 * The fans of the lives that there are.
 * @param {Lives} lives @param {{[key: string]: number}} settings @param {boolean} rest @param {boolean} full @returns {Answer}
 */
export function fans(lives, settings, rest, full) {
  const arms = lives.arms.map((each) => each.name);
  const ladders = Object.fromEntries(arms.map((name) => [name, lives.of(name, PRIMARY)]));
  const shape = { months: lives.rows, end: lives.months - 1, points: lives.starts.count };
  const { head, blocks, shapes } = fansOf(arms, ladders, shape, lives.land.open.smallest);
  return { head: { settings: { ...settings }, rest, full, ...head }, blocks: asSent(blocks), shapes };
}

/**
 * As many lives as are wanted, told at some numbers of them, from those that are there.
 * @param {Lives} lives @param {Job} job @param {{[key: string]: number}} settings @param {number} most @param {(answer: Answer) => void} tell
 */
export async function refined(lives, job, settings, most, tell) {
  const stops = [...SHOWN_AT.filter((each) => each < most), most].filter((each) => each > lives.runs);
  if (lives.runs >= SHOWN_AT[0] || !stops.length) tell(fans(lives, settings, true, !stops.length));
  for (const stop of stops) {
    await lives.until(job, stop);
    tell(fans(lives, settings, true, stop === most));
  }
}

/**
 * Numbers as they travel from the server: of 32 bits, so that both engines draw the same lines.
 * @param {{[name: string]: any}} blocks @returns {import('../interface.js').Blocks}
 */
export function asSent(blocks) {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, block instanceof Float64Array ? Float32Array.from(block) : block]));
}
