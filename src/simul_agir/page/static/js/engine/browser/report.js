// @ts-check
/** The answer at hand as a record: all that a dossier prints of it, from runs made in this browser, and the hash of these runs. */
import { fansOf } from '../statistics.js';
import { asSent } from './compare.js';
import { changesOf, turned } from './fork.js';
import { gather } from './gathered.js';
import { printedOf, rounded } from './printed.js';
/** @typedef {import('./asked.js').Asked} Asked */
/** @typedef {{own: import('./own.js').Own, record: any, fans: import('../interface.js').Answer, fork: {month: number, turn: string, stay: string, effort: number, crisis: number} | null}} Reported */

const RUNS = 200;
const MOST_MONTHS = 73; // of a line

/** @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {import('./lives.js').Job} job @param {import('../interface.js').Tell} tell */
export async function report(engine, asked, job, tell) {
  if (!engine.file) throw new Error('no file');
  const found = await engine.file(await reported(engine, asked, job), asked);
  tell({ head: { name: found.name, type: 'text/html', sentence: found.sentence, runs: RUNS }, blocks: {}, shapes: {}, file: found.bytes });
}

/** Both futures where a branch is asked for, all arms else. @param {Asked} asked */
function armsOf(asked) {
  if (asked.fields.turn === undefined) return { arms: asked.arms, fork: null };
  const [month, effort, crisis] = [asked.whole('month', 1, asked.ground.months - 1), asked.whole('effort', 25, 400, 100), asked.whole('crisis', 0, 50, 0)];
  const [stay, turn] = [asked.arm('stance'), asked.arm('turn').stance];
  return { arms: [stay, turned(stay, month, turn, changesOf(asked, month, effort, crisis))], fork: { month, turn, stay: stay.name, effort, crisis } };
}

/** @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {import('./lives.js').Job} job @returns {Promise<Reported>} */
async function reported({ laboratory, most }, asked, job) {
  const { land, ground, seed } = asked;
  const { shared } = laboratory;
  const { arms, fork } = armsOf(asked);
  const [runs, after] = [Math.min(RUNS, most), land.open.months_after];
  const gathered = await gather(laboratory, land, ground, { arms, runs, seed, after, profiled: true }, job, () => {});
  const points = laboratory.starts(land, ground).count;
  const own = { territory: land.name, settings: asked.settings, arms, runs, seed, after, points, vision: land.vision, hashes: gathered.hashes };
  /** @type {any} */
  const record = { ...blank(gathered, shared, ground.months), ...(fork ? { what_if: { stay: arms[0].name, switch: arms[1].name } } : {}) };
  const printed = printedOf(gathered, record, { land, shared, seed, vision: land.vision, points });
  const found = rounded([...Object.values(printed), ...(fork ? [{ what_if: record.what_if }] : [])].reduce(together));
  const { head, blocks, shapes } = fansOf(gathered.arms, gathered.ladders, { months: gathered.rows, end: gathered.months, points }, land.open.smallest);
  return { own, record: { ...found, points: record.points, reference: gathered.reference, levers: [] }, fans: { head, blocks: asSent(blocks), shapes }, fork };
}

/** The record of an answer before its numbers: which of them are printed. @param {import('./gathered.js').Gathered} gathered @param {any} shared @param {number} months */
function blank({ arms, read, reference }, shared, months) {
  const step = Math.max(1, Math.ceil(months / (MOST_MONTHS - 1)));
  const others = Object.keys(read ?? {}).filter((arm) => arm !== reference);
  return {
    points: [...new Set([...Array.from({ length: Math.floor(months / step) + 1 }, (_, at) => at * step), months])],
    arms: arms.map((name) => ({ name, cost: true, outcomes: shared.outcomes })),
    gains: shared.profile.families.flatMap((/** @type {any} */ { outcomes }) => outcomes.map((/** @type {any} */ { name }) => ({ outcome: name, cells: others.map((arm) => ({ arm })) }))),
    profile: true,
  };
}

/** Two trees as one: lists of the same length place by place. @param {any} one @param {any} other @returns {any} */
function together(one, other) {
  if (other === undefined) return one;
  if (one === undefined || one === null || other === null) return other;
  if (Array.isArray(one) && Array.isArray(other)) return one.map((each, place) => together(each, other[place]));
  if (one.constructor !== Object || other.constructor !== Object) return other;
  return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [key, together(one[key], other[key])]));
}
