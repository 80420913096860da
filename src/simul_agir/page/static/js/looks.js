// @ts-check
/** How a stance is drawn: marker, dash and hue say the same three times. */
import { s, px } from './dom.js';

/** @type {{[stance: string]: {marker: string, dash: string}}} */
export const LOOKS = {
  none: { marker: 'cross', dash: '2 4' },
  residents: { marker: 'disc', dash: '' },
  ordinary_resources: { marker: 'square', dash: '15 4' },
  conditional_aid: { marker: 'diamond', dash: '13 4 3 4' },
  resilience: { marker: 'up', dash: '6 4' },
  mixed: { marker: 'down', dash: '13 4 3 4 3 4' },
  turned: { marker: 'disc', dash: '' }, // a future that turns and keeps its stance
};
const SPARE = [
  { marker: 'disc', dash: '8 3 2 3' },
  { marker: 'square', dash: '3 3' },
  { marker: 'up', dash: '10 3' },
  { marker: 'down', dash: '5 2 1 2' },
];

/** @param {string} stance */
export function look(stance) {
  if (LOOKS[stance]) return LOOKS[stance];
  const sum = [...stance].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return SPARE[sum % SPARE.length];
}

/** @param {string} stance */
export function hue(stance) {
  if (stance === 'none_stands_out') return 'arm arm-none_stands_out';
  return LOOKS[stance] ? `arm arm-${stance}` : 'arm arm-own';
}

/**
 * A marker's outline around a point.
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 * @param {number} r half its width
 */
export function outline(kind, x, y, r) {
  /** @param {number[][]} points */
  const polygon = (points) => `M${points.map(([a, b]) => `${px(x + a * r)} ${px(y + b * r)}`).join('L')}Z`;
  switch (kind) {
    case 'square':
      return polygon([[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]]);
    case 'diamond':
      return polygon([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]);
    case 'up':
      return polygon([[0, -1.1], [1.1, 0.85], [-1.1, 0.85]]);
    case 'down':
      return polygon([[0, 1.1], [1.1, -0.85], [-1.1, -0.85]]);
    case 'cross':
      return polygon([
        [-1, -0.6], [-0.6, -1], [0, -0.4], [0.6, -1], [1, -0.6], [0.4, 0], [1, 0.6], [0.6, 1], [0, 0.4], [-0.6, 1], [-1, 0.6], [-0.4, 0],
      ]);
    case 'equal':
      return `M${px(x - r)} ${px(y - 0.65 * r)}h${px(2 * r)}v${px(0.4 * r)}h${px(-2 * r)}ZM${px(x - r)} ${px(y + 0.25 * r)}h${px(2 * r)}v${px(0.4 * r)}h${px(-2 * r)}Z`;
    default:
      return `M${px(x - r)} ${px(y)}a${px(r)} ${px(r)} 0 1 0 ${px(2 * r)} 0a${px(r)} ${px(r)} 0 1 0 ${px(-2 * r)} 0Z`;
  }
}

/**
 * @param {string} stance
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} [more]
 */
export function mark(stance, x, y, r, more = '') {
  const kind = stance === 'none_stands_out' ? 'equal' : look(stance).marker;
  return s('path', { d: outline(kind, x, y, r), class: `mark ${more}` });
}

/**
 * A small picture of a stance's marker, to stand in a line of text.
 * @param {string} stance
 * @param {number} [size]
 */
export function sign(stance, size = 16) {
  const kind = stance === 'none_stands_out' ? 'equal' : look(stance).marker;
  return s(
    'svg',
    { class: `sign ${hue(stance)}`, width: size, height: size, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    s('path', { d: outline(kind, 8, 8, 6.4), class: 'mark' }),
  );
}
