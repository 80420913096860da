// @ts-check
/** One past, two futures: fans, who meets whom, what is gained and given up, the first difference. */
import { h, put } from '../dom.js';
import { sign } from '../looks.js';
import { drawDots } from '../charts/dots.js';
import { drawFans } from '../charts/fan.js';
import { drawMeets } from '../charts/meets.js';
import { drawPartings } from '../charts/partings.js';
import { named } from '../verdicts.js';
import { freshOf, stagesOf, statusLine, wallFoot } from './app.js';
/** @typedef {import('./app.js').App} App */

/** @param {App} app @returns {import('./app.js').View} */
export function branch(app) {
  const { words } = app;
  const ask = h('p', { class: 'question' });
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const below = h('p', { class: 'below' });
  const dots = h('div', { class: 'dotbox' });
  const meets = h('div', { class: 'meetbox' });
  const meetText = h('p', { class: 'quiet' });
  const first = h('div', { class: 'firstapart' });
  const fan = h('div', { class: 'fanbox' });
  const fanHead = h('h2');
  const fresh = h('div', { class: 'fresh' });
  const parts = h('div', { class: 'partings' });
  const menu = app.act ? chooser(app) : null;
  const root = h(
    'div',
    { class: app.wall ? 'branch wallscreen' : 'branch' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, ask, sentence, below), dots),
    menu?.root,
    h('section', { class: 'pictures' }, h('div', { class: 'left' }, h('h2', { text: words.say('who_meets') }), meetText, meets, app.wall ? null : first), h('div', { class: 'right' }, h('div', { class: 'righthead' }, fanHead, fresh), fan, parts)),
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const found = app.answers.branch;
    menu?.show();
    root.classList.toggle('empty', !found);
    if (!found || !app.territory) {
      put(ask, words.say('question.start', { months: app.territory?.months ?? '' }));
      put(sentence, words.say(app.state.fork ? 'branch_busy' : 'branch_empty'));
      put(fresh, statusLine(app));
      return;
    }
    const { head } = found;
    const spoken = fill(app, found, ask, sentence, below);
    put(fanHead, words.say('two_futures', { month: head.month }));
    put(meetText, words.say('meets_is', { from: head.month + 1, to: app.territory.months, n: head.told }));
    put(fresh, freshOf(app, found));
    drawDots(dots, { dots: found.blocks.dots, share: head.pair.share, left: head.stay, right: turnedArm(head), leftName: words.say('stay'), rightName: words.say('turn'), smallest: app.territory.smallest, words, wall: app.wall, title: spoken });
    drawMeets(meets, { meetings: head.meetings, stay: head.stay, turn: turnedArm(head), words, wall: app.wall, title: words.say('who_meets') });
    const x = drawTwo(app, fan, found, spoken);
    if (x) drawPartings(parts, { answer: found, months: app.territory.months, words, x, letter: app.wall ? 13 : 7, most: app.wall ? 6 : 10 });
    if (!app.wall) put(first, firstDifference(app, head));
  };
  return { root, draw };
}

/** The sentences. @param {App} app @param {import('./app.js').Answer} found @param {HTMLElement} ask @param {HTMLElement} sentence @param {HTMLElement} below */
function fill(app, found, ask, sentence, below) {
  const { words } = app;
  const { head } = found;
  const size = app.wall ? 44 : 22;
  const more = [head.effort !== 1 ? words.say('fork_effort', { x: words.number(head.effort, 2).replace(/[.,]?0+$/, '') }) : '', head.crisis ? words.say('fork_crisis', { p: words.percent(head.crisis), month: head.month + 1 }) : ''].filter(Boolean);
  const moves = [head.turn !== head.stay || !more.length ? words.say('fork_stance', { A: words.quoted(head.stay), B: words.quoted(head.turn) }) : '', ...more].filter(Boolean);
  put(ask, words.say('question.branch', { month: head.month, moves: words.several(moves) }));
  const ceded = head.partings.filter((/** @type {any} */ each) => !each.gained);
  const worst = ceded.length ? words.several(ceded.slice(0, app.wall ? 1 : 2).map((/** @type {any} */ each) => words.say(`cedes.${each.indicator}`))) : '';
  const same = head.turn === head.stay;
  const key = `${same ? 'verdict.branch_same' : 'verdict.branch'}${ceded.length ? '_but' : ''}`;
  const lives = words.lives(head.pair.share);
  put(sentence, words.rich(key, { B: named(head.turn, words, size), n: lives, ceded: worst }));
  const { mean, low, high } = head.pair;
  const gap = words.say('verdict.branch_gap', { d: words.signed(mean), interval: words.interval(low, high) });
  const since = head.counts_from === null ? words.say('verdict.never_counts', { least: words.number(app.territory.smallest, 1) }) : words.say('verdict.counts_from', { month: head.counts_from, least: words.number(app.territory.smallest, 1) });
  const cost = head.equal ? '' : words.say('unequal_cost', { a: words.number(head.engineering[0], 0), b: words.number(head.engineering[1], 0) });
  put(below, `${gap} ${since} ${cost}`);
  return words.say(key, { B: words.quoted(head.turn), n: lives, ceded: worst });
}

/** How the future that turns is drawn: as its stance, or as one of its own where the stance stays the same. @param {any} head */
export function turnedArm(head) {
  return head.turn === head.stay ? 'turned' : head.turn;
}

/** The fans of both futures. @param {App} app @param {import('./app.js').Answer} found */
export function twoFans(app, found) {
  const { words } = app;
  const { head } = found;
  const [, levels, months] = found.shapes.quantiles;
  return [head.stay, turnedArm(head)].map((stance, place) => {
    /** @param {number} level */
    const part = (level) => found.blocks.quantiles.subarray((place * levels + level) * months, (place * levels + level + 1) * months);
    return { stance, low: part(0), mid: part(1), high: part(2), name: `${words.say(place ? 'turn' : 'stay')}${words.say('colon')}${words.stance(place ? head.turn : head.stay)}` };
  });
}

/** @param {App} app @param {HTMLElement} host @param {import('./app.js').Answer} found @param {string} title */
function drawTwo(app, host, found, title) {
  const { head } = found;
  return drawFans(host, { fans: twoFans(app, found), pair: [head.stay, turnedArm(head)], months: app.territory.months, words: app.words, stages: stagesOf(app), split: head.month, after: app.territory.months_after, size: app.wall ? 'wall' : undefined, title });
}

/** @param {App} app @param {any} head */
function firstDifference(app, head) {
  const { words } = app;
  const where = whence(app, head);
  if (!head.first) return [h('p', { class: 'quiet', text: words.say('no_difference') }), where];
  const { month, stay, turn } = head.first;
  /** @param {any[]} events */
  const told = (events) => {
    const parts = events.filter((each) => words.has(`event.${each.what}`)).slice(0, 2);
    return parts.length ? parts.map((each) => words.say(`event.${each.what}${each.actors.length > 1 ? '' : '_alone'}`, { a: each.actors[0], b: each.actors[1] ?? '' })).join(' ').replace(/^On /, 'on ') : words.say('nothing_more');
  };
  return [
    h('h3', { text: words.say('first_difference', { month }) }),
    h('p', {}, sign(head.stay, 13), ` ${words.say('stay_is')} `, told(stay)),
    h('p', {}, sign(turnedArm(head), 13), ` ${words.say('turn_is')} `, told(turn)),
    where,
  ];
}

/** Which mechanisms carry the gap. @param {App} app @param {any} head */
function whence(app, head) {
  const { words } = app;
  const title = h('h3', { text: words.say('whence') });
  if (!head.shares_runs) return [title, h('p', { class: 'quiet', text: words.say('whence_busy') })];
  if (!head.shares.length) return [title, h('p', { text: words.say('whence_none', { n: head.shares_runs }) })];
  const lines = head.shares.map((/** @type {[string, number, number]} */ [mechanism, , left]) => h('li', { text: words.say('whence_is', { mechanism: words.say(`mechanism.${mechanism}`), left: words.signed(left), gap: words.signed(head.pair.mean) }) }));
  return [title, h('ul', {}, lines), h('p', { class: 'quiet', text: words.say('whence_add', { n: head.shares_runs }) })];
}

/** Where one chooses the month and the stance. @param {App} app */
function chooser(app) {
  const { words } = app;
  const stay = h('select', { id: 'fork-stay' });
  const month = h('input', { type: 'number', id: 'fork-month', min: 1, max: app.territory.months - 1, step: 1 });
  const turn = h('select', { id: 'fork-turn' });
  for (const arm of app.territory.arms) {
    stay.append(h('option', { value: arm, text: words.stance(arm) }));
    turn.append(h('option', { value: arm, text: words.stance(arm) }));
  }
  const effort = h('select', { id: 'fork-effort' }, [50, 75, 100, 150, 200, 300].map((each) => h('option', { value: each, selected: each === 100, text: `× ${words.number(each / 100, each % 100 ? (each % 50 ? 2 : 1) : 0)}` })));
  const crisis = h('select', { id: 'fork-crisis' }, [0, 10, 20, 30, 50].map((each) => h('option', { value: each, text: each ? words.percent(each / 100) : words.say('no_crisis') })));
  const go = h('button', { type: 'submit', class: 'strong', text: words.say('branch_go') });
  const form = h(
    'form',
    { class: 'chooser', onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const at = Math.round(Number(month.value));
      if (at >= 1 && at < app.territory.months) app.act.fork({ stay: stay.value, month: at, turn: turn.value, effort: Number(effort.value), crisis: Number(crisis.value) });
    } },
    h('label', {}, words.say('branch_from'), ' ', stay),
    h('label', {}, words.say('branch_month'), ' ', month),
    h('label', {}, words.say('branch_to'), ' ', turn),
    h('label', {}, words.say('branch_effort'), ' ', effort),
    h('label', {}, words.say('branch_crisis'), ' ', crisis),
    go,
    h('button', { type: 'button', class: 'link', onclick: () => app.act.closeFork(), text: words.say('close_future') }),
  );
  return {
    root: form,
    show: () => {
      if (document.activeElement && form.contains(document.activeElement)) return;
      const fork = app.state.fork;
      stay.value = fork?.stay ?? app.state.pair[0] ?? app.territory.arms[0];
      effort.value = String(fork?.effort ?? 100);
      crisis.value = String(fork?.crisis ?? 0);
      const { months } = app.territory;
      month.value = String(fork?.month ?? (app.state.month >= 1 && app.state.month < months ? app.state.month : Math.max(1, Math.round(months / 4))));
      turn.value = fork?.turn ?? app.state.pair[1] ?? app.territory.arms[1];
    },
  };
}
