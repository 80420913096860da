// @ts-check
/** What an arm lives, from month 0 and from each of its switches on (simulation/arm.py). */
import { calendarOf, hoursOf } from './calendars.js';
import { changed, vectorOf } from './ground.js';
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {import('./asked.js').Arm} Arm */
/** @typedef {{month: number, ground: Ground, stance: string, calendar: Float64Array, due: number}} Course */

/**
 * The courses of an arm on a scenario. Hours due are those that each month's effort grants.
 * @param {Arm} arm @param {Ground} ground @param {any} shared @returns {Course[]}
 */
export function coursesOf(arm, ground, shared) {
  const { numbers, policies } = shared;
  let now = changed(ground, arm.changes, numbers);
  let { stance } = arm;
  let due = hours(now, numbers) * now.months;
  let calendar = calendarOf(stance, now, told(now, numbers), policies);
  const found = [{ month: 0, ground: now, stance, calendar, due }];
  for (const turn of arm.then) {
    const before = now;
    now = changed(now, turn.changes, numbers);
    due += (hours(now, numbers) - hours(before, numbers)) * (now.months - turn.month);
    const follows = turn.stance ?? stance;
    if (follows !== stance || asksAgain(before, now, numbers)) calendar = calendarOf(follows, now, told(now, numbers), policies, turn.month, calendar, due);
    stance = follows;
    found.push({ month: turn.month, ground: now, stance, calendar, due });
  }
  return found;
}

/** @param {Ground} ground @param {any} numbers */
function told(ground, numbers) {
  const p = vectorOf(ground, numbers);
  return { fteHours: p[numbers.fte_hours], ownShare: p[numbers.own_share] };
}

/** Hours of engineering a month. @param {Ground} ground @param {any} numbers */
function hours(ground, numbers) {
  return hoursOf(ground, told(ground, numbers).fteHours);
}

/** Whether a stance is asked for its calendar again: its hours, its path or its own share are others. @param {Ground} before @param {Ground} after @param {any} numbers */
export function asksAgain(before, after, numbers) {
  const [one, other] = [told(before, numbers), told(after, numbers)];
  return JSON.stringify(before.path) !== JSON.stringify(after.path) || hours(before, numbers) !== hours(after, numbers) || one.ownShare !== other.ownShare;
}

/**
 * What an arm costs: engineering in full-time-equivalent months, action money in euros.
 * @param {Course[]} courses @param {Ground} ground @param {any} shared
 */
export function costOf(courses, ground, shared) {
  const last = courses[courses.length - 1].calendar;
  const spent = last.reduce((sum, each) => sum + each, 0);
  const ends = [...courses.slice(1).map((each) => each.month), ground.months];
  const money = courses.reduce((sum, each, place) => sum + each.ground.budget * (ends[place] - each.month), 0);
  return { engineering: spent / told(ground, shared.numbers).fteHours, money };
}

/** Whether two costs are the same, to a millionth. @param {{engineering: number, money: number}} one @param {{engineering: number, money: number}} other */
export function sameCost(one, other) {
  /** @param {number} a @param {number} b */
  const close = (a, b) => Math.abs(a - b) <= 1e-9 + 1e-6 * Math.abs(b);
  return close(one.engineering, other.engineering) && close(one.money, other.money);
}
