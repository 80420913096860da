// @ts-check
/** One slider: its scent behind the track, a native range, the same value as a number field. */
import { h, px, put, s } from './dom.js';
import { hue, look } from './looks.js';
import { line, linear } from './charts/scale.js';

/**
 * @typedef {{key: string, unit: string, low: number, high: number, step: number, start: number, digits: number, why_not: string, month: number | null}} Setting
 * @typedef {{root: HTMLElement, show: (value: number) => void, scent: (answer: any, pair: string[], reach: [number, number]) => void}} Slider
 */

/**
 * A value of a slider in words, with its unit.
 * @param {Setting} setting
 * @param {number} value
 * @param {import('./words.js').Words} words
 */
export function valueOf(setting, value, words) {
  return words.number(value, Math.min(setting.digits, 2)).replace(/([.,]\d*?)0+$/, '$1').replace(/[.,]$/, '');
}

/** @param {Setting} setting @param {import('./words.js').Words} words */
function unitOf(setting, words) {
  return setting.unit === 'none' ? '' : words.say(`unit.${setting.unit}`);
}

/**
 * @param {Setting} setting
 * @param {import('./words.js').Words} words
 * @param {{move: (value: number) => void, rest: (value: number) => void}} hand
 * @param {boolean} [assumed] whether it moves an assumption of the model
 * @returns {Slider}
 */
export function slider(setting, words, hand, assumed = false) {
  const id = `set-${setting.key}`;
  const off = setting.why_not !== '';
  const name = words.say(`slider.${setting.key}`, { month: setting.month ?? '' });
  const range = h('input', { type: 'range', id, min: setting.low, max: setting.high, step: 'any', value: setting.start, disabled: off, 'aria-describedby': off ? `${id}-why` : undefined });
  const field = h('input', { type: 'text', inputmode: 'decimal', id: `${id}-n`, class: 'value', autocomplete: 'off', disabled: off, 'aria-label': `${name} ${unitOf(setting, words)}` });
  const refused = h('p', { class: 'refused', role: 'alert', id: `${id}-refused` });
  const scent = h('div', { class: 'scent', 'aria-hidden': 'true' });
  const root = h(
    'div',
    { class: `setting${off ? ' off' : ''}`, 'data-key': setting.key },
    h('label', { for: id }, h('span', {}, name, assumed ? [' ', h('small', { text: words.say('assumption') })] : null)),
    scent,
    range,
    h('div', { class: 'under' }, h('span', { class: 'bound', text: valueOf(setting, setting.low, words) }), h('span', { class: 'box' }, field, h('span', { class: 'unit', text: unitOf(setting, words) })), h('span', { class: 'bound', text: valueOf(setting, setting.high, words) })),
    refused,
    off ? h('p', { class: 'why', id: `${id}-why`, text: words.say(`why_not.${setting.why_not}`) }) : null,
  );
  let value = setting.start;
  /** @param {number} raw */
  const snapped = (raw) => {
    if (Math.abs(raw - setting.start) < setting.step / 2) return setting.start;
    return Math.min(setting.high, Math.max(setting.low, Number((Math.round(raw / setting.step) * setting.step).toFixed(6))));
  };
  const show = (/** @type {number} */ next) => {
    value = next;
    range.value = String(next);
    field.value = valueOf(setting, next, words);
    range.setAttribute('aria-valuetext', `${valueOf(setting, next, words)} ${unitOf(setting, words)}`);
    field.removeAttribute('aria-invalid');
    refused.textContent = '';
    root.classList.toggle('changed', next !== setting.start);
    placeNow(scent, setting, next);
  };
  range.addEventListener('input', () => {
    show(snapped(Number(range.value)));
    root.classList.add('held');
    hand.move(value);
  });
  range.addEventListener('change', () => {
    root.classList.remove('held');
    hand.rest(value);
  });
  range.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const steps = /** @type {{[key: string]: number}} */ ({ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 })[event.key];
    const edge = event.key === 'Home' ? setting.low : event.key === 'End' ? setting.high : null;
    if (steps === undefined && edge === null) return;
    event.preventDefault();
    event.stopPropagation();
    show(edge ?? snapped(value + (steps ?? 0) * setting.step));
    hand.move(value);
    hand.rest(value);
  });
  const take = () => {
    const number = Number(field.value.trim().replace(',', '.').replace('−', '-'));
    if (field.value.trim() === '' || !Number.isFinite(number) || number < setting.low - 1e-9 || number > setting.high + 1e-9) {
      field.setAttribute('aria-invalid', 'true');
      refused.textContent = words.say('outside', { low: valueOf(setting, setting.low, words), high: valueOf(setting, setting.high, words) });
      return;
    }
    if (valueOf(setting, value, words) === field.value) return;
    show(setting.unit === 'months' ? Math.round(number) : number);
    hand.move(value);
    hand.rest(value);
  };
  field.addEventListener('change', take);
  show(setting.start);
  return { root, show, scent: (answer, pair, reach) => drawScent(scent, setting, answer, pair, reach, value) };
}

/** @param {HTMLElement} host @param {Setting} setting @param {any} answer @param {string[]} pair @param {[number, number]} reach @param {number} value */
function drawScent(host, setting, answer, pair, reach, value) {
  const [width, height] = [200, 34];
  const x = linear(setting.low, setting.high, 10, width - 10);
  const y = linear(reach[0], reach[1], height - 4, 4);
  const { values, ends } = answer.head;
  const paths = pair
    .filter((arm) => ends[arm])
    .map((arm) => {
      const d = line(ends[arm], (i) => x(values[i]), y);
      return s('path', { d, class: `scentline ${hue(arm)}`, 'stroke-dasharray': look(arm).dash.split(' ').filter(Boolean).map((/** @type {string} */ part) => px(Number(part) / 2.4)).join(' ') || undefined });
    });
  const start = px(x(setting.start));
  put(
    host,
    s('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none' }, s('line', { x1: 0, x2: width, y1: height - 1, y2: height - 1, class: 'grid' }), paths, s('line', { x1: start, x2: start, y1: 2, y2: height, class: 'start' }), s('line', { class: 'now', y1: 0, y2: height })),
  );
  placeNow(host, setting, value);
}

/** @param {HTMLElement} host @param {Setting} setting @param {number} value */
function placeNow(host, setting, value) {
  const now = host.querySelector('.now');
  if (!now) return;
  const at = px(linear(setting.low, setting.high, 10, 190)(value));
  now.setAttribute('x1', String(at));
  now.setAttribute('x2', String(at));
  now.classList.toggle('hidden', value === setting.start);
}
