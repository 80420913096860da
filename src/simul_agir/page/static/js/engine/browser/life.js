// @ts-check
/** One life: month by month as a network, and told from its events (study/exploring/bullseye.py and tales.py). */
import { eventsOf } from './events.js';
/** @typedef {import('./asked.js').Asked} Asked */
/** @typedef {import('./lives.js').Job} Job */
/** @typedef {import('./events.js').Event} Event */

const TEAM = 2; // the stage "team"
const FALLS_OVER = 3; // months over which the steepest fall is looked for
const TOP = 4;
const TOLD = ['rise', 'fall', 'turnover', 'wake', 'crisis'];
const MOST_RUN = 1e6;

/** @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Job} job @param {import('../interface.js').Tell} tell */
export async function life(engine, asked, job, tell) {
  const run = asked.whole('run', 0, MOST_RUN, 0);
  const arm = asked.arm('stance');
  const seen = await engine.laboratory.watch(job, asked.land, asked.ground, arm, asked.seed, run);
  const actors = asked.land.places.actors;
  const months = seen.length;
  const blocks = { stages: new Int32Array(months * actors), held: new Int32Array(months * actors), awake: new Int32Array(months * actors), ladder: Float32Array.from(seen[months - 1].ladder) };
  /** @type {{[name: string]: number[]}} */
  const shapes = { stages: [months, actors], held: [months, actors], awake: [months, actors], ladder: [months] };
  const ties = seen.map((each, month) => {
    blocks.stages.set(each.stages, month * actors);
    blocks.held.set(heldBack(each.passes, each.stages), month * actors);
    blocks.awake.set(each.awake, month * actors);
    /** @type {any} */ (blocks)[`ties${month}`] = each.pairs;
    shapes[`ties${month}`] = [each.pairs.length / 2, 2];
    return each.pairs.length / 2;
  });
  tell({ head: { stance: arm.name, run, ties }, blocks, shapes });
}

/** The first criterion that each actor lacks, from the foot of the ladder up; -1 where it lacks none. @param {Uint8Array} passes @param {Int32Array} stages */
function heldBack(passes, stages) {
  const criteria = passes.length / stages.length;
  return stages.map((stage, i) => (stage < TOP ? passes.subarray(i * criteria, (i + 1) * criteria).indexOf(0) : -1));
}

/** @param {import('../browser.js').BrowserEngine} engine @param {Asked} asked @param {Job} job @param {import('../interface.js').Tell} tell */
export async function tale(engine, asked, job, tell) {
  const run = asked.whole('run', 0, MOST_RUN, 0);
  const arm = asked.arm('stance');
  const [{ events: lines, ladder }] = await engine.laboratory.record(job, asked.land, asked.ground, arm, asked.seed, run, 1);
  const events = eventsOf(lines, asked.land, engine.laboratory.shared);
  const turns = [firstTeam(events, ladder), mostRises(events, ladder), steepestFall(events, ladder)].filter((each) => each !== null);
  turns.sort((a, b) => a.month - b.month);
  const head = { stance: arm.name, run, months: asked.ground.months, turns, events: events.filter((each) => TOLD.includes(each.what)) };
  tell({ head, blocks: { ladder: Float32Array.from(ladder) }, shapes: { ladder: [ladder.length] } });
}

/** @param {string} rule @param {number} month @param {number} until @param {string[]} actors @param {Event[]} events @param {Float64Array} ladder */
function turnOf(rule, month, until, actors, events, ladder) {
  /** @type {{[what: string]: number}} */
  const counts = {};
  for (const each of events) if (month <= each.month && each.month <= until) counts[each.what] = (counts[each.what] ?? 0) + 1;
  return { rule, month, until, actors: [...new Set(actors)], counts, before: ladder[month - 1], after: ladder[Math.min(until, ladder.length - 1)] };
}

/** @param {Event[]} events */
function risesToTeam(events) {
  return events.filter((each) => each.what === 'rise' && each.value >= TEAM);
}

/** The first rise to team, and those who follow within a year. @param {Event[]} events @param {Float64Array} ladder */
function firstTeam(events, ladder) {
  const rises = risesToTeam(events);
  if (!rises.length) return null;
  const { month } = rises[0];
  const until = Math.min(month + 11, ladder.length - 1);
  return turnOf('first_team', month, until, rises.filter((each) => each.month <= until).map((each) => each.actors[0]), events, ladder);
}

/** The month with most rises to team. @param {Event[]} events @param {Float64Array} ladder */
function mostRises(events, ladder) {
  /** @type {Map<number, string[]>} */
  const months = new Map();
  for (const each of risesToTeam(events)) months.set(each.month, [...(months.get(each.month) ?? []), each.actors[0]]);
  if (!months.size) return null;
  const [month, who] = [...months].sort((a, b) => b[1].length - a[1].length || a[0] - b[0])[0];
  return turnOf('most_rises', month, month, who, events, ladder);
}

/** The months of the steepest fall of the ladder, and who fell in them. @param {Event[]} events @param {Float64Array} ladder */
function steepestFall(events, ladder) {
  let [least, at] = [0, -1];
  for (let place = 1; place + FALLS_OVER < ladder.length; place++) {
    const fall = ladder[place + FALLS_OVER] - ladder[place];
    if (fall < least) [least, at] = [fall, place - 1];
  }
  if (at < 0) return null;
  const month = at + 2;
  const until = month + FALLS_OVER - 1;
  return turnOf('steepest_fall', month, until, events.filter((each) => each.what === 'fall' && month <= each.month && each.month <= until).map((each) => each.actors[0]), events, ladder);
}
