// @ts-check
/** A phone: one vote, three questions, nothing else. */
import { byId, h, put } from './dom.js';
import { Line } from './engine/server.js';
import { hue, sign } from './looks.js';
import { wordsOf } from './words.js';

const LETTERS = 'ABCDEFGHIJ';

/**
 * `waiting`: the card that was touched and is not confirmed yet, and the vote it is for; `asked`: answers not confirmed yet, by question.
 * @type {any}
 */
const phone = { session: null, words: null, line: null, open: false, refused: '', waiting: null, asked: new Map(), kind: null, languages: 0 };

async function start() {
  phone.words = await wordsOf(localStorage.getItem('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'fr'));
  document.documentElement.lang = phone.words.lang;
  phone.line = new Line('phone');
  phone.line.hearers.push((/** @type {any} */ message) => {
    if (message.type === 'session') begin(message.session);
    if (message.type === 'voted') voted(message);
    if (message.type === 'answered') answered(message);
    draw();
  });
  phone.line.watchers.push((/** @type {boolean} */ open) => {
    phone.open = open;
    if (open) again();
    draw();
  });
  draw();
}

/** The session as this phone may see it: what was kept for an earlier vote, or for other questions, is no longer sent. @param {any} session */
function begin(session) {
  phone.session = session;
  if (phone.waiting && phone.waiting.ballot !== session.vote.number) phone.waiting = null;
  if (!session.vote.open) phone.refused = '';
  for (const [question, each] of phone.asked) if (each.moment !== session.asking) phone.asked.delete(question);
}

/** @param {any} message */
function voted({ said, place }) {
  if (phone.waiting?.place === place) phone.waiting = null;
  phone.refused = said === 'sent' ? '' : said;
  if (said === 'sent' && phone.session) phone.session.vote.mine = place;
}

/** @param {any} message */
function answered({ said, question, value, moment }) {
  if (phone.asked.get(question)?.value === value) phone.asked.delete(question);
  if (said === 'sent' && phone.session?.asking === moment) phone.session.given[question] = value;
}

/** What was not confirmed is sent again. */
function again() {
  if (phone.waiting) phone.line.say({ type: 'vote', ...phone.waiting });
  for (const [question, each] of phone.asked) phone.line.say({ type: 'answer', question, ...each });
  if (phone.kind !== null) phone.line.say({ type: 'kind', kind: phone.kind });
}

/** @param {number} place */
function vote(place) {
  phone.waiting = { place, ballot: phone.session.vote.number };
  phone.refused = '';
  phone.line.say({ type: 'vote', ...phone.waiting });
  draw();
}

/** @param {string} question @param {number} value */
function answer(question, value) {
  const each = { value, moment: phone.session.asking };
  phone.asked.set(question, each);
  phone.line.say({ type: 'answer', question, ...each });
}

/** @param {string} lang */
async function speak(lang) {
  const turn = ++phone.languages;
  localStorage.setItem('lang', lang);
  const words = await wordsOf(lang);
  if (turn !== phone.languages) return; // another language was asked for meanwhile
  phone.words = words;
  document.documentElement.lang = lang;
  draw();
}

function draw() {
  const { words, session } = phone;
  put(byId('lang'), ['fr', 'en'].map((lang) => h('button', { type: 'button', lang, 'aria-pressed': String(words.lang === lang), text: lang.toUpperCase(), onclick: () => speak(lang) })));
  const ballot = session?.vote;
  const parts = [];
  if (session?.asking) parts.push(...questions());
  if (ballot?.choices?.length) parts.push(...choices(ballot));
  if (!parts.length) parts.push(h('h1', { text: words.say('phone_wait') }), h('p', { text: words.say('phone_nobody') }), kind());
  if (session?.explorers) parts.push(h('p', {}, h('a', { href: '/?explore', text: words.say('explore_alone') })));
  put(byId('screen'), parts);
}

/** @param {any} ballot */
function choices(ballot) {
  const { words } = phone;
  const mine = phone.waiting && ballot.open ? phone.waiting.place : ballot.mine;
  const state = stateOf(ballot, mine);
  const letter = mine === null || mine === undefined ? '' : LETTERS[mine];
  return [
    h('h1', { text: words.say('phone_question') }),
    h('p', { class: 'quiet', text: words.say('phone_nobody') }),
    h('div', { class: 'cards', role: 'group', 'aria-label': words.say('phone_question') }, ballot.choices.map((/** @type {string} */ choice, /** @type {number} */ i) => h('button', { type: 'button', class: `card ${hue(choice)}`, disabled: !ballot.open, 'aria-pressed': String(mine === i), onclick: () => vote(i) }, h('span', { class: 'letter', text: LETTERS[i] }), sign(choice, 26), h('span', {}, h('b', { text: choice === 'none_stands_out' ? words.say(choice) : words.stance(choice) }), h('span', { class: 'says', text: words.say(`stance_says.${choice}`) })), mine === i ? h('span', { class: 'tick', 'aria-hidden': 'true', text: state === 'offline' ? '!' : state === 'sending' ? '…' : '✓' }) : null))),
    h('p', { class: 'sent', role: 'status' }, h('b', { text: words.say(`vote_state.${state}`, { L: letter }) }), ' ', words.say(`vote_more.${state}`, { L: letter || '…' })),
  ];
}

/** @param {any} ballot @param {number | null | undefined} mine */
function stateOf(ballot, mine) {
  if (!phone.open) return 'offline';
  if (!ballot.open) return 'closed';
  if (phone.waiting) return 'sending';
  if (phone.refused === 'too_many') return 'too_many';
  return mine === null || mine === undefined ? 'choose' : 'sent';
}

/** Three questions, from 1 to 5. */
function questions() {
  const { words, session } = phone;
  return [
    h('h1', { text: words.say(`questions_${session.asking}`) }),
    session.questions.map((/** @type {string} */ question) => h('fieldset', { class: 'scale' }, h('legend', { text: words.say(`asks.${question}`) }), [1, 2, 3, 4, 5].map((value) => h('label', {}, h('input', { type: 'radio', name: question, value, checked: (phone.asked.get(question)?.value ?? session.given?.[question]) === value, onchange: () => answer(question, value) }), String(value))), h('p', { class: 'quiet', text: words.say('scale_ends') }))),
  ];
}

/** What kind of participant one is, if one wants to say so. */
function kind() {
  const { words, session } = phone;
  const select = h('select', { id: 'kind', onchange: () => {
    phone.kind = select.value;
    phone.line.say({ type: 'kind', kind: select.value });
  } }, h('option', { value: '', text: words.say('kind_none') }), (session?.kinds ?? []).map((/** @type {string} */ each) => h('option', { value: each, text: words.say(`kind.${each}`), selected: (phone.kind ?? session.kind) === each })));
  return h('p', {}, h('label', { for: 'kind', text: words.say('kind_ask') }), select);
}

start();
