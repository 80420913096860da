// @ts-check
/** What each slider does by itself, and what other assumptions change (study/exploring/slider_effects.py, doubts.py). */
import { quantile } from '../statistics.js';
import { halfToEven, moved } from './ground.js';
import { meanOfColumns } from './lives.js';
/** @typedef {import('./asked.js').Asked} Asked */
/** @typedef {import('./lives.js').Job} Job */

const POINTS = 7;
const RUNS = 24;
const EACH = 8; // runs of each arm on every point
const SOME = [2, 4]; // after which a first answer is given

/** Evenly spread values, as NumPy's linspace gives them. @param {number} low @param {number} high */
function spread(low, high) {
  const step = (high - low) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? high : i * step + low));
}

/** @param {any} slider @returns {number[]} */
function valuesOf(slider) {
  const values = spread(slider.low, slider.high);
  return slider.unit === 'months' ? [...new Set(values.map(halfToEven))].sort((a, b) => a - b) : values;
}

/** One slider after the other, tried at several values. @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Job} job @param {import('../interface.js').Tell} tell */
export async function scents(engine, asked, job, tell) {
  const { land } = asked;
  const arms = asked.someArms('arms');
  for (const slider of land.sliders) {
    if (slider.why_not) continue;
    const values = valuesOf(slider);
    /** @type {{[arm: string]: number[]}} */
    const ends = Object.fromEntries(arms.map((arm) => [arm.name, []]));
    for (const value of values) {
      const lives = await engine.laboratory.lives(land, moved(land.ground, land.sliders, { [slider.key]: value }), arms, asked.seed);
      await lives.until(job, RUNS);
      for (const arm of arms) ends[arm.name].push(quantile(lives.ends(arm.name), 0.5));
    }
    const weight = Math.max(...Object.values(ends).map((line) => Math.max(...line) - Math.min(...line)));
    tell({ head: { key: slider.key, values, ends, weight, runs: RUNS }, blocks: {}, shapes: {} });
  }
}

/** Under how many accepted points each arm ends highest on average: told after a few runs on each, then after more. @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Job} job @param {import('../interface.js').Tell} tell */
export async function doubts(engine, asked, job, tell) {
  const lives = await engine.atRest(asked);
  const sets = lives.starts.count;
  for (const stop of [...SOME, EACH]) {
    if (lives.runs >= (stop === EACH ? Infinity : 2 * stop * sets)) continue; // there are more already
    await lives.until(job, stop * sets);
    const each = stop === EACH ? Math.floor(lives.runs / sets) : stop;
    tell({ head: { of: 'assumptions', settings: { ...asked.settings }, sets, first: firsts(lives, each), runs: each, ...(stop < EACH ? { of_runs: EACH } : {}) }, blocks: {}, shapes: {} });
  }
}

/** On how many points each arm ends highest, of so many runs on each. @param {import('./lives.js').Lives} lives @param {number} each */
function firsts(lives, each) {
  const sets = lives.starts.count;
  const names = lives.arms.map((arm) => arm.name);
  /** @type {{[arm: string]: number}} */
  const first = Object.fromEntries(names.map((name) => [name, 0]));
  const ends = names.map((name) => lives.ends(name));
  for (let point = 0; point < sets; point++) {
    const means = ends.map((end) => meanOfColumns(end.filter((_, run) => run < each * sets && run % sets === point), each, 1)[0]);
    first[names[means.indexOf(Math.max(...means))]] += 1;
  }
  return first;
}
