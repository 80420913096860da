// @ts-check
/** Fans: a median and one band for two arms, thin medians for the others, named at their ends. */
import { h, put, px, s } from '../dom.js';
import { hue, look, mark } from '../looks.js';
import { apart, band, line, linear } from './scale.js';

/**
 * @typedef {{stance: string, low: ArrayLike<number>, mid: ArrayLike<number>, high: ArrayLike<number>, name?: string}} Fan
 * @typedef {{fans: Fan[], pair: string[], months: number, words: import('../words.js').Words, stages: string[], size?: string,
 *   before?: Fan[], beforeText?: string, month?: number, rough?: boolean, split?: number, title: string, drawn?: number[][],
 *   life?: ArrayLike<number>, turns?: {month: number, until: number}[], after?: number, top?: number,
 *   onDraw?: (month: number, level: number) => void}} Picture `after`: months without support that follow `months`
 */

/** @type {{[size: string]: {text: number, label: number, right: number, thick: number, thin: number, mark: number}}} */
const SIZES = {
  desk: { text: 13, label: 14, right: 212, thick: 3.5, thin: 1.5, mark: 6 },
  small: { text: 13, label: 13, right: 150, thick: 3, thin: 1.5, mark: 5 },
  wall: { text: 24, label: 26, right: 348, thick: 6, thin: 2.6, mark: 11 },
};

const LETTER = 0.575; // width of a letter, in heights of the text

/**
 * The fans of an answer.
 * @param {import('../engine/interface.js').Answer} answer
 * @param {string[]} [arms]
 * @returns {Fan[]}
 */
export function fansIn(answer, arms = answer.head.arms) {
  const [, levels, months] = answer.shapes.quantiles;
  const all = answer.blocks.quantiles;
  return arms.map((stance, arm) => {
    /** @param {number} level */
    const part = (level) => all.subarray((arm * levels + level) * months, (arm * levels + level + 1) * months);
    return { stance, low: part(0), mid: part(1), high: part(2) };
  });
}

/**
 * Draws the chart into an element, as large as it is; gives where months lie in it, or null where there is no room.
 * @param {HTMLElement} host
 * @param {Picture} picture
 * @returns {Scale | null}
 */
export function drawFans(host, picture) {
  picture = within(picture);
  const width = host.clientWidth;
  const height = host.clientHeight;
  if (width < 120 || height < 80) return null;
  const size = SIZES[picture.size ?? (width < 560 ? 'small' : 'desk')];
  const longest = Math.max(0, ...picture.fans.map((fan) => (fan.name ?? picture.words.stance(fan.stance)).length + 5));
  const right = picture.fans.length ? Math.min(Math.max(size.right, longest * size.label * LETTER + size.label * 2.2), width * (width < 480 ? 0.56 : 0.46)) : picture.drawn ? 130 : 20;
  const frame = { left: 4, right: width - right, top: size.text * 1.2, bottom: height - size.text * 2.2 };
  const x = linear(0, lastOf(picture), frame.left, frame.right);
  const y = linear(0, picture.top ?? topOf(picture), frame.bottom, frame.top);
  const svg = s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', class: picture.rough ? 'fan rough' : 'fan' });
  svg.append(s('title', { text: picture.title }));
  svg.append(...ground(picture, x, y, frame, size));
  for (const fan of picture.fans) if (picture.pair.includes(fan.stance)) svg.append(...bandOf(fan, picture, x, y));
  for (const fan of picture.before ?? []) svg.append(ghost(fan, x, y, picture.pair.includes(fan.stance)));
  for (const fan of order(picture)) svg.append(...median(fan, picture, x, y, size));
  svg.append(...stageNames(picture, y, frame, size), ...ends(picture, x, y, { ...frame, width }, size), ...extras(picture, x, y, frame, size));
  put(host, svg);
  if (picture.onDraw) drawing(svg, picture, x, y);
  return x;
}

/** The last month on the axis. @param {Picture} picture */
function lastOf(picture) {
  return picture.months + (picture.after ?? 0);
}

/** The picture without the months that its axis does not have. @param {Picture} picture @returns {Picture} */
function within(picture) {
  const count = lastOf(picture) + 1;
  /** @param {ArrayLike<number>} line */
  const cut = (line) => (line.length > count ? Array.prototype.slice.call(line, 0, count) : line);
  /** @param {Fan} fan */
  const short = (fan) => ({ ...fan, low: cut(fan.low), mid: cut(fan.mid), high: cut(fan.high) });
  return { ...picture, fans: picture.fans.map(short), before: picture.before?.map(short) };
}

/** @param {Picture} picture */
function topOf(picture) {
  let top = 0.5;
  for (const fan of picture.fans) {
    const line = picture.pair.includes(fan.stance) ? fan.high : fan.mid;
    for (let i = 0; i < line.length; i++) top = Math.max(top, line[i]);
  }
  for (const fan of picture.before ?? []) for (let i = 0; i < fan.mid.length; i++) top = Math.max(top, fan.mid[i]);
  for (let i = 0; picture.life && i < picture.life.length; i++) top = Math.max(top, picture.life[i]);
  for (const [, level] of picture.drawn ?? []) top = Math.max(top, level);
  return Math.min(4, top * 1.04);
}

/** Thin lines first, the two in front last. @param {Picture} picture */
function order(picture) {
  return [...picture.fans].sort((a, b) => Number(picture.pair.includes(a.stance)) - Number(picture.pair.includes(b.stance)));
}

/** @typedef {{left: number, right: number, top: number, bottom: number}} Frame */
/** @typedef {(value: number) => number} Scale */

/**
 * @param {Picture} picture @param {Scale} x @param {Scale} y @param {Frame} frame @param {typeof SIZES.desk} size
 */
function ground(picture, x, y, frame, size) {
  const parts = [];
  for (let stage = 1; stage < picture.stages.length && y(stage) >= frame.top - size.text; stage++) parts.push(s('line', { x1: frame.left, x2: frame.right, y1: px(y(stage)), y2: px(y(stage)), class: 'grid' }));
  parts.push(s('line', { x1: frame.left, x2: frame.right, y1: frame.bottom, y2: frame.bottom, class: 'base' }));
  const last = lastOf(picture);
  const wide = last > 36 ? 12 : last > 14 ? 6 : 3;
  let step = wide;
  while (x(step) - x(0) < size.text * 4.6 && step < last) step += wide;
  for (let month = 0; month <= last; month += step) {
    const at = px(x(month));
    parts.push(s('line', { x1: at, x2: at, y1: frame.bottom, y2: frame.bottom + 5, class: 'base' }));
    const text = month === 0 ? `${picture.words.say('month')} 0` : String(month);
    parts.push(s('text', { x: at, y: frame.bottom + size.text * 1.6, class: 'axis', 'font-size': size.text, 'text-anchor': month ? 'middle' : 'start', text }));
  }
  for (const turn of picture.turns ?? []) parts.unshift(s('rect', { x: px(x(turn.month)), y: frame.top, width: px(Math.max(6, x(turn.until) - x(turn.month))), height: frame.bottom - frame.top, class: 'span' }));
  if (picture.after) parts.unshift(...afterSupport(picture, x, frame, size));
  return parts;
}

/** The stages' names, over the lines that begin there. @param {Picture} picture @param {Scale} y @param {Frame} frame @param {typeof SIZES.desk} size */
function stageNames(picture, y, frame, size) {
  const shown = picture.stages.map((name, stage) => ({ name, stage, at: y(stage) })).filter(({ at }) => at >= frame.top - size.text);
  return shown.map(({ name, stage, at }) => s('text', { x: frame.left, y: px(at < size.text * 1.4 ? at + size.text * 1.05 : at - size.text * 0.45), class: 'axis', 'font-size': size.text, text: `${stage} ${name}` }));
}

/** Months after support has stopped. @param {Picture} picture @param {Scale} x @param {Frame} frame @param {typeof SIZES.desk} size */
function afterSupport(picture, x, frame, size) {
  const at = px(x(picture.months));
  const room = frame.right - at;
  const text = picture.words.say('support_ends');
  const inside = text.length * size.text * LETTER < room;
  return [
    s('rect', { x: at, y: frame.top, width: px(room), height: frame.bottom - frame.top, class: 'after' }),
    s('line', { x1: at, x2: at, y1: frame.top, y2: frame.bottom, class: 'support' }),
    s('text', { x: px(at + (inside ? 6 : -6)), y: px(frame.bottom - size.text * (inside ? 0.5 : 1.9)), 'text-anchor': inside ? 'start' : 'end', class: 'axis', 'font-size': size.text, text }),
  ];
}

/** The band of a fan, paler once support has ended. @param {Fan} fan @param {Picture} picture @param {Scale} x @param {Scale} y */
function bandOf(fan, picture, x, y) {
  const until = picture.after ? picture.months : fan.low.length;
  const edges = line(fan.low, x, y) + line(fan.high, x, y);
  const parts = [s('path', { d: band(fan.low, fan.high, x, y, 0, until), class: `band ${hue(fan.stance)}` }), s('path', { d: edges, class: `bandedge ${hue(fan.stance)}` })];
  if (fan.low.length > until + 1) parts.push(s('path', { d: band(fan.low, fan.high, x, y, until), class: `band later ${hue(fan.stance)}` }));
  return parts;
}

/** @param {Fan} fan @param {Scale} x @param {Scale} y @param {boolean} front */
function ghost(fan, x, y, front) {
  return front ? s('path', { d: line(fan.mid, x, y), class: `ghost ${hue(fan.stance)}` }) : s('g');
}

/** @param {Fan} fan @param {Picture} picture @param {Scale} x @param {Scale} y @param {typeof SIZES.desk} size */
function median(fan, picture, x, y, size) {
  const front = picture.pair.includes(fan.stance);
  const scale = front ? size.thick / 3.5 : size.thin / 3.5;
  if (picture.life) return [s('path', { d: line(fan.mid, x, y), class: 'middleline' })];
  const dash = look(fan.stance).dash
    .split(' ')
    .filter(Boolean)
    .map((part) => px(Number(part) * Math.max(scale, 0.6)))
    .join(' ');
  const first = fan.stance === picture.pair[1] && picture.split ? picture.split : 0;
  const until = picture.after ? picture.months : fan.mid.length;
  const common = { 'stroke-dasharray': dash || undefined, 'data-stance': fan.stance };
  const parts = [s('path', { d: line(fan.mid, x, y, first, until), class: `line ${hue(fan.stance)}`, 'stroke-width': front ? size.thick : size.thin, ...common })];
  if (fan.mid.length > until + 1) parts.push(s('path', { d: line(fan.mid, x, y, until), class: `line later ${hue(fan.stance)}`, 'stroke-width': px((front ? size.thick : size.thin) * 0.55), ...common }));
  if (front && !picture.life) {
    for (let month = 12; month < Math.min(fan.mid.length - 1, until + 1); month += 12) {
      if (month >= first) parts.push(s('g', { class: hue(fan.stance) }, mark(fan.stance, x(month), y(fan.mid[month]), size.mark, 'on')));
    }
  }
  return parts;
}

/** @param {Picture} picture @param {Scale} x @param {Scale} y @param {Frame & {width: number}} frame @param {typeof SIZES.desk} size */
function ends(picture, x, y, frame, size) {
  const shown = Math.min(picture.month ?? picture.months, lastOf(picture));
  const room = frame.width - frame.right - size.label * 1.95;
  const labels = picture.fans.map((fan) => {
    const front = picture.pair.includes(fan.stance);
    const month = Math.min(shown, fan.mid.length - 1);
    const value = picture.words.number(fan.mid[month]);
    const rows = rowsOf(`${fan.name ?? picture.words.stance(fan.stance)} ${value}`, room / (size.label * LETTER));
    return { fan, front, value, rows, month, at: y(fan.mid[fan.mid.length - 1]), height: size.label * ((front ? 2.35 : 1.3) + 1.1 * (rows.length - 1)) };
  });
  const life = picture.life ? [{ at: y(picture.life[picture.life.length - 1]), height: size.label * 1.6 }] : [];
  const places = apart([...labels, ...life], picture.after ? size.label * 1.5 : 0, frame.bottom + size.label);
  const { words } = picture;
  const own = picture.life ? [lifeName(picture, frame.right + size.label * 1.95, places[labels.length] + size.label * 0.36, size)] : [];
  const head = picture.after && labels.length ? [s('text', { x: px(frame.right + size.label * 1.95), y: px(size.label), 'font-size': size.label - 1, class: 'axis', text: `${words.say('at_month')} ${labels[0].month}` })] : [];
  return labels.map(({ fan, front, value, rows, month, at }, i) => {
    const start = frame.right + size.label * 1.6;
    const more = size.label * 1.1 * (rows.length - 1);
    const top = (front ? places[i] - size.label * 0.45 : places[i]) - more / 2;
    const left = px(start + size.label * 0.35);
    const group = s('g', { class: `end ${hue(fan.stance)} ${front ? 'front' : 'thin'}`, 'data-stance': fan.stance });
    group.append(
      s('path', { d: `M${px(frame.right)} ${px(at)}L${px(start - size.label * 0.95)} ${px(top)}`, class: 'leader' }),
      mark(fan.stance, start - size.label * 0.35, top, size.mark * (front ? 0.95 : 0.75)),
      s(
        'text',
        { x: left, y: px(top + size.label * 0.36), 'font-size': size.label - (front ? 0 : 1), class: 'name' },
        rows.map((row, k) => s('tspan', { x: left, dy: k ? px(size.label * 1.1) : 0, text: k < rows.length - 1 ? `${row} ` : row.slice(0, -value.length) })),
        s('tspan', { class: 'value', text: value }),
      ),
    );
    if (front) {
      const low = words.number(fan.low[month]);
      const high = words.number(fan.high[month]);
      group.append(s('text', { x: left, y: px(top + more + size.label * 1.5), 'font-size': size.label - 2, class: 'range', text: words.say(size === SIZES.desk ? 'four_of_five' : 'range_short', { low, high }) }));
    }
    return group;
  }).concat(own, head);
}

/** The name of the one life, and where it stands in the month shown. @param {Picture} picture @param {number} x @param {number} y @param {typeof SIZES.desk} size */
function lifeName(picture, x, y, size) {
  const life = picture.life ?? [];
  const shown = life[Math.min(picture.month ?? picture.months, life.length - 1)];
  return s('text', { x: px(x), y: px(y), 'font-size': size.label, class: 'strong', text: `${picture.words.say('this_life')} ${picture.words.number(shown)}` });
}

/** A label in rows of at most so many letters, cut between words. @param {string} text @param {number} letters */
function rowsOf(text, letters) {
  /** @type {string[]} */
  const rows = [];
  for (const word of text.split(' ')) {
    const last = rows[rows.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

/** What stands on the lines: cross-hair, split, one life, turning points, a drawn curve. @param {Picture} picture @param {Scale} x @param {Scale} y @param {Frame} frame @param {typeof SIZES.desk} size */
function extras(picture, x, y, frame, size) {
  const parts = [];
  if (picture.beforeText && picture.before?.length) {
    const fan = picture.before.find((each) => each.stance === picture.pair[1]) ?? picture.before[0];
    const month = Math.round(picture.months * 0.84);
    parts.push(s('text', { x: px(x(month)), y: px(y(fan.mid[month]) + size.text * 1.9), 'text-anchor': 'middle', class: 'axis', 'font-size': size.text, text: picture.beforeText }));
  }
  if (picture.month !== undefined && picture.month < lastOf(picture) && !(picture.after && picture.month === picture.months)) {
    const at = px(x(picture.month));
    parts.push(s('line', { x1: at, x2: at, y1: frame.top, y2: frame.bottom, class: 'cross' }));
  }
  if (picture.split) {
    const at = px(x(picture.split));
    parts.push(s('line', { x1: at, x2: at, y1: frame.top, y2: frame.bottom, class: 'split' }));
    parts.push(s('text', { x: at + 7, y: frame.top + size.text, class: 'strong', 'font-size': size.text, text: picture.words.say('split_at', { month: picture.split }) }));
  }
  if (picture.life) parts.push(...oneLife(picture, x, y, frame, size));
  if (picture.drawn?.length) parts.push(...drawnCurve(picture, x, y, size));
  return parts;
}

/** @param {Picture} picture @param {Scale} x @param {Scale} y @param {Frame} frame @param {typeof SIZES.desk} size */
function oneLife(picture, x, y, frame, size) {
  const life = picture.life ?? [];
  const path = { class: `line life ${hue(picture.pair[0])}`, 'stroke-width': size.thick };
  const parts = [s('path', { ...path, d: line(life, x, y, 0, picture.months) })];
  if (life.length > picture.months + 1) parts.push(s('path', { ...path, d: line(life, x, y, picture.months), class: `${path.class} later`, 'stroke-width': px(size.thick * 0.55) }));
  (picture.turns ?? []).forEach((turn, i) => {
    const at = px(x(turn.month));
    parts.push(
      s('line', { x1: at, x2: at, y1: frame.top + 12, y2: px(y(life[turn.month])), class: 'pin' }),
      s('circle', { cx: at, cy: px(y(life[turn.month])), r: 5, class: 'pinned' }),
      s('circle', { cx: at, cy: frame.top + 4, r: 12, class: 'number' }),
      s('text', { x: at, y: frame.top + 9, 'text-anchor': 'middle', class: 'numeral', 'font-size': 14, text: String(i + 1) }),
    );
  });
  return parts;
}

/** @param {Picture} picture @param {Scale} x @param {Scale} y @param {typeof SIZES.desk} size */
function drawnCurve(picture, x, y, size) {
  const points = picture.drawn ?? [];
  const path = points.map(([month, level], i) => `${i ? 'L' : 'M'}${px(x(month))} ${px(y(level))}`).join('');
  const [month, level] = points[points.length - 1];
  return [
    s('path', { d: path, class: 'drawn', 'stroke-width': size.thick }),
    points.map(([m, l]) => s('circle', { cx: px(x(m)), cy: px(y(l)), r: size.mark, class: 'knot' })),
    s('text', { x: px(x(month) + size.mark + 10), y: px(y(level) - size.mark), class: 'strong', 'font-size': size.label, text: `${picture.words.say('the_room')} ${picture.words.number(level, 1)}` }),
  ].flat();
}

/** A pointer draws the room's curve. @param {SVGElement} svg @param {Picture} picture @param {Scale} x @param {Scale} y */
function drawing(svg, picture, x, y) {
  svg.classList.add('drawable');
  const [zero, one] = [x(0), x(1)];
  const [foot, up] = [y(0), y(1)];
  /** @param {PointerEvent} event */
  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const month = Math.round((event.clientX - box.left - zero) / (one - zero) / 12) * 12;
    const level = (event.clientY - box.top - foot) / (up - foot);
    if (month >= 0 && month <= picture.months) picture.onDraw?.(month, Math.max(0, Math.min(4, Math.round(level * 20) / 20)));
  };
  svg.addEventListener('pointerdown', point);
}

/**
 * The numbers behind the chart, as a table.
 * @param {Fan[]} fans
 * @param {number} months
 * @param {import('../words.js').Words} words
 * @param {number} [after] months that follow, without support
 */
export function tableOf(fans, months, words, after = 0) {
  const step = months > 36 ? 12 : 6;
  /** @type {number[]} */
  const at = [];
  for (let month = 0; month <= months; month += step) at.push(month);
  if (at[at.length - 1] !== months) at.push(months);
  for (let month = months + step; month <= Math.min(months + after, fans[0].mid.length - 1); month += step) at.push(month);
  return h(
    'table',
    { class: 'numbers' },
    h('caption', { text: words.say('table_caption') }),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', text: words.say('stance') }), at.map((month) => h('th', { scope: 'col', text: `${words.say('month')} ${month}${month > months ? ` (${words.say('after_support')})` : ''}` })))),
    h(
      'tbody',
      {},
      fans.map((fan) =>
        h('tr', {}, h('th', { scope: 'row', text: fan.name ?? words.stance(fan.stance) }), at.map((month) => h('td', {}, h('b', { text: words.number(fan.mid[month]) }), ` ${words.interval(fan.low[month], fan.high[month])}`))),
      ),
    ),
  );
}
