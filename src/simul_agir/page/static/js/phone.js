// @ts-check
/** A phone: one vote, three questions, nothing else. */
import { byId, h, put } from './dom.js';
import { Line } from './engine/server.js';
import { hue, sign } from './looks.js';
import { wordsOf } from './words.js';

const LETTERS = 'ABCDEFGHIJ';

/** @type {any} */
const phone = { session: null, words: null, line: null, sent: '', waiting: null, given: {} };

async function start() {
  phone.words = await wordsOf(localStorage.getItem('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'fr'));
  document.documentElement.lang = phone.words.lang;
  phone.line = new Line('phone');
  phone.line.hearers.push((/** @type {any} */ message) => {
    if (message.type === 'session') phone.session = message.session;
    if (message.type === 'voted') {
      phone.sent = message.said;
      if (message.said === 'sent') {
        phone.waiting = null;
        phone.session.vote.mine = message.place;
      }
    }
    if (message.type === 'answered' && message.said === 'sent') phone.given[message.question] = message.value;
    draw();
  });
  phone.line.watchers.push((/** @type {boolean} */ open) => {
    phone.open = open;
    if (open && phone.waiting !== null) phone.line.say({ type: 'vote', place: phone.waiting });
    draw();
  });
  draw();
}

/** @param {number} place */
function vote(place) {
  phone.waiting = place;
  phone.sent = 'sending';
  phone.line.say({ type: 'vote', place });
  draw();
}

function draw() {
  const { words, session } = phone;
  put(byId('lang'), ['fr', 'en'].map((lang) => h('button', { type: 'button', lang, 'aria-pressed': String(words.lang === lang), text: lang.toUpperCase(), onclick: async () => {
    localStorage.setItem('lang', lang);
    phone.words = await wordsOf(lang);
    document.documentElement.lang = lang;
    draw();
  } })));
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
  const mine = phone.waiting ?? ballot.mine;
  const state = !phone.open ? 'offline' : !ballot.open ? 'closed' : phone.sent === 'sending' ? 'sending' : mine !== null && mine !== undefined ? 'sent' : 'choose';
  const letter = mine === null || mine === undefined ? '' : LETTERS[mine];
  return [
    h('h1', { text: words.say('phone_question') }),
    h('p', { class: 'quiet', text: words.say('phone_nobody') }),
    h('div', { class: 'cards', role: 'group', 'aria-label': words.say('phone_question') }, ballot.choices.map((/** @type {string} */ choice, /** @type {number} */ i) => h('button', { type: 'button', class: `card ${hue(choice)}`, disabled: !ballot.open, 'aria-pressed': String(mine === i), onclick: () => vote(i) }, h('span', { class: 'letter', text: LETTERS[i] }), sign(choice, 26), h('span', {}, h('b', { text: choice === 'none_stands_out' ? words.say(choice) : words.stance(choice) }), h('span', { class: 'says', text: words.say(`stance_says.${choice}`) })), mine === i ? h('span', { class: 'tick', 'aria-hidden': 'true', text: state === 'offline' ? '!' : state === 'sending' ? '…' : '✓' }) : null))),
    h('p', { class: 'sent', role: 'status' }, h('b', { text: words.say(`vote_state.${state}`, { L: letter }) }), ' ', words.say(`vote_more.${state}`, { L: letter || '…' })),
  ];
}

/** Three questions, from 1 to 5. */
function questions() {
  const { words, session } = phone;
  return [
    h('h1', { text: words.say(`questions_${session.asking}`) }),
    session.questions.map((/** @type {string} */ question) => h('fieldset', { class: 'scale' }, h('legend', { text: words.say(`asks.${question}`) }), [1, 2, 3, 4, 5].map((value) => h('label', {}, h('input', { type: 'radio', name: question, value, checked: phone.given[question] === value, onchange: () => phone.line.say({ type: 'answer', question, value }) }), String(value))), h('p', { class: 'quiet', text: words.say('scale_ends') }))),
  ];
}

/** What kind of participant one is, if one wants to say so. */
function kind() {
  const { words, session } = phone;
  const select = h('select', { id: 'kind', onchange: () => phone.line.say({ type: 'kind', kind: select.value }) }, h('option', { value: '', text: words.say('kind_none') }), (session?.kinds ?? []).map((/** @type {string} */ each) => h('option', { value: each, text: words.say(`kind.${each}`), selected: session.kind === each })));
  return h('p', {}, h('label', { for: 'kind', text: words.say('kind_ask') }), select);
}

start();
