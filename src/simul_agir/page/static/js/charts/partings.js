// @ts-check
/** Differences between two futures, on the months of the chart above, in the order in which they begin. */
import { h, put, px, s } from '../dom.js';
import { hue } from '../looks.js';
import { linear } from './scale.js';

const MOST_DIGITS = 5;

/**
 * @param {HTMLElement} host
 * @param {{answer: import('../engine/interface.js').Answer, months: number, words: import('../words.js').Words, right: number, most: number}} picture
 */
export function drawPartings(host, picture) {
  const { answer, words } = picture;
  const { head } = answer;
  const told = head.partings.map((/** @type {any} */ each, /** @type {number} */ i) => ({ ...each, gaps: answer.blocks[`gaps${i}`] }));
  const gained = told.filter((/** @type {any} */ each) => each.gained).slice(0, picture.most);
  const ceded = told.filter((/** @type {any} */ each) => !each.gained).slice(0, picture.most);
  put(
    host,
    gained.length ? [h('h3', { text: words.say('gained') }), gained.map((/** @type {any} */ each) => row(each, head.turn === head.stay ? 'turned' : head.turn, picture))] : null,
    ceded.length ? [h('h3', { text: words.say('ceded') }), ceded.map((/** @type {any} */ each) => row(each, head.stay, picture))] : null,
    told.length ? null : h('p', { class: 'quiet', text: words.say('nothing_parts') }),
  );
}

/** @param {any} each @param {string} stance @param {any} picture */
function row(each, stance, picture) {
  const { words, months } = picture;
  const width = 1000;
  const x = linear(0, months, 0, width);
  const most = Math.max(...Array.from(each.gaps, (/** @type {number} */ gap) => Math.abs(gap))) || 1;
  let path = `M0 16`;
  for (let month = 0; month <= months; month++) path += `L${px(x(month))} ${px(16 - (14 * Math.abs(each.gaps[month])) / most)}`;
  const svg = s(
    'svg',
    { viewBox: `0 0 ${width} 18`, preserveAspectRatio: 'none', class: `parting ${hue(stance)}`, 'aria-hidden': 'true' },
    s('path', { d: `${path}L${width} 16Z`, class: 'gap' }),
    s('rect', { x: px(x(each.month) - 1.5), y: 0, width: 4, height: 17, class: 'since' }),
  );
  return h(
    'div',
    { class: 'partingrow' },
    h('div', { class: 'chartcell' }, svg, h('span', { class: 'since-text', text: `${words.say('month')} ${each.month}` })),
    h('span', { class: 'what', text: words.say(`indicator.${each.indicator}`) }),
    h('span', { class: 'change', text: change(each, words) }),
  );
}

/** From what to what, with as many decimals as it takes for the two to differ. @param {any} each @param {import('../words.js').Words} words */
export function change(each, words) {
  const [from, to] = [shown(each.indicator, each.stay, words), shown(each.indicator, each.turn, words)];
  if (from !== to) return `${from} → ${to}`;
  const [scale, unit] = from.includes('%') ? [100, '\u202f%'] : [1, ''];
  for (let digits = unit ? 1 : 2; digits < MOST_DIGITS; digits++) {
    const finer = [each.stay, each.turn].map((value) => words.number(scale * value, digits));
    if (finer[0] !== finer[1]) return `${finer[0]} → ${finer[1]}${unit}`;
  }
  return `${from} → ${to}`;
}

/**
 * A value of an indicator, as people say it.
 * @param {string} indicator
 * @param {number} value
 * @param {import('../words.js').Words} words
 */
export function shown(indicator, value, words) {
  const shares = ['team', 'facilitators', 'awake', 'isolated', 'continuity', 'need', 'fallen', 'complementarity', 'subsidiarity', 'fatigue'];
  if (shares.includes(indicator)) return words.percent(value);
  if (indicator === 'hours') return `${words.number(value / 1000, 1)}\u202fk`;
  return words.number(value, value >= 20 ? 0 : value >= 5 ? 1 : 2);
}
