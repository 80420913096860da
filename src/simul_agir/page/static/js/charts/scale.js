// @ts-check
/** Scales, paths, and labels that do not stand on one another. */
import { px } from '../dom.js';

/** @param {number} low @param {number} high @param {number} from @param {number} to */
export function linear(low, high, from, to) {
  const span = high - low || 1;
  return (/** @type {number} */ value) => from + ((value - low) / span) * (to - from);
}

/**
 * A line through values, one a month.
 * @param {ArrayLike<number>} values
 * @param {(month: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} [first]
 * @param {number} [last]
 */
export function line(values, x, y, first = 0, last = values.length - 1) {
  let path = '';
  for (let i = first; i <= Math.min(last, values.length - 1); i++) path += `${i === first ? 'M' : 'L'}${px(x(i))} ${px(y(values[i]))}`;
  return path;
}

/**
 * The band between two lines.
 * @param {ArrayLike<number>} low
 * @param {ArrayLike<number>} high
 * @param {(month: number) => number} x
 * @param {(value: number) => number} y
 * @param {number} [first]
 * @param {number} [last]
 */
export function band(low, high, x, y, first = 0, last = low.length - 1) {
  let path = line(high, x, y, first, last);
  for (let i = Math.min(last, low.length - 1); i >= first; i--) path += `L${px(x(i))} ${px(y(low[i]))}`;
  return `${path}Z`;
}

/**
 * Positions moved as little as it takes to stand their own heights apart, in the same order, within bounds.
 * @param {{at: number, height: number}[]} labels
 * @param {number} low
 * @param {number} high
 * @returns {number[]} middles
 */
export function apart(labels, low, high) {
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].at - labels[b].at);
  const place = labels.map((label) => label.at);
  for (let turn = 0; turn < 60; turn++) {
    let moved = false;
    for (let k = 1; k < order.length; k++) {
      const [a, b] = [order[k - 1], order[k]];
      const gap = (labels[a].height + labels[b].height) / 2 - (place[b] - place[a]);
      if (gap > 0.1) {
        place[a] -= gap / 2;
        place[b] += gap / 2;
        moved = true;
      }
    }
    const first = order[0];
    const last = order[order.length - 1];
    if (first !== undefined && place[first] < low + labels[first].height / 2) place[first] = low + labels[first].height / 2;
    if (last !== undefined && place[last] > high - labels[last].height / 2) place[last] = high - labels[last].height / 2;
    if (!moved) break;
  }
  return place;
}
