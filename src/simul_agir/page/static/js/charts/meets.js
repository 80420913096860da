// @ts-check
/** Who meets whom, more or less often in one future than in the other: five spheres, a line a pair. */
import { put, px, s } from '../dom.js';
import { hue } from '../looks.js';

const PLACES = { project: [0.25, 0.17], state: [0.75, 0.17], operators: [0.86, 0.58], residents: [0.5, 0.85], associations: [0.14, 0.58] };

/**
 * @param {HTMLElement} host
 * @param {{meetings: [string, string, number][], stay: string, turn: string, words: import('../words.js').Words, wall?: boolean, title: string}} picture
 */
export function drawMeets(host, picture) {
  const { words, meetings } = picture;
  const width = host.clientWidth;
  const height = host.clientHeight || width * 0.95;
  const text = picture.wall ? 22 : 12.5;
  const most = Math.max(1, ...meetings.map(([, , count]) => Math.abs(count)));
  /** @param {string} sphere */
  const place = (sphere) => {
    const [x, y] = PLACES[/** @type {keyof typeof PLACES} */ (sphere)] ?? [0.5, 0.5];
    return [x * width, y * height];
  };
  const svg = s('svg', { width, height, viewBox: `0 0 ${px(width)} ${px(height)}`, role: 'img', class: 'meets' }, s('title', { text: picture.title }));
  const labels = [];
  for (const [one, other, count] of meetings) {
    if (one === other || Math.abs(count) < 0.05 * most) continue;
    const [a, b] = [place(one), place(other)];
    const side = count > 0 ? picture.turn : picture.stay;
    svg.append(s('line', { x1: px(a[0]), y1: px(a[1]), x2: px(b[0]), y2: px(b[1]), 'stroke-width': px(1.5 + (11 * Math.abs(count)) / most), class: `meet ${hue(side)} ${count > 0 ? '' : 'fewer'}` }));
    if (Math.abs(count) > 0.24 * most) {
      labels.push(s('text', { x: px(a[0] * 0.55 + b[0] * 0.45), y: px(a[1] * 0.55 + b[1] * 0.45 + text * 0.36), 'text-anchor': 'middle', 'font-size': text + 1, class: `meetcount ${hue(side)}`, text: words.signed(count, 0) }));
    }
  }
  const r = Math.min(width, height) * (picture.wall ? 0.15 : 0.145);
  for (const sphere of Object.keys(PLACES)) {
    const own = meetings.find(([one, other]) => one === sphere && other === sphere)?.[2] ?? 0;
    const [x, y] = place(sphere);
    const side = own >= 0 ? picture.turn : picture.stay;
    svg.append(
      s('circle', { cx: px(x), cy: px(y), r: px(r), class: `sphere ${hue(side)} ${own < 0 ? 'fewer' : ''}`, 'stroke-width': px(1.5 + (5 * Math.abs(own)) / most) }),
      s('text', { x: px(x), y: px(y - text * 0.1), 'text-anchor': 'middle', 'font-size': text, class: 'spherename', text: words.say(`sphere_short.${sphere}`) }),
      s('text', { x: px(x), y: px(y + text * 1.25), 'text-anchor': 'middle', 'font-size': text, class: `meetcount ${hue(side)}`, text: words.signed(own, 0) }),
    );
  }
  svg.append(...labels);
  put(host, svg);
}
