// @ts-check
/** What each arm gains and gives up: rows are families of outcomes, right is always better; a filled cell is in the lead. */
import { h, put, px, s } from '../dom.js';
import { hue, mark, sign } from '../looks.js';
import { linear } from './scale.js';

/**
 * @param {HTMLElement} host
 * @param {{answer: import('../engine/interface.js').Answer, words: import('../words.js').Words}} picture
 */
export function drawProfile(host, picture) {
  const { answer, words } = picture;
  const { arms, rows } = answer.head;
  put(
    host,
    h(
      'table',
      { class: 'profile' },
      h('caption', { class: 'hidden', text: words.say('profile_caption') }),
      h('thead', {}, h('tr', {}, h('td'), arms.map((/** @type {string} */ arm) => h('th', { scope: 'col' }, h('span', { class: `armname ${hue(arm)}` }, sign(arm, 18), ` ${words.stance(arm)}`))))),
      h('tbody', {}, rows.map((/** @type {any} */ row) => line(row, arms, words))),
    ),
  );
}

/** @param {any} row @param {string[]} arms @param {import('../words.js').Words} words */
function line(row, arms, words) {
  const low = Math.min(...row.cells.map((/** @type {any} */ cell) => cell.low));
  const high = Math.max(...row.cells.map((/** @type {any} */ cell) => cell.high));
  const x = linear(low, high, 4, 96);
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('b', { text: words.say(`family.${row.family}`) }), h('span', { class: 'unit', text: row.outcomes.map((/** @type {string} */ each) => words.say(`profile_outcome.${each}`)).join(', ') })),
    row.cells.map((/** @type {any} */ cell, /** @type {number} */ i) => {
      const [from, to] = [x(cell.low), x(cell.high)].sort((a, b) => a - b);
      const svg = s(
        'svg',
        { viewBox: '0 0 100 12', class: `range ${hue(arms[i])}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        s('line', { x1: 2, x2: 98, y1: 6, y2: 6, class: 'rail' }),
        s('line', { x1: px(from), x2: px(to), y1: 6, y2: 6, class: 'spread' }),
      );
      const dot = s('svg', { viewBox: '0 0 100 12', class: `point ${hue(arms[i])}`, 'aria-hidden': 'true' }, mark(arms[i], x(cell.mean), 6, 4.4, 'on'));
      return h(
        'td',
        { class: `cell ${hue(arms[i])} ${cell.leads ? 'leads' : ''}` },
        h('span', { class: 'mean', text: words.signed(cell.mean, 1) }),
        cell.leads ? h('span', { class: 'hidden', text: ` (${words.say('leads')})` }) : null,
        !cell.leads && cell.ceded !== 0 ? h('span', { class: 'ceded', text: words.signed(cell.ceded, 1) }) : null,
        h('span', { class: 'ranges' }, svg, dot),
      );
    }),
  );
}
