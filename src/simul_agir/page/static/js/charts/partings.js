// @ts-check
/** Differences between two futures, on the months of the chart above, in the order in which they begin. */
import { h, put, px, s } from '../dom.js';
import { hue } from '../looks.js';

const MOST_DIGITS = 5;

/**
 * @param {HTMLElement} host
 * @param {{answer: import('../engine/interface.js').Answer, months: number, words: import('../words.js').Words, x: (month: number) => number,
 *   letter: number, most: number}} picture `x`: where months lie in the chart above; `letter`: width of a letter, in pixels; `most`: rows in all
 */
export function drawPartings(host, picture) {
  const { answer, words } = picture;
  const { head } = answer;
  const told = head.partings.map((/** @type {any} */ each, /** @type {number} */ i) => ({ ...each, gaps: answer.blocks[`gaps${i}`] }));
  const [ups, downs] = [true, false].map((up) => told.filter((/** @type {any} */ each) => each.gained === up));
  const half = Math.floor(picture.most / 2);
  const gained = ups.slice(0, Math.max(half, picture.most - downs.length));
  const ceded = downs.slice(0, Math.max(half, picture.most - ups.length));
  host.style.setProperty('--chart', `${px(picture.x(picture.months) + 2)}px`);
  put(
    host,
    gained.length ? [h('h3', { text: words.say('gained') }), gained.map((/** @type {any} */ each) => row(each, head.turn === head.stay ? 'turned' : head.turn, picture))] : null,
    ceded.length ? [h('h3', { text: words.say('ceded') }), ceded.map((/** @type {any} */ each) => row(each, head.stay, picture))] : null,
    told.length ? null : h('p', { class: 'quiet', text: words.say('nothing_parts') }),
  );
}

/** @param {any} each @param {string} stance @param {any} picture */
function row(each, stance, picture) {
  const { words, months, x } = picture;
  const width = px(x(months) + 2);
  const most = Math.max(...Array.from(each.gaps, (/** @type {number} */ gap) => Math.abs(gap))) || 1;
  const { month: split } = picture.answer.head;
  let path = `M${px(x(split))} 16`;
  for (let month = split; month <= months; month++) path += `L${px(x(month))} ${px(16 - (14 * Math.abs(each.gaps[month])) / most)}`;
  const svg = s(
    'svg',
    { viewBox: `0 0 ${width} 18`, preserveAspectRatio: 'none', class: `parting ${hue(stance)}`, 'aria-hidden': 'true' },
    s('line', { x1: px(x(split)), x2: px(x(split)), y1: 0, y2: 18, class: 'split' }),
    s('path', { d: `${path}L${px(x(months))} 16Z`, class: 'gap' }),
    s('rect', { x: px(x(each.month) - 1), y: 0, width: 3, height: 17, class: 'since' }),
  );
  const text = `${words.say('month')} ${each.month}`;
  const left = x(split) - 8 - text.length * picture.letter;
  const since = h('span', { class: 'since-text', text });
  since.style.left = `${px(left)}px`;
  const what = words.say(`indicator.${each.indicator}`);
  return h(
    'div',
    { class: 'partingrow' },
    h('div', { class: 'chartcell' }, svg, left < 0 ? null : since),
    h('span', { class: 'what', text: left < 0 ? `${what}, ${text}` : what }),
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
