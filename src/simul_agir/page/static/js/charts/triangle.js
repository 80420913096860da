// @ts-check
/** A triangle of visions of success: at each corner three families count alone, alike; strong: clearly first, pale: too close. */
import { put, px, s } from '../dom.js';
import { hue, mark } from '../looks.js';

/**
 * @param {HTMLElement} host
 * @param {{answer: import('../engine/interface.js').Answer, words: import('../words.js').Words, wall?: boolean, weights: number[], title: string}} picture
 */
export function drawTriangle(host, picture) {
  const { answer, words } = picture;
  const arms = answer.head.ranked;
  const text = picture.wall ? 24 : 14;
  const width = Math.min(host.clientWidth, picture.wall ? 520 : 340);
  const side = width * (picture.wall ? 0.86 : 0.78);
  const tall = side * 0.88;
  const height = tall + text * 5.2;
  const left = (width - side) / 2;
  const top = text * 1.9;
  /** climb at the top, together on the left, hold on the right @param {number} a @param {number} b @param {number} c */
  const point = (a, b, c) => [left + side * (c + a / 2), top + tall * (1 - a) + 0 * b];
  const svg = s('svg', { width, height: px(height), viewBox: `0 0 ${px(width)} ${px(height)}`, role: 'img', class: 'triangle' }, s('title', { text: picture.title }));
  const weights = answer.blocks.weights;
  const count = answer.shapes.weights[0];
  const steps = Math.round((Math.sqrt(8 * count + 1) - 3) / 2);
  const cell = 1 / steps;
  /** @type {Map<number, number[][]>} */
  const where = new Map();
  for (let v = 0; v < count; v++) {
    const [a, b, c] = [weights[3 * v], weights[3 * v + 1], weights[3 * v + 2]];
    const first = answer.blocks.first[v];
    const [x, y] = point(a, b, c);
    const half = (side * cell) / 2 + 0.4;
    const high = (tall * cell) / 2 + 0.4;
    svg.append(s('rect', { x: px(x - half), y: px(y - high), width: px(2 * half), height: px(2 * high), class: `vision ${hue(arms[first])} ${answer.blocks.clear[v] ? '' : 'close'}`, 'clip-path': 'url(#visions)' }));
    where.set(first, [...(where.get(first) ?? []), [x, y]]);
  }
  const corners = [point(1, 0, 0), point(0, 1, 0), point(0, 0, 1)].map((each) => each.map(px).join(' '));
  svg.prepend(s('defs', {}, s('clipPath', { id: 'visions' }, s('path', { d: `M${corners.join('L')}Z` }))));
  svg.append(s('path', { d: `M${corners.join('L')}Z`, class: 'outline' }));
  for (const [first, points] of where) {
    if (points.length < count / 40) continue;
    const x = points.reduce((sum, each) => sum + each[0], 0) / points.length;
    const y = points.reduce((sum, each) => sum + each[1], 0) / points.length;
    svg.append(s('g', { class: hue(arms[first]) }, mark(arms[first], x, y, text * 0.5, 'on')));
  }
  const ring = point(picture.weights[0], picture.weights[1], picture.weights[2]);
  svg.append(s('circle', { cx: px(ring[0]), cy: px(ring[1]), r: text * 0.62, class: 'here' }), s('circle', { cx: px(ring[0]), cy: px(ring[1]), r: 2.4, class: 'herepoint' }));
  svg.append(
    s('text', { x: px(width / 2), y: text * 1.2, 'text-anchor': 'middle', 'font-size': text, class: 'corner', text: words.say('corner.climb') }),
    s('text', { x: px(left - text * 0.5), y: px(top + tall + text * 1.5), 'font-size': text, class: 'corner', text: words.say('corner.together') }),
    s('text', { x: px(left + side + text * 0.5), y: px(top + tall + text * 2.9), 'text-anchor': 'end', 'font-size': text, class: 'corner', text: words.say('corner.hold') }),
  );
  put(host, svg);
}

/**
 * The arm that is first under some weights, and whether runs can tell it from the others there.
 * @param {import('../engine/interface.js').Answer} answer
 * @param {number[]} weights
 */
export function firstUnder(answer, weights) {
  const all = answer.blocks.weights;
  let [best, least] = [0, Infinity];
  for (let v = 0; v < answer.shapes.weights[0]; v++) {
    const d = [0, 1, 2].reduce((sum, k) => sum + (all[3 * v + k] - weights[k]) ** 2, 0);
    if (d < least) [best, least] = [v, d];
  }
  return { arm: answer.head.ranked[answer.blocks.first[best]], clear: answer.blocks.clear[best] === 1 };
}
