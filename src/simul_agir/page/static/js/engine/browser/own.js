// @ts-check
/** The numbers of a dossier, computed again in this browser: all that was measured, by its hash; all that is printed of it, by its digits. */
import { gather } from './gathered.js';
import { moved } from './ground.js';
import { Job } from './lives.js';
import { leversOf } from './levers.js';
import { alike, printedOf } from './printed.js';
/** @typedef {{runs: number, seed: number, after: number, points: number, vision: {[family: string]: number} | null, hashes: {[arm: string]: string[]}, territory?: string,
 *   settings?: {[key: string]: number}, arms?: import('./asked.js').Arm[]}} Own of a dossier; what a browser made says its territory, and may have other settings and arms
 * @typedef {{count: number, printed: number, apart: string[], parts: string[], levers: '' | 'waiting' | 'done'}} Found count: numbers measured; printed: numbers printed;
 *   apart: arms whose measured numbers are others; parts: parts of the dossier whose printed numbers are; levers: whether settings one by one are tried, too */

/**
 * Runs the runs of a dossier again, then its settings one by one; `found` is told twice: before these, and after.
 * @param {import('./lives.js').Laboratory} laboratory @param {any} land @param {Own} own @param {any} record the answer that the dossier prints
 * @param {{part: (done: number) => void, found: (found: Found) => void}} tell
 */
export async function repeated(laboratory, land, own, record, tell) {
  const job = new Job(laboratory, 2);
  const profiled = Object.values(own.hashes).some((each) => each.length > 1);
  const ground = moved(land.ground, land.sliders, own.settings ?? {});
  const gathered = await gather(laboratory, land, ground, { ...own, arms: own.arms ?? land.arms, profiled }, job, tell.part);
  const apart = gathered.arms.filter((arm) => own.hashes[arm].join() !== gathered.hashes[arm].join());
  const told = { land, shared: laboratory.shared, seed: own.seed, vision: own.vision, points: own.points };
  /** @type {Found} */
  const found = { count: gathered.count, printed: 0, apart, parts: [], levers: record.levers?.length ? 'waiting' : '' };
  for (const [part, tree] of Object.entries(printedOf(gathered, record, told))) note(found, part, alike(tree, record));
  tell.found({ ...found });
  if (!found.levers) return;
  const levers = await leversOf(laboratory, land, record, own.seed, job);
  note(found, 'levers', alike({ levers }, record));
  tell.found({ ...found, levers: 'done' });
}

/** @param {Found} found @param {string} part @param {number} count of numbers that are alike, -1 where one is not */
function note(found, part, count) {
  if (count < 0) found.parts.push(part);
  else found.printed += count;
}
