// @ts-check
/** What would change an answer: each setting at both its ends, and who leads there (study/exploring/extremes.py). */
import { moved } from './ground.js';
import { estimateOf, Shown } from './printed.js';
import { meanOf } from '../statistics/sums.js';

const AS_PRINTED = 1e-4; // a record holds four decimals of a value

/**
 * The settings that a dossier lists, tried again: as its record has them.
 * @param {import('./lives.js').Laboratory} laboratory @param {any} land @param {any} record the dossier's answer @param {number} seed @param {import('./lives.js').Job} job
 */
export async function leversOf(laboratory, land, record, seed, job) {
  const found = [];
  for (const { key, value, runs } of record.levers) {
    const slider = land.sliders.find((/** @type {any} */ each) => each.key === key);
    const exact = slider && [slider.low, slider.high].find((each) => Math.abs(each - value) <= AS_PRINTED);
    if (exact === undefined) throw new Error(`no setting ${key} at ${value}`);
    const ground = moved(land.ground, land.sliders, { [key]: exact });
    found.push(await leverAt(laboratory, land, ground, { slider, value: exact, first: record.best, runs, seed }, job));
  }
  return found;
}

/** One setting at one value. @param {import('./lives.js').Laboratory} laboratory @param {any} land @param {import('./ground.js').Ground} ground @param {{slider: any, value: number, first: string, runs: number, seed: number}} asked @param {import('./lives.js').Job} job */
async function leverAt(laboratory, land, ground, { slider, value, first, runs, seed }, job) {
  const lives = await laboratory.lives(land, ground, land.arms, seed);
  await lives.until(job, runs);
  const ends = lives.arms.map(({ name }) => ({ name, values: lives.ends(name) }));
  const leader = ends.reduce((best, each) => (meanOf(each.values) > meanOf(best.values) ? each : best));
  const before = /** @type {{values: Float64Array}} */ (ends.find(({ name }) => name === first)).values;
  const gaps = leader.values.map((each, run) => each - before[run]);
  const lead = estimateOf(gaps, seed);
  return {
    key: slider.key,
    month: slider.month ?? null,
    value: new Shown(value, 4),
    before: new Shown(slider.start, 4),
    first: leader.name,
    turns: lead.low.value > 0 && lead.mean.value >= land.open.smallest,
    ...lead,
    runs,
  };
}
