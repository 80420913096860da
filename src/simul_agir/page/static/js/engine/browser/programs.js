// @ts-check
/**
 * Programs for the workers: the steps of a batch of runs under some arms, along their courses. Months that arms share are simulated once.
 * Mirrors simulation/courses.py and Batch.follow.
 *
 * @typedef {import('../wasm/worker.js').Step} Step
 * @typedef {import('../wasm/worker.js').State} State
 * @typedef {import('./ground.js').Ground} Ground
 * @typedef {import('./courses.js').Course} Course
 * @typedef {import('./asked.js').Arm} Arm
 * @typedef {{key: string, course: Course, before: Course | null, names: string[], twigs: Twig[]}} Twig months that some arms share
 * @typedef {{state: (point: number) => State, points: Float64Array, count: number}} Starts the state at each point, and the points one after the other
 * @typedef {{month: number, until: number, size: number, hardship: number}} Crisis one that strikes in a branch, and the last month looked at
 * @typedef {(batch: string, month: number, names: string[]) => Step[]} Look what is taken of a batch at the end of a month
 */
import { late, pathRow, wordsOf } from './agenda.js';
import { calendarOf } from './calendars.js';
import { coursesOf, asksAgain } from './courses.js';
import { shockRows, vectorOf } from './ground.js';

/** The tree of some arms on a scenario. @param {Arm[]} arms @param {Ground} ground @param {any} shared @returns {Twig[]} */
export function treeOf(arms, ground, shared) {
  /** @type {Twig[]} */
  const first = [];
  for (const arm of arms) {
    const keys = [[0, arm.stance, arm.changes], ...arm.then.map((each) => [each.month, each.stance, each.changes])].map((each) => JSON.stringify(each));
    let level = first;
    /** @type {Twig | null} */
    let before = null;
    coursesOf(arm, ground, shared).forEach((course, place) => {
      let found = level.find((each) => each.key === keys[place]);
      if (!found) {
        found = { key: keys[place], course, before: before?.course ?? null, names: [], twigs: [] };
        level.push(found);
      }
      before = found;
      level = found.twigs;
    });
    /** @type {any} */ (before).names.push(arm.name);
  }
  return first;
}

/**
 * The steps of some runs: the warm-up once, then each arm. `look` gives what is read at the end of the contract, and, where `monthly`, at the end of each month.
 * `end` gives what is read besides when the contract ends, before the months after.
 * @param {{ground: Ground, twigs: Twig[], starts: Starts, shared: any, look: Look, end?: Look, monthly?: boolean, events?: number, after?: number, crisis?: Crisis}} told
 * @param {number} first @param {number} runs @returns {Step[]}
 */
export function stepsOf({ ground, twigs, starts, shared, look, end, monthly = false, events = 0, after = 0, crisis }, first, runs) {
  const { count } = starts;
  const width = starts.points.length / count;
  const which = Int32Array.from({ length: runs }, (_, run) => (first + run) % count);
  const points = new Float64Array(width * (count === 1 ? 1 : runs));
  for (let row = 0; row < points.length / width; row++) points.set(starts.points.subarray(which[row] * width, (which[row] + 1) * width), row * width);
  const used = [...new Set(which)];
  const begun = {
    states: used.map((each) => starts.state(each)),
    which: which.map((each) => used.indexOf(each)),
    points,
    months: ground.months,
    budget: ground.budget,
    shocks: shockRows(ground),
    ...(events ? { events } : {}),
  };
  const tell = { ground, shared, look, end, monthly, after, crisis };
  return [['begin', 'past', begun], ['live', 'past', 0], ...twigs.flatMap((twig, place) => grow('past', twig, `arm${place}`, tell))];
}

/**
 * A branch from where `from` stands to the end, with those that grow out of it.
 * @param {string} from @param {Twig} twig @param {string} name @param {{ground: Ground, shared: any, look: Look, end?: Look, monthly: boolean, after: number, crisis?: Crisis}} told @returns {Step[]}
 */
function grow(from, twig, name, told) {
  const { months } = told.ground;
  const names = namesOf(twig);
  /** @type {Step[]} */
  const steps = [['copy', from, name], ...follow(name, twig, told)];
  /** @param {number} until @param {number} since @returns {Step[]} */
  const live = (since, until) => {
    const { crisis } = told;
    if (crisis && since < crisis.month - 1 && crisis.month - 1 <= until) return [['live', name, crisis.month - 1], ...strike(name, twig, crisis, told), ['live', name, until]];
    if (!told.monthly) return [['live', name, until]];
    /** @type {Step[]} */
    const found = [];
    for (let next = since + 1; next <= until; next++) found.push(['live', name, next], ...told.look(name, next, names));
    return found;
  };
  if (told.monthly && twig.course.month === 0) steps.push(...told.look(name, 0, names));
  let month = twig.course.month;
  const later = [...twig.twigs].sort((a, b) => a.course.month - b.course.month);
  for (const [place, each] of later.entries()) {
    steps.push(...live(month, each.course.month), ...grow(name, each, `${name}.${place}`, told));
    month = each.course.month;
  }
  if (twig.names.length) {
    steps.push(...live(month, months));
    if (told.end) steps.push(...told.end(name, months, twig.names));
    if (told.after) steps.push(['set', name, { months: months + told.after }], ...live(months, months + told.after)); // without engineering
    if (!told.monthly) steps.push(...told.look(name, months + told.after, twig.names));
  }
  return [...steps, ['drop', name]];
}

/** The branch in which a crisis strikes, of all arms that are one until the month before it. @param {string} name @param {Twig} twig @param {Crisis} crisis @param {{ground: Ground}} told @returns {Step[]} */
function strike(name, twig, { month, until, size, hardship }, { ground }) {
  const names = [...twig.names, ...twig.twigs.filter((each) => each.course.month >= month - 1).flatMap(namesOf)];
  const blow = { month, size, hardship, domains: [], closed: false };
  const shocks = shockRows({ ...twig.course.ground, months: ground.months, shocks: [...twig.course.ground.shocks, blow] });
  const struck = `${name}.struck`;
  return [['copy', name, struck], ['set', struck, { shocks }], ['live', struck, until], ...names.map((each) => /** @type {Step} */ (['take', struck, `${each}.crisis`, 'indicators'])), ['drop', struck]];
}

/** The arms that are one with a branch, or grow out of it. @param {Twig} twig @returns {string[]} */
function namesOf(twig) {
  return [...twig.names, ...twig.twigs.flatMap(namesOf)];
}

/**
 * The calendars among which a stance is chosen when the diagnosis is closed, of those that the vision does not rule out.
 * @param {import('./calendars.js').Stance} stance @param {Ground} ground @param {Float64Array} p @param {number} due @param {any} shared
 */
function chosenAmong({ four }, ground, p, due, { numbers, policies }) {
  if (!four) return {};
  const width = policies.instruments.length;
  const feasible = policies.four.flatMap((/** @type {string} */ name, /** @type {number} */ place) => (ground.excluded.includes(name) ? [] : [place]));
  const choices = new Float64Array(feasible.length * (ground.months + 1) * width);
  feasible.forEach((/** @type {number} */ place, /** @type {number} */ at) => {
    const calendar = calendarOf(four[place], ground, { fteHours: p[numbers.fte_hours], ownShare: p[numbers.own_share] }, policies);
    choices.set(calendar, (at * (ground.months + 1) + 1) * width);
  });
  return { feasible, choices, dues: Float64Array.of(due) };
}

/** A batch goes on along a course. @param {string} batch @param {Twig} twig @param {{ground: Ground, shared: any}} told @returns {Step[]} */
function follow(batch, { course, before }, { ground, shared }) {
  const { numbers, policies } = shared;
  const [was, now] = [before?.ground ?? ground, course.ground];
  const [old, fresh] = [vectorOf(was, numbers), vectorOf(now, numbers)];
  /** @type {[number, number][]} */
  const changes = [...fresh].map((value, place) => /** @type {[number, number]} */ ([place, value])).filter(([place, value]) => value !== old[place]);
  const stance = policies.stances[course.stance];
  const turns = course.stance !== (before?.stance ?? 'none');
  /** @type {Step[]} */
  const steps = [['set', batch, { budget: now.budget, shocks: shockRows(now), changes }]];
  if (turns || asksAgain(was, now, numbers)) {
    if (!stance.recipe) {
      const calendar = new Float64Array((now.months + 1) * policies.instruments.length);
      calendar.set(course.calendar, policies.instruments.length);
      return [...steps, ['set', batch, { calendar }]];
    }
    const { number, shares } = stance.recipe;
    const recipe = { effort: now.effort, path: pathRow(now.path), recipe: number, shares: Float64Array.from(shares.flat()), month: course.month, dues: Float64Array.of(course.due) };
    steps.push(['set', batch, { words: wordsOf(now, stance), path: pathRow(now.path), ...chosenAmong(stance, now, fresh, course.due, shared) }], ['calendar', batch, recipe]);
  }
  const word = turns ? late(now, stance, course.month) : 0;
  if (word) steps.push(['decide', batch, word, course.month]);
  return steps;
}
