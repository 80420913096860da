// @ts-check
/**
 * A scenario as the rules need it, and the scenario once its sliders or an arm have changed it. Mirrors study/exploring/settings.py
 * and scenario/changes.py, number by number.
 *
 * @typedef {[number, number]} Step first month and length
 * @typedef {{diagnosis: Step, choice: Step, training: Step, scheme: Step, revisit: number | null}} Path
 * @typedef {{month: number, size: number, domains: string[], hardship: number, closed: boolean}} Shock
 * @typedef {{effort: number, budget: number, months: number, warm_up: number, domains: string[], shocks: Shock[], path: Path, excluded: string[],
 *   parameters: {[name: string]: number}, mechanisms: {[name: string]: boolean}}} Ground
 * @typedef {{position: number, default: number, low: number, high: number}} Parameter
 * @typedef {{parameters: {[name: string]: Parameter}, switches: {[name: string]: Parameter}, count: number}} Numbers
 * @typedef {{key: string, low: number, high: number, step: number, start: number, why_not: string, unit: string}} Slider
 */

/** A request that cannot be met: a key of the words, and what fills its blanks. */
export class Refused extends Error {
  /** @param {string} key @param {{[name: string]: any}} [fields] */
  constructor(key, fields = {}) {
    super(key);
    this.key = key;
    this.fields = fields;
  }
}

const NEAR = 1e-9;
const STEPS = ['diagnosis', 'choice', 'training', 'scheme'];

/** The month in which the crisis of the slider strikes. @param {Ground} ground */
export function strikeMonth(ground) {
  return Math.max(1, Math.floor(ground.months / 2));
}

/**
 * The scenario with these sliders elsewhere. Throws Refused for a slider or a value that there is not.
 * @param {Ground} ground @param {Slider[]} sliders @param {{[key: string]: number}} values @returns {Ground}
 */
export function moved(ground, sliders, values) {
  const known = new Map(sliders.map((each) => [each.key, each]));
  let found = ground;
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    const slider = known.get(key);
    if (!slider) throw new Refused('no_slider', { found: key.slice(0, 40) });
    if (slider.why_not && value !== slider.start) throw new Refused('not_here', { slider: key });
    if (!(Number.isFinite(value) && slider.low - NEAR <= value && value <= slider.high + NEAR)) throw new Refused('outside', { slider: key, low: slider.low, high: slider.high });
    if (value !== slider.start) found = MOVES[key] ? MOVES[key](found, value) : assumed(found, key, value);
  }
  return found;
}

/** @param {Ground} ground @param {string} name @param {number} value */
function assumed(ground, name, value) {
  return { ...ground, parameters: { ...ground.parameters, [name]: value } };
}

/** @type {{[key: string]: (ground: Ground, value: number) => Ground}} */
const MOVES = {
  effort: (ground, value) => ({ ...ground, effort: value }),
  turnover: (ground, value) => assumed(ground, 'turnover_scale', value),
  money: (ground, value) => ({ ...ground, budget: ground.budget * value }),
  crisis: (ground, value) => ({ ...ground, shocks: [...ground.shocks, { month: strikeMonth(ground), size: value / 100, domains: [], hardship: value / 100, closed: false }] }),
  diagnosis: longerDiagnosis,
};

/** A longer or shorter diagnosis; the later steps begin as much later or earlier. @param {Ground} ground @param {number} value @returns {Ground} */
function longerDiagnosis(ground, value) {
  const { path } = ground;
  const months = halfToEven(value);
  const shift = months - path.diagnosis[1];
  /** @param {Step} step @returns {Step} */
  const later = (step) => {
    if (step[0] + shift < 0) throw new Refused('not_here', { slider: 'diagnosis' }); // a step may not begin before the contract
    return [step[0] + shift, step[1]];
  };
  return { ...ground, path: { ...path, diagnosis: [path.diagnosis[0], months], choice: later(path.choice), training: later(path.training), scheme: later(path.scheme) } };
}

/** The nearest whole number, of two the even one, as Python rounds. @param {number} value */
export function halfToEven(value) {
  const below = Math.floor(value);
  const part = value - below;
  if (part !== 0.5) return part < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

const FACTOR = /^[x×]\s*(\d{1,9}(?:[.,]\d{1,9})?)$/;

/** The factor that a text such as "x2" names, null for anything else. @param {any} value */
function factorOf(value) {
  const found = typeof value === 'string' ? FACTOR.exec(value.trim()) : null;
  return found ? Number(found[1].replace(',', '.')) : null;
}

/**
 * The scenario with the changes of an arm or a switch, by keys with dots. Changes that Python has checked.
 * @param {Ground} ground @param {{[key: string]: any}} changes @param {Numbers} numbers @returns {Ground}
 */
export function changed(ground, changes, numbers) {
  let found = ground;
  for (const [key, said] of Object.entries(changes)) {
    const factor = factorOf(said);
    const value = factor === null ? said : scaled(ground, key, factor, numbers);
    found = CHANGES[key.split('.')[0]](found, key.slice(key.indexOf('.') + 1), value);
  }
  return found;
}

/** @param {Ground} ground @param {string} key @param {number} factor @param {Numbers} numbers */
function scaled(ground, key, factor, numbers) {
  const [head, name, part] = key.split('.');
  if (head === 'parameters') return factor * (ground.parameters[name] ?? numbers.parameters[name].default);
  if (head === 'path') return halfToEven(factor * (part ? /** @type {any} */ (ground.path)[name][part === 'start' ? 0 : 1] : ground.path.revisit ?? 0));
  return factor * /** @type {any} */ (ground)[head];
}

/** @type {{[head: string]: (ground: Ground, name: string, value: any) => Ground}} */
const CHANGES = {
  effort: (ground, _, value) => ({ ...ground, effort: Number(value) }),
  budget: (ground, _, value) => ({ ...ground, budget: Number(value) }),
  shocks: (ground, _, value) => ({ ...ground, shocks: value.map((/** @type {any} */ each) => ({ month: each.month, size: each.size, domains: each.domains ?? [], hardship: each.hardship ?? 0, closed: false })) }),
  parameters: assumed,
  mechanisms: (ground, name, value) => ({ ...ground, mechanisms: { ...ground.mechanisms, [name]: value } }),
  vision: (ground, name, value) => (name === 'excluded' ? { ...ground, excluded: value } : ground),
  path: (ground, name, value) => {
    const [step, part] = name.split('.');
    if (!STEPS.includes(step)) return { ...ground, path: { ...ground.path, revisit: value } };
    const before = /** @type {any} */ (ground.path)[step];
    return { ...ground, path: { ...ground.path, [step]: part === 'start' ? [value, before[1]] : [before[0], value] } };
  },
};

/** All parameters and switches of a scenario, in their positions. @param {Ground} ground @param {Numbers} numbers */
export function vectorOf(ground, numbers) {
  const found = new Float64Array(numbers.count);
  for (const each of [...Object.values(numbers.parameters), ...Object.values(numbers.switches)]) found[each.position] = each.default;
  for (const [name, value] of Object.entries(ground.parameters)) found[numbers.parameters[name].position] = value;
  for (const [name, on] of Object.entries(ground.mechanisms)) found[numbers.switches[name].position] = on ? 1 : 0;
  return found;
}

/**
 * The points of the mixture, one after the other: each accepted set in place of the defaults; what the scenario says itself stays.
 * @param {Ground} ground @param {{[name: string]: number}[]} sets @param {Numbers} numbers
 */
export function mixtureOf(ground, sets, numbers) {
  const found = new Float64Array(sets.length * numbers.count);
  sets.forEach((set, place) => {
    const row = vectorOf(ground, numbers);
    for (const [name, value] of Object.entries(set)) if (!(name in ground.parameters)) row[numbers.parameters[name].position] = value;
    found.set(row, place * numbers.count);
  });
  return found;
}

/**
 * The calendar of shocks, (warm-up + months) rows: shares by need, hardship, 1 where nobody may meet.
 * @param {Ground} ground
 */
export function shockRows(ground) {
  const width = ground.domains.length + 2;
  const rows = new Float64Array((ground.warm_up + ground.months) * width);
  for (const shock of ground.shocks) {
    const start = (ground.warm_up + Math.max(1, shock.month) - 1) * width;
    ground.domains.forEach((domain, k) => {
      if (!shock.domains.length || shock.domains.includes(domain)) rows[start + k] += shock.size;
    });
    rows[start + width - 2] += shock.hardship;
    rows[start + width - 1] += shock.closed ? 1 : 0;
  }
  return rows.map((each) => Math.min(each, 1));
}
