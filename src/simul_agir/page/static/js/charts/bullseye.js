// @ts-check
/**
 * Five rings are the five stages, the centre is acting together; an angle is an actor, for ever; a sector is a sphere.
 * @typedef {{name: string, kind: string, sphere: string, angle: number}} Place
 */
import { put, px, s } from '../dom.js';
import { hue } from '../looks.js';

const RADII = [1, 0.79, 0.58, 0.37, 0.17]; // of the rings, from latency to excellence
const WHERE = [0.895, 0.685, 0.475, 0.27, 0.09]; // of the actors, between two rings

/**
 * @param {HTMLElement} host
 * @param {{actors: Place[], life: import('../engine/interface.js').Answer, month: number, stance: string, words: import('../words.js').Words,
 *   wall?: boolean, small?: boolean, focus?: number, around?: Set<number>, onFocus?: (actor: number) => void, title: string,
 *   spheres: string[], from?: import('../engine/interface.js').Answer, part?: number}} picture `from`: the life it comes from, of which it is `part` of the way
 */
export function drawBullseye(host, picture) {
  const { actors, life, words } = picture;
  const size = Math.min(host.clientWidth, host.clientHeight || host.clientWidth);
  if (size < 60) return;
  const text = picture.wall ? 25 : 13;
  const edge = picture.small ? 6 : text * 2.1;
  const R = size / 2 - edge;
  const c = size / 2;
  const n = actors.length;
  const count = life.shapes.stages[1];
  const month = Math.min(picture.month, life.shapes.stages[0] - 1);
  const stages = stagesAt(life, month);
  const awake = life.blocks.awake.subarray(month * count, (month + 1) * count);
  const part = picture.part ?? 1;
  const began = picture.from && part < 1 ? stagesAt(picture.from, picture.month) : stages;
  /** @param {number} i */
  const at = (i) => {
    const ring = (WHERE[began[i]] + (WHERE[stages[i]] - WHERE[began[i]]) * part) * R;
    const shift = ((i % 2) - 0.5) * R * 0.07;
    const angle = actors[i].angle * 2 * Math.PI - Math.PI / 2;
    return [c + Math.cos(angle) * (ring + shift), c + Math.sin(angle) * (ring + shift)];
  };
  const spots = actors.map((_, i) => at(i));
  const svg = s('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, role: 'img', class: `bullseye ${hue(picture.stance)}` });
  svg.append(s('title', { text: picture.title }));
  svg.append(s('circle', { cx: c, cy: c, r: px(RADII[2] * R), class: 'inner' }));
  RADII.forEach((part) => svg.append(s('circle', { cx: c, cy: c, r: px(part * R), class: 'ring' })));
  svg.append(...tiesOf(picture, spots, awake, month, c));
  if (!picture.small) svg.append(...sectors(picture, R, c, text));
  const r = picture.small ? Math.max(3.4, R * 0.028) : Math.max(2.5, Math.min(picture.wall ? 9 : 5.2, (R * 3.4) / n));
  for (let i = 0; i < n; i++) {
    const [x, y] = spots[i];
    const around = picture.around?.has(i);
    if (!awake[i]) {
      svg.append(s('line', { x1: px(x - r), x2: px(x + r), y1: px(y), y2: px(y), class: 'asleep', 'data-actor': i }));
      continue;
    }
    svg.append(s('circle', { cx: px(x), cy: px(y), r: px(r), class: `actor stage${stages[i]}${picture.around && !around ? ' far' : ''}`, 'data-actor': i }));
    if (around || picture.focus === i) svg.append(s('circle', { cx: px(x), cy: px(y), r: px(r + 3.5), class: 'around' }));
  }
  if (!picture.small) svg.append(...WHERE.map((ring, stage) => s('text', { x: c, y: px(c - ring * R + text * 0.36), 'text-anchor': 'middle', class: 'ringname', 'font-size': text, text: String(stage) })));
  put(host, svg);
  if (picture.onFocus) {
    svg.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
      const box = svg.getBoundingClientRect();
      picture.onFocus?.(nearest(spots, event.clientX - box.left, event.clientY - box.top, 16));
    });
    svg.addEventListener('pointerleave', () => picture.onFocus?.(-1));
  }
}

/** Everybody's stage at the end of a month, or at the last. @param {import('../engine/interface.js').Answer} life @param {number} month */
function stagesAt(life, month) {
  const [months, count] = life.shapes.stages;
  const at = Math.min(month, months - 1);
  return life.blocks.stages.subarray(at * count, (at + 1) * count);
}

/** @param {number[][]} spots @param {number} x @param {number} y @param {number} reach */
function nearest(spots, x, y, reach) {
  let best = -1;
  let least = reach * reach;
  spots.forEach(([a, b], i) => {
    const d = (a - x) ** 2 + (b - y) ** 2;
    if (d < least) [best, least] = [i, d];
  });
  return best;
}

/** Working ties bend to the centre. @param {any} picture @param {number[][]} spots @param {ArrayLike<number>} awake @param {number} month @param {number} c */
function tiesOf(picture, spots, awake, month, c) {
  const pairs = picture.life.blocks[`ties${month}`] ?? new Int32Array(0);
  let far = '';
  let near = '';
  for (let e = 0; e < pairs.length; e += 2) {
    const [i, j] = [pairs[e], pairs[e + 1]];
    if (!awake[i] || !awake[j]) continue;
    const [a, b] = [spots[i], spots[j]];
    const path = `M${px(a[0])} ${px(a[1])}Q${px((a[0] + b[0] + 2 * c) / 4)} ${px((a[1] + b[1] + 2 * c) / 4)} ${px(b[0])} ${px(b[1])}`;
    if (picture.focus === i || picture.focus === j) near += path;
    else far += path;
  }
  return [
    s('path', { d: far || 'M0 0', class: `tie${(picture.focus ?? -1) >= 0 ? ' dim' : ''}` }),
    s('path', { d: near || 'M0 0', class: 'tie near' }),
  ];
}

/** Names of the spheres around the rings. @param {any} picture @param {number} R @param {number} c @param {number} text */
function sectors(picture, R, c, text) {
  const parts = [];
  const names = picture.spheres
    .map((/** @type {string} */ sphere) => {
      const angles = picture.actors.filter((/** @type {Place} */ each) => each.sphere === sphere).map((/** @type {Place} */ each) => each.angle);
      const width = ((picture.words.say(`sphere.${sphere}`).length + 2) * text * 0.54) / (2 * Math.PI * (R + text));
      return { sphere, width, middle: angles.length ? midAngle(angles) : -1 };
    })
    .filter((/** @type {any} */ each) => each.middle >= 0)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.middle - b.middle);
  pushApart(names);
  for (const { sphere, middle } of names) {
    const below = middle > 0.25 && middle < 0.75;
    const radius = R + text * (below ? 1.45 : 0.6);
    const id = `arc-${sphere}-${Math.round(R)}`;
    const span = 0.24;
    const [from, to] = below ? [middle + span, middle - span] : [middle - span, middle + span];
    /** @param {number} turn */
    const point = (turn) => {
      const angle = turn * 2 * Math.PI - Math.PI / 2;
      return `${px(c + Math.cos(angle) * radius)} ${px(c + Math.sin(angle) * radius)}`;
    };
    parts.push(
      s('path', { id, d: `M${point(from)}A${px(radius)} ${px(radius)} 0 0 ${below ? 0 : 1} ${point(to)}`, class: 'arc' }),
      s('text', { class: 'sector', 'font-size': text }, s('textPath', { href: `#${id}`, startOffset: '50%', 'text-anchor': 'middle', text: picture.words.say(`sphere.${sphere}`) })),
    );
  }
  return parts;
}

/** Names around a circle, moved as little as it takes not to touch. @param {{width: number, middle: number}[]} names */
function pushApart(names) {
  for (let turn = 0; turn < 30 && names.length > 1; turn++) {
    names.forEach((name, i) => {
      const next = names[(i + 1) % names.length];
      const gap = (next.middle - name.middle + 1) % 1;
      const lacks = (name.width + next.width) / 2 - gap;
      if (lacks > 0.001) {
        name.middle = (name.middle - lacks / 2 + 1) % 1;
        next.middle = (next.middle + lacks / 2) % 1;
      }
    });
  }
}

/** The middle of some angles in turns, on the circle. @param {number[]} angles */
function midAngle(angles) {
  const x = angles.reduce((sum, each) => sum + Math.cos(each * 2 * Math.PI), 0);
  const y = angles.reduce((sum, each) => sum + Math.sin(each * 2 * Math.PI), 0);
  return (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1;
}
