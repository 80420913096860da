// @ts-check
/**
 * The calendars of engineering that stances set, hours by month and instrument. Mirrors stances/ and simulation/calendars.py,
 * number by number.
 *
 * @typedef {import('./ground.js').Ground} Ground
 * @typedef {import('./ground.js').Path} Path
 * @typedef {{kind: string, own: {[instrument: string]: number}, follows_path: boolean, announces: boolean, order?: {[instrument: string]: number}[],
 *   recipe?: {number: number, shares: number[][]}, four?: Stance[], phases?: number[][], burst?: {[instrument: string]: number}, burst_months?: number, burst_share?: number}} Stance
 * @typedef {{instruments: string[], base: {[step: string]: {[instrument: string]: number}}, stances: {[name: string]: Stance}}} Policies
 */

const STEPS = ['diagnosis', 'choice', 'training', 'scheme'];
const COST = 1e-6; // relative, by which hours in all may differ and be the same

/** Shares by instrument as a row. @param {{[instrument: string]: number}} shares @param {Policies} policies */
function row(shares, policies) {
  const found = new Float64Array(policies.instruments.length);
  for (const [name, share] of Object.entries(shares)) found[policies.instruments.indexOf(name)] = share;
  return found;
}

/** Which of the four steps is under way in a month, counted from 0. @param {Path} path @param {number} month */
function underWay(path, month) {
  const shifts = path.revisit === null ? [0] : [0, path.revisit];
  return STEPS.map((step) => {
    const [start, months] = /** @type {any} */ (path)[step];
    return shifts.some((shift) => start + shift <= month && month < start + shift + months);
  });
}

/** How the common base divides its effort in each month; rows sum to 1. @param {Path} path @param {number} months @param {Policies} policies */
function base(path, months, policies) {
  const rows = STEPS.map((step) => row(policies.base[step], policies));
  const after = row(policies.base.afterwards, policies);
  const width = after.length;
  const found = new Float64Array(months * width);
  for (let month = 0; month < months; month++) {
    const steps = underWay(path, month);
    const busy = steps.filter(Boolean).length;
    for (let i = 0; i < width; i++) {
      let sum = 0;
      for (let step = 0; step < 4; step++) if (steps[step]) sum += rows[step][i];
      found[month * width + i] = busy > 0 ? sum / busy : after[i];
    }
  }
  return found;
}

/** First month after the choice of a stance. @param {Path} path */
function chosenFrom(path) {
  return path.choice[1] ? path.choice[0] + path.choice[1] : 0;
}

/**
 * What a stance is told: hours a month, its own share, the path.
 * @typedef {{months: number, hours: number, ownShare: number, path: Path}} Briefing
 * @param {Briefing} told @param {{[instrument: string]: number}} own @param {Policies} policies
 */
function alongPath(told, own, policies) {
  const common = base(told.path, told.months, policies);
  const shares = Object.values(own);
  const total = Math.max(1e-300, shares.reduce((sum, each) => sum + each, 0));
  const mine = row(own, policies).map((each) => each / total);
  const from = shares.length ? chosenFrom(told.path) : told.months;
  return common.map((each, place) => {
    const share = Math.floor(place / mine.length) >= from ? told.ownShare : 0;
    return told.hours * ((1 - share) * each + share * mine[place % mine.length]);
  });
}

/** Bounds of equal parts of so many months, as NumPy's array_split cuts. @param {number} from @param {number} until @param {number} parts */
function cut(from, until, parts) {
  const [each, more] = [Math.floor((until - from) / parts), (until - from) % parts];
  const bounds = [from];
  for (let part = 0; part < parts; part++) bounds.push(bounds[part] + each + (part < more ? 1 : 0));
  return bounds;
}

/** @type {{[kind: string]: (told: Briefing, stance: Stance, policies: Policies) => Float64Array}} */
const KINDS = {
  none: (told, _, policies) => new Float64Array(told.months * policies.instruments.length),
  path: (told, stance, policies) => alongPath(told, stance.own, policies),
  sequenced: (told, stance, policies) => {
    const width = policies.instruments.length;
    const calendars = (stance.order ?? []).map((own) => alongPath(told, own, policies));
    const bounds = cut(Math.min(chosenFrom(told.path), told.months), told.months, calendars.length);
    const found = calendars[0].slice();
    calendars.forEach((each, turn) => found.set(each.subarray(bounds[turn] * width, bounds[turn + 1] * width), bounds[turn] * width));
    return found;
  },
  decree: (told, stance, policies) => {
    const width = policies.instruments.length;
    const total = told.hours * told.months;
    const months = Math.min(stance.burst_months ?? 12, told.months);
    const later = told.months - months;
    const share = later ? (stance.burst_share ?? 0.9) : 1;
    const burst = row(stance.burst ?? {}, policies).map((each) => (each * total * share) / months);
    const rest = row({ regulate: 1 }, policies).map((each) => (later ? (each * total * (1 - share)) / later : 0));
    const found = new Float64Array(told.months * width);
    for (let month = 0; month < told.months; month++) found.set(month < months ? burst : rest, month * width);
    return found;
  },
  money: (told, _, policies) => everyMonth(told, { grant: told.hours }, policies),
  sham: (told, _, policies) => everyMonth(told, { burn: told.hours }, policies),
  phased: (told, stance, policies) => {
    const phases = stance.phases ?? [];
    const width = policies.instruments.length;
    const found = new Float64Array(told.months * width);
    const bounds = cut(0, told.months, phases.length);
    phases.forEach((doses, part) => {
      for (let month = bounds[part]; month < bounds[part + 1]; month++) found.set(doses.map((each) => each / (bounds[part + 1] - bounds[part])), month * width);
    });
    const scale = (told.hours * told.months) / sum(found);
    return found.map((each) => each * scale);
  },
};

/** @param {Briefing} told @param {{[instrument: string]: number}} doses @param {Policies} policies */
function everyMonth(told, doses, policies) {
  const one = row(doses, policies);
  const found = new Float64Array(told.months * one.length);
  for (let month = 0; month < told.months; month++) found.set(one, month * one.length);
  return found;
}

/**
 * A sum in the order in which NumPy adds contiguous numbers: by halves, eight sums side by side.
 * @param {Float64Array} values @returns {number}
 */
export function sum(values) {
  const count = values.length;
  if (count < 8) {
    let found = 0;
    for (const each of values) found += each;
    return found;
  }
  if (count <= 128) {
    const side = values.slice(0, 8);
    let place = 8;
    for (; place < count - (count % 8); place += 8) for (let i = 0; i < 8; i++) side[i] += values[place + i];
    let found = side[0] + side[1] + (side[2] + side[3]) + (side[4] + side[5] + (side[6] + side[7]));
    for (; place < count; place++) found += values[place];
    return found;
  }
  const half = Math.floor(count / 2) - (Math.floor(count / 2) % 8);
  return sum(values.subarray(0, half)) + sum(values.subarray(half));
}

/** Whether hours in all are what they must be. @param {number} found @param {number} due */
function amountsTo(found, due) {
  return Math.abs(found - due) <= COST * Math.max(1, due);
}

/** Hours of engineering a month. @param {Ground} ground @param {number} fteHours */
export function hoursOf(ground, fteHours) {
  return ground.effort * fteHours;
}

/**
 * The calendar of a stance from `month` on, (months x instruments), the months before it as they were simulated (`past`).
 * `due`: hours in all, where the effort was not the same in every month.
 * @param {string | Stance} name @param {Ground} ground @param {{fteHours: number, ownShare: number}} told @param {Policies} policies
 * @param {number} [month] @param {Float64Array | null} [past] @param {number | null} [due]
 */
export function calendarOf(name, ground, told, policies, month = 0, past = null, due = null) {
  const stance = typeof name === 'string' ? policies.stances[name] : name;
  const briefing = { months: ground.months, hours: hoursOf(ground, told.fteHours), ownShare: told.ownShare, path: ground.path };
  const calendar = KINDS[stance.kind](briefing, stance, policies);
  if (!month || !past) return calendar;
  const width = policies.instruments.length;
  const own = briefing.hours * briefing.months;
  const before = past.subarray(0, month * width);
  const spent = sum(before);
  const owed = Math.max(due ?? own, spent);
  const whole = calendar.slice();
  whole.set(before);
  const rest = sum(calendar.subarray(month * width));
  if (amountsTo(sum(calendar), own) && !amountsTo(sum(whole), owed) && rest > 0) {
    const scale = Math.max(0, owed - spent) / rest;
    for (let place = month * width; place < whole.length; place++) whole[place] *= scale;
  }
  return whole;
}

/**
 * What is decided at the end of which months, in this order: a diagnosis closed, a scheme announced.
 * @param {Ground} ground @param {Stance} stance @returns {{[month: number]: string[]}}
 */
export function decisionsOf(ground, stance) {
  const { path } = ground;
  const shifts = path.revisit === null ? [0] : [0, path.revisit];
  const walks = stance.follows_path && ground.effort > 0;
  const decrees = stance.announces && ground.effort > 0;
  /** @type {{[month: number]: string[]}} */
  const found = {};
  /** @param {number} month @param {string} what */
  const add = (month, what) => {
    if (month < ground.months && !(found[month] ??= []).includes(what)) found[month].push(what);
  };
  if (walks) for (const shift of shifts) add(path.diagnosis[0] + path.diagnosis[1] + shift, 'close');
  if (walks && path.scheme[1]) for (const shift of shifts) add(path.scheme[0] + path.scheme[1] + shift, 'announce');
  if (decrees) add(0, 'announce');
  for (const what of Object.values(found)) what.sort((a, b) => ['close', 'announce'].indexOf(a) - ['close', 'announce'].indexOf(b));
  return found;
}

/**
 * What a stance that begins at the end of `month` decides at once: whatever its path would have decided by now.
 * @param {Ground} ground @param {Stance} stance @param {number} month @returns {string[]}
 */
export function caughtUp(ground, stance, month) {
  if (month >= ground.months) return [];
  const { path } = ground;
  const walks = stance.follows_path && ground.effort > 0;
  const found = [];
  if (walks && path.diagnosis[0] + path.diagnosis[1] <= month) found.push('close');
  if (walks && path.scheme[1] && path.scheme[0] + path.scheme[1] <= month) found.push('announce');
  if (stance.announces && ground.effort > 0) found.push('announce');
  return found;
}
