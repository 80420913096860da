// @ts-check
/** Predict first: a vote by phone or by cards, and the room's own line; then reveal. */
import { h, put } from '../dom.js';
import { hue, sign } from '../looks.js';
import { drawBallots } from '../charts/ballots.js';
import { drawFans, fansIn } from '../charts/fan.js';
import { named } from '../verdicts.js';
import { stagesOf, wallFoot } from './app.js';
/** @typedef {import('./app.js').App} App */

const LETTERS = 'ABCDEFGHIJ';
export const NONE = 'none_stands_out';

/** What may be voted for. @param {App} app */
export function choicesOf(app) {
  const acting = app.territory.arms.filter((/** @type {string} */ arm) => arm !== 'none');
  return [...acting, NONE];
}

/** @param {App} app @returns {import('./app.js').View} */
export function predict(app) {
  const { words } = app;
  const list = h('ol', { class: 'choices' });
  const join = h('div', { class: 'joincard' });
  const tools = app.act ? h('div', { class: 'tools' }) : null;
  const fan = h('div', { class: 'fanbox drawfan' });
  const root = h(
    'div',
    { class: app.wall ? 'predict wallscreen' : 'predict' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, h('p', { class: 'question', text: words.say('question.vote', { least: words.number(app.territory.smallest, 1), months: app.territory.months }) }), h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1', text: words.say('your_turn') }))),
    h('section', { class: 'predictpair' }, h('div', {}, list, tools), join),
    app.act ? h('section', {}, h('h2', { text: words.say('draw_title') }), h('p', { class: 'quiet', text: words.say('draw_how') }), drawForm(app), fan) : null,
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const vote = app.session?.vote ?? {};
    const choices = choicesOf(app);
    put(list, choices.map((choice, i) => h('li', { class: hue(choice) }, h('span', { class: 'letter', text: LETTERS[i] }), sign(choice, app.wall ? 34 : 22), h('span', {}, h('b', { class: 'armtext', text: choice === NONE ? words.say(NONE) : words.stance(choice) }), h('span', { class: 'says', text: words.say(`stance_says.${choice}`) })))));
    put(join, joinCard(app, vote));
    if (tools && !typing(tools)) put(tools, voteTools(app, vote, choices));
    if (app.act) drawRoomLine(app, fan);
    for (const field of root.querySelectorAll('.knotfield')) if (field !== document.activeElement) showKnot(app, /** @type {HTMLInputElement} */ (field));
  };
  return { root, draw };
}

/** Whether somebody types a number in it: votes that come in meanwhile must not wipe it out. @param {HTMLElement} within */
function typing(within) {
  const here = document.activeElement;
  return within.contains(here) && here instanceof HTMLInputElement;
}

/** The room's line as its number. @param {App} app @param {HTMLInputElement} field */
function showKnot(app, field) {
  const knot = (app.session?.curve ?? []).find((/** @type {number[]} */ [month]) => month === Number(field.getAttribute('data-month')));
  field.value = knot ? String(knot[1]) : '';
}

/** @param {App} app @param {any} vote */
function joinCard(app, vote) {
  const { words } = app;
  const links = app.act?.links ?? app.state.other;
  const received = h('p', { class: 'received', text: words.say('votes_received', { n: vote.received ?? 0 }) });
  if (!app.session?.network) return [h('p', { class: 'join', text: words.say('raise_cards') }), received];
  const role = app.wall ? 'wall' : 'facilitator';
  return [h('img', { src: `/${role}/code.svg`, alt: words.say('code_alt', { address: app.session.address }), class: 'code' }), h('p', { text: words.say('room_network') }), h('p', { class: 'address', text: app.session.address }), h('p', {}, words.say('join_word'), ' ', h('b', { text: app.session.word }), words.say('or_card')), received, links ? null : null];
}

/** @param {App} app @param {any} vote @param {string[]} choices */
function voteTools(app, vote, choices) {
  const { words } = app;
  if (!vote.choices?.length) return [h('button', { type: 'button', class: 'strong', onclick: () => app.act.line({ type: 'ask', choices }), text: words.say('open_vote') })];
  const counted = choices.map((choice, i) => h('label', { class: 'counted' }, `${LETTERS[i]} `, h('input', { type: 'number', min: 0, max: 999, value: vote.by_hand?.[i] ?? 0, class: 'tally', 'data-place': i, 'aria-label': words.say('cards_for', { A: choice === NONE ? words.say(NONE) : words.stance(choice) }) })));
  const send = () => {
    const totals = [...document.querySelectorAll('.tally')].map((each) => Math.max(0, Math.min(999, Math.round(Number(/** @type {HTMLInputElement} */ (each).value)) || 0)));
    app.act.line({ type: 'count', totals });
  };
  return [
    h('p', { class: 'quiet', text: words.say(vote.open ? 'vote_open' : 'vote_closed') }),
    h('div', { class: 'buttons' }, vote.revealed ? null : h('button', { type: 'button', onclick: () => app.act.line({ type: 'close', open: !vote.open }), text: words.say(vote.open ? 'close_vote' : 'reopen_vote') }), h('button', { type: 'button', onclick: () => app.act.line({ type: 'ask', choices }), text: words.say('new_vote') })),
    h('fieldset', {}, h('legend', { text: words.say('cards_by_hand') }), counted, h('button', { type: 'button', class: 'small', onclick: send, text: words.say('keep') })),
  ];
}

/** The room's line, by numbers as well as by hand. @param {App} app */
function drawForm(app) {
  const { words, territory } = app;
  const months = [];
  for (let month = 12; month <= territory.months; month += 12) months.push(month);
  const send = () => {
    const curve = [[0, 0.2]];
    for (const input of document.querySelectorAll('.knotfield')) {
      const value = Number(/** @type {HTMLInputElement} */ (input).value.replace(',', '.'));
      if (/** @type {HTMLInputElement} */ (input).value !== '' && value >= 0 && value <= 4) curve.push([Number(input.getAttribute('data-month')), value]);
    }
    app.act.line({ type: 'draw', curve });
  };
  return h('div', { class: 'knots' }, months.map((month) => h('label', {}, `${words.say('month')} ${month} `, h('input', { type: 'number', min: 0, max: 4, step: 0.1, class: 'knotfield', 'data-month': month, onchange: send }))), h('button', { type: 'button', class: 'small', onclick: () => app.act.line({ type: 'draw', curve: [] }), text: words.say('erase') }));
}

/** @param {App} app @param {HTMLElement} host */
function drawRoomLine(app, host) {
  const { words } = app;
  const curve = app.session?.curve ?? [];
  drawFans(host, {
    fans: [], pair: [], months: app.territory.months, words, stages: stagesOf(app), drawn: curve, top: 4, title: words.say('draw_title'),
    onDraw: (month, level) => {
      const kept = curve.filter((/** @type {number[]} */ each) => each[0] !== month);
      app.act.line({ type: 'draw', curve: [...kept, [month, level]].sort((a, b) => a[0] - b[0]) });
    },
  });
}

/** @param {App} app @returns {import('./app.js').View} */
export function reveal(app) {
  const { words } = app;
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const table = h('div', { class: 'ballotbox' });
  const kinds = h('div', { class: 'kinds' });
  const fan = h('div', { class: 'fanbox drawfan' });
  const tools = app.act ? h('div', { class: 'buttons' }) : null;
  const root = h(
    'div',
    { class: app.wall ? 'reveal wallscreen' : 'reveal' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, h('p', { class: 'question', text: words.say('question.vote', { least: words.number(app.territory.smallest, 1), months: app.territory.months }) }), sentence)),
    tools,
    table,
    kinds,
    fan,
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const vote = app.session?.vote ?? {};
    const start = app.answers.before ?? app.answers.now;
    if (tools) put(tools, h('button', { type: 'button', class: 'strong', disabled: !vote.choices?.length, onclick: () => app.act.line({ type: 'reveal', undo: vote.revealed }), text: words.say(vote.revealed ? 'hide_again' : 'reveal') }));
    const shown = vote.totals && (vote.revealed || app.act);
    if (!shown || !start || !vote.choices?.length) {
      put(sentence, words.say(app.wall ? 'wait_reveal' : 'no_vote'));
      put(table);
      return;
    }
    const arms = start.head.arms;
    const lives = vote.choices.map((/** @type {string} */ choice) => (choice === NONE ? clearOf(start, 'none') + start.head.clear[arms.length] : clearOf(start, choice)));
    put(sentence, ...revealed(app, vote, lives));
    drawBallots(table, { choices: vote.choices, votes: vote.totals, lives, words });
    put(kinds, byKind(app, vote));
    const curve = app.session?.curve ?? [];
    fan.classList.toggle('hidden', curve.length < 2);
    if (curve.length > 1) {
      const best = fansIn(start).filter((each) => each.stance === app.state.pair[0]);
      drawFans(fan, { fans: best, pair: app.state.pair.slice(0, 1), months: app.territory.months, words, stages: stagesOf(app), drawn: curve, size: app.wall ? 'wall' : undefined, title: words.say('draw_title') });
    }
  };
  return { root, draw };
}

/** @param {import('./app.js').Answer} answer @param {string} arm */
function clearOf(answer, arm) {
  const place = answer.head.arms.indexOf(arm);
  return place < 0 ? 0 : answer.head.clear[place];
}

/** What the room thought, what the model says. @param {App} app @param {any} vote @param {number[]} lives */
function revealed(app, vote, lives) {
  const { words } = app;
  const size = app.wall ? 44 : 22;
  const top = vote.totals.indexOf(Math.max(...vote.totals));
  const first = lives.indexOf(Math.max(...lives));
  const all = lives.reduce((a, b) => a + b, 0);
  /** @param {number} i */
  const called = (i) => (vote.choices[i] === NONE ? h('span', { class: 'named', text: words.say('that_none') }) : named(vote.choices[i], words, size));
  const key = vote.choices[first] === NONE ? 'verdict.revealed_none' : 'verdict.revealed';
  return words.rich(key, { A: called(top), B: called(first), n: words.lives(lives[first] / all) });
}

/** @param {App} app @param {any} vote */
function byKind(app, vote) {
  const { words } = app;
  const kinds = Object.entries(vote.by_kind ?? {});
  if (kinds.length < 2 || app.wall) return null;
  return h('table', { class: 'numbers' }, h('caption', { text: words.say('by_kind') }), h('thead', {}, h('tr', {}, h('td'), vote.choices.map((/** @type {string} */ _, /** @type {number} */ i) => h('th', { scope: 'col', text: LETTERS[i] })))), h('tbody', {}, kinds.map(([kind, totals]) => h('tr', {}, h('th', { scope: 'row', text: words.say(`kind.${kind}`) }), /** @type {number[]} */ (totals).map((each) => h('td', { text: each }))))));
}
