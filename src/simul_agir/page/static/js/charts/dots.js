// @ts-check
/** A hundred lives: one mark a pair of runs, where the difference lies; grey: too little to matter. */
import { h, put, px, s } from '../dom.js';
import { hue, outline, look } from '../looks.js';

/**
 * @param {HTMLElement} host
 * @param {{dots: ArrayLike<number>, left: string, right: string, leftName: string, rightName: string, share: number,
 *   smallest: number, words: import('../words.js').Words, wall?: boolean, title: string}} picture
 */
export function drawDots(host, picture) {
  const { words } = picture;
  const width = host.clientWidth || 336;
  const unit = picture.wall ? 12.5 : 7.2;
  const base = picture.wall ? 150 : 76;
  const dots = Array.from(picture.dots);
  const reach = Math.max(picture.smallest * 1.6, ...dots.map(Math.abs)) * 1.05;
  const columns = Math.floor(width / (unit * 1.35));
  const step = (2 * reach) / columns;
  const middle = width / 2;
  /** @type {Map<number, number>} */
  const stacks = new Map();
  const tall = base - 4;
  const marks = [];
  const counts = new Map();
  for (const gap of dots) counts.set(Math.floor(gap / step), (counts.get(Math.floor(gap / step)) ?? 0) + 1);
  const pitch = Math.min(unit * 1.18, tall / Math.max(1, ...counts.values()));
  for (const gap of dots) {
    const column = Math.floor(gap / step);
    const height = stacks.get(column) ?? 0;
    stacks.set(column, height + 1);
    const x = middle + ((column + 0.5) * step * width) / (2 * reach);
    const stance = gap > 0 ? picture.right : picture.left;
    marks.push(s('path', { d: outline(look(stance).marker, px(x), px(base - pitch * (height + 0.5)), (unit * 0.92) / 2), class: `dot ${hue(stance)}` }));
  }
  const grey = (picture.smallest * width) / (2 * reach);
  const size = picture.wall ? 60 : 27;
  const right = words.lives(picture.share);
  const left = /^\d+$/.test(right) ? String(100 - Number(right)) : words.lives(1 - picture.share);
  const svg = s(
    'svg',
    { width, height: base + 4, viewBox: `0 0 ${width} ${base + 4}`, role: 'img', class: 'dots' },
    s('title', { text: picture.title }),
    s('rect', { x: px(middle - grey), y: 0, width: px(2 * grey), height: base, class: 'little' }),
    marks,
    s('line', { x1: 0, x2: width, y1: base, y2: base, class: 'base' }),
    s('line', { x1: middle, x2: middle, y1: 0, y2: base + 4, class: 'middle' }),
    s('text', { x: 0, y: size * 0.78, class: `count ${hue(picture.left)}`, 'font-size': size, text: left }),
    s('text', { x: width, y: size * 0.78, 'text-anchor': 'end', class: `count ${hue(picture.right)}`, 'font-size': size, text: right }),
  );
  put(
    host,
    svg,
    h('div', { class: 'sides' }, h('span', { class: `armtext ${hue(picture.left)}`, text: `← ${picture.leftName}` }), h('span', { class: `armtext ${hue(picture.right)}`, text: `${picture.rightName} →` })),
    h('p', { class: 'under', text: words.say('dots_under', { n: dots.length }) }),
  );
}
