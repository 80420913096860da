// @ts-check
/**
 * What is decided at the end of which month, in the signs of the compiled rules (model/decisions.py, simulation/decisions.py).
 * @typedef {import('./ground.js').Ground} Ground
 * @typedef {import('./calendars.js').Stance} Stance
 */

const [LOOK, CHOOSE, BRIEF, MEASURE, LENGTHEN, ANNOUNCE] = [1, 2, 4, 8, 16, 32];

/** Months at whose end a diagnosis is closed, and those at whose end a scheme is announced. @param {import('./ground.js').Path} path */
function pathMonths(path) {
  const shifts = path.revisit === null ? [0] : [0, path.revisit];
  /** @param {import('./ground.js').Step} step */
  const ends = (step) => shifts.map((shift) => step[0] + step[1] + shift);
  return { closed: ends(path.diagnosis), announced: path.scheme[1] ? ends(path.scheme) : [] };
}

/** Whether a stance goes along the path, and whether it announces without one. @param {Ground} ground @param {Stance} stance */
function ways(ground, stance) {
  return { walks: stance.follows_path && ground.effort > 0, decrees: stance.announces && ground.effort > 0 };
}

/** The word of a month in which a diagnosis is closed; `first`: how long a training takes is settled once. @param {Ground} ground @param {Stance} stance @param {boolean} first */
function closing(ground, stance, first) {
  return LOOK | (stance.four ? CHOOSE : 0) | (ground.path.diagnosis[1] ? BRIEF | (first ? MEASURE | LENGTHEN : 0) : 0);
}

/** What is decided at the end of each month, from 0 on. @param {Ground} ground @param {Stance} stance @returns {number[]} */
export function wordsOf(ground, stance) {
  const words = Array(ground.months + 1).fill(0);
  const { walks, decrees } = ways(ground, stance);
  const { closed, announced } = pathMonths(ground.path);
  if (walks) for (const month of new Set(closed)) if (month < ground.months) words[month] |= closing(ground, stance, month === Math.min(...closed));
  for (const month of new Set([...(walks ? announced : []), ...(decrees ? [0] : [])])) if (month < ground.months) words[month] |= ANNOUNCE;
  return words;
}

/** What a stance that begins at the end of `month` would have decided by now, and decides now. @param {Ground} ground @param {Stance} stance @param {number} month */
export function late(ground, stance, month) {
  if (month >= ground.months) return 0;
  const { walks, decrees } = ways(ground, stance);
  const { closed, announced } = pathMonths(ground.path);
  let word = decrees ? ANNOUNCE : 0;
  if (walks && Math.min(...closed) <= month) word |= closing(ground, stance, !closed.includes(month) || month === Math.min(...closed));
  if (walks && announced.length && Math.min(...announced) <= month) word |= ANNOUNCE;
  return word;
}

/** The path as the rules take it: the start of each step, the months of each, and after how many months it is taken up again, -1 for never. @param {import('./ground.js').Path} path */
export function pathRow(path) {
  const steps = [path.diagnosis, path.choice, path.training, path.scheme];
  return [...steps.map((step) => step[0]), ...steps.map((step) => step[1]), path.revisit ?? -1];
}
