// @ts-check
/** The main screen: verdict, a hundred lives, network, fans, sliders. */
import { h, put } from '../dom.js';
import { hue } from '../looks.js';
import { between } from '../charts/between.js';
import { drawBullseye } from '../charts/bullseye.js';
import { drawDots } from '../charts/dots.js';
import { drawFans, fansIn } from '../charts/fan.js';
import { pairIn, question, uncertainties, verdict } from '../verdicts.js';
import { isMoved, lastMonth, monthText, stagesOf, statusLine, wallFoot } from './app.js';
/** @typedef {import('./app.js').App} App */

export const SPHERES = ['project', 'state', 'operators', 'residents', 'associations'];

/** @param {App} app @returns {import('./app.js').View} */
export function whatif(app) {
  const ask = h('p', { class: 'question' });
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const below = h('p', { class: 'below' });
  const dots = h('div', { class: 'dotbox' });
  const net = h('div', { class: 'net' });
  const netText = h('p', { class: 'quiet' });
  const legend = h('ul', { class: 'legend' });
  const fan = h('div', { class: 'fanbox' });
  const fresh = h('div', { class: 'fresh' });
  const three = h('div', { class: 'three' });
  const replay = app.act ? h('button', { type: 'button', class: 'small', onclick: () => app.act.replay() }, icon('replay'), app.words.say('replay'), key('R')) : null;
  const month = app.act ? monthBar(app) : null;
  const lines = app.wall ? h('p', { class: 'quiet under' }) : null;
  const root = h(
    'div',
    { class: app.wall ? 'whatif wallscreen' : 'whatif' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, h('div', { class: 'asked' }, ask, replay), sentence, app.wall ? null : below), dots),
    h(
      'section',
      { class: 'pictures' },
      h('div', { class: 'left' }, app.wall ? null : h('h2', { text: app.words.say('where_actors') }), app.wall ? null : netText, net, app.wall ? h('p', { class: 'quiet' }, netText) : legend),
      h('div', { class: 'right' }, app.wall ? null : h('div', { class: 'righthead' }, h('h2', { text: app.words.say('how_far') }), h('p', { class: 'quiet', text: app.words.say('line_and_band') }), fresh), fan, lines, month?.root, app.wall ? null : three),
    ),
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const { words, state, territory, answers } = app;
    let now = answers.now;
    if (!now || !territory || state.pair.length < 2) return;
    const moved = isMoved(app);
    const before = moved ? (answers.before ?? null) : null;
    if (app.replay !== null && before) now = between(before, now, app.replay);
    put(ask, question(territory, state.settings, words));
    const found = verdict(answers.now ?? now, before, state.pair, territory, words, app.wall ? 44 : 22);
    put(sentence, ...found.nodes);
    put(below, found.under);
    root.classList.toggle('dim', app.status.kind === 'rough' || app.status.kind === 'stale');
    const pair = pairIn(now, state.pair[0], state.pair[1]);
    drawDots(dots, { dots: pair.dots, share: pair.share, left: state.pair[1], right: state.pair[0], leftName: words.stance(state.pair[1]), rightName: words.stance(state.pair[0]), smallest: territory.smallest, words, wall: app.wall, title: found.spoken });
    drawFan(app, fan, now, before, found.spoken);
    if (lines) put(lines, words.say(before ? 'wall_lines_before' : 'wall_lines'), ' ', words.say('wall_lines_after'));
    put(fresh, statusLine(app));
    put(three, uncertainties(now, state.pair[0], territory, words, app.tries ? doubtsFor(app) : null).map((each) => h('div', { class: 'uncertain' }, h('h3', {}, h('span', { class: `glyph ${each.glyph} ${hue(state.pair[0])}`, 'aria-hidden': 'true' }), each.title), h('p', { text: each.text }))));
    drawNet(app, net, netText, legend);
    if (replay) replay.disabled = !before;
    month?.show();
  };
  return { root, draw };
}

/** What other assumptions change, where it was computed for these very settings. @param {App} app */
function doubtsFor(app) {
  const head = app.answers.doubts?.head;
  return head && JSON.stringify(head.settings) === JSON.stringify(app.answers.now?.head.settings) ? head : undefined;
}

/** @param {App} app @param {HTMLElement} host @param {import('./app.js').Answer} now @param {import('./app.js').Answer | null} before @param {string} title */
function drawFan(app, host, now, before, title) {
  const { words, state, territory } = app;
  drawFans(host, {
    fans: fansIn(now),
    pair: state.pair,
    months: territory.months,
    words,
    stages: stagesOf(app),
    before: before ? fansIn(before) : undefined,
    beforeText: before ? words.say('before') : undefined,
    month: state.month,
    rough: app.status.kind === 'rough',
    size: app.wall ? 'wall' : undefined,
    title,
    after: territory.months_after,
  });
  if (app.act) touchable(app, host);
}

/** A name swaps its stance into the pair; a click on the chart shows that month. @param {App} app @param {HTMLElement} host */
function touchable(app, host) {
  for (const end of host.querySelectorAll('.end')) {
    const stance = end.getAttribute('data-stance') ?? '';
    end.addEventListener('click', () => app.act.raise(stance, true));
    end.addEventListener('pointerenter', () => app.act.raise(stance, false));
    end.addEventListener('pointerleave', () => app.act.raise('', false));
  }
  const svg = host.querySelector('svg');
  const base = svg?.querySelector('.base');
  svg?.addEventListener('click', (event) => {
    const right = Number(base?.getAttribute('x2'));
    const x = event.clientX - svg.getBoundingClientRect().left;
    if (x <= right + 2) app.act.month(Math.round(((x - 4) / (right - 4)) * lastMonth(app)));
  });
}

/** @param {App} app @param {HTMLElement} net @param {HTMLElement} text @param {HTMLElement} legend */
function drawNet(app, net, text, legend) {
  const { words, state, territory } = app;
  const life = app.answers.life;
  if (!life) return;
  const stance = life.head.stance;
  const redraw = (/** @type {number} */ focus) => {
    drawBullseye(net, { actors: territory.actors, life, month: state.month, stance, words, wall: app.wall, spheres: SPHERES, focus, from: app.answers.life0, part: app.replay ?? 1, title: words.say('net_title', { A: words.quoted(stance), month: state.month }), onFocus: app.act ? (actor) => tellActor(actor) : undefined });
  };
  const usual = words.say(app.wall ? 'net_wall' : 'net_is', { A: words.quoted(stance), month: monthText(app, state.month) });
  let shown = -1;
  const tellActor = (/** @type {number} */ actor) => {
    if (actor === shown) return;
    shown = actor;
    put(text, actor < 0 ? usual : actorText(app, life, actor));
    net.querySelectorAll('.actor, .asleep').forEach((mark) => mark.classList.toggle('raised', Number(mark.getAttribute('data-actor')) === actor));
  };
  redraw(-1);
  put(text, usual);
  if (!app.wall) {
    put(legend, stageMarks(app, stance));
    if (!net.dataset.keys) {
      net.dataset.keys = '1';
      net.tabIndex = 0;
      net.setAttribute('role', 'application');
      net.setAttribute('aria-label', words.say('net_keys'));
      net.addEventListener('keydown', (event) => {
        const step = /** @type {{[key: string]: number}} */ ({ ArrowRight: 1, ArrowLeft: -1 })[event.key];
        const ring = event.key === 'ArrowUp' || event.key === 'ArrowDown';
        if (step === undefined && !ring) return;
        event.preventDefault();
        event.stopPropagation();
        const now = Number(net.dataset.actor ?? -1);
        const next = ring ? otherRing(app, now, event.key === 'ArrowUp' ? 1 : -1) : round(app, now, step);
        net.dataset.actor = String(next);
        tellActor(next);
        app.act?.speak(text.textContent);
      });
    }
  }
}

/** What the marks of the network mean. @param {App} app @param {string} stance */
function stageMarks(app, stance) {
  const { words, territory } = app;
  const stages = territory.stages.map((/** @type {string} */ stage, /** @type {number} */ i) => h('li', {}, h('span', { class: `chip stage${i} ${hue(stance)}` }), `${i} ${words.say(`stage.${stage}`)}`));
  return [...stages, h('li', {}, h('span', { class: 'chip sleeper' }), words.say('asleep'))];
}

/** The same as a list. @param {App} app @param {string} stance */
export function stageLegend(app, stance) {
  return h('ul', { class: 'legend' }, stageMarks(app, stance));
}

/** The next actor around. @param {App} app @param {number} now @param {number} step */
function round(app, now, step) {
  const order = app.territory.actors.map((/** @type {any} */ each, /** @type {number} */ i) => [each.angle, i]).sort((/** @type {number[]} */ a, /** @type {number[]} */ b) => a[0] - b[0]).map((/** @type {number[]} */ each) => each[1]);
  const at = order.indexOf(now);
  return order[(at + step + order.length) % order.length];
}

/** The nearest actor in another ring. @param {App} app @param {number} now @param {number} step */
function otherRing(app, now, step) {
  const life = app.answers.life;
  if (!life || now < 0) return 0;
  const count = life.shapes.stages[1];
  const stages = life.blocks.stages.subarray(app.state.month * count, (app.state.month + 1) * count);
  const angle = app.territory.actors[now].angle;
  let best = now;
  let least = Infinity;
  for (let i = 0; i < count; i++) {
    const turn = Math.abs(app.territory.actors[i].angle - angle);
    const far = Math.min(turn, 1 - turn) + Math.abs(stages[i] - stages[now] - step);
    if ((stages[i] - stages[now]) * step > 0 && far < least) [best, least] = [i, far];
  }
  return best;
}

/** What is told of an actor: stage, and what holds it back. @param {App} app @param {import('./app.js').Answer} life @param {number} actor */
function actorText(app, life, actor) {
  const { words, territory, state } = app;
  const count = life.shapes.stages[1];
  const at = Math.min(state.month, life.shapes.stages[0] - 1) * count + actor;
  const stage = territory.stages[life.blocks.stages[at]];
  const held = life.blocks.held[at];
  const name = territory.actors[actor].name;
  if (!life.blocks.awake[at]) return words.say('actor_asleep', { name });
  const fields = { name, stage: words.say(`stage.${stage}`), criterion: held >= 0 ? words.say(`criterion.${territory.criteria[held]}`) : '' };
  return words.say(held >= 0 ? 'actor_is' : 'actor_top', fields);
}

/** The month: play, range, branch. @param {App} app */
function monthBar(app) {
  const { words } = app;
  const range = h('input', { type: 'range', min: 0, max: lastMonth(app), step: 1, 'aria-label': words.say('month_shown'), class: 'months' });
  const play = h('button', { type: 'button', class: 'icon', 'aria-label': words.say('play'), onclick: () => app.act.play() }, icon('play'));
  range.addEventListener('input', () => app.act.month(Number(range.value)));
  const branch = h('button', { type: 'button', onclick: () => app.act.branchMenu() }, icon('branch'), words.say('branch_at'));
  return {
    root: h('div', { class: 'monthbar' }, play, range, branch),
    show: () => {
      range.value = String(app.state.month);
      range.setAttribute('aria-valuetext', `${words.say('month')} ${monthText(app, app.state.month)}`);
    },
  };
}

const ICONS = {
  replay: 'M13 4v3.5h-3.5M12.6 7A5 5 0 1 0 13 9.6',
  play: 'M4 2.5l9 5.5-9 5.5z',
  branch: 'M1.5 8h4.5M6 8l6-4.5M6 8l6 4.5',
  undo: 'M6 2.5L2.5 6 6 9.5M2.5 6H10a3.5 3.5 0 0 1 0 7H7',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.500 9M9 11.500l-1.500 1.500a3 3 0 0 1-4.500-4.500L4.500 7',
  blank: 'M1.500 3h13v10h-13z',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 1 1 0 12',
  lock: 'M4 7h8v6.500H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  diagnose: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9M10.300 10.300L14 14',
  territories: 'M2 3.500h5v9H2zM9 3.500h5v9H9z',
  import: 'M8 10V2.500M5 5.500l3-3 3 3M2.500 9.500v4h11v-4',
  check: 'M3.500 8.500l3 3 6-7',
};

/** @param {string} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', /** @type {{[name: string]: string}} */ (ICONS)[name] ?? '');
  svg.append(path);
  return svg;
}

/** @param {string} letter */
export function key(letter) {
  return h('kbd', { text: letter, 'aria-hidden': 'true' });
}
