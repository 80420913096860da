// @ts-check
/** The door: whoever knows the word may join. */
import { byId, h, put } from './dom.js';
import { wordsOf } from './words.js';

const role = location.search === '?explore' ? 'explorer' : 'phone';

async function start() {
  const words = await wordsOf(localStorage.getItem('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'fr'));
  document.documentElement.lang = words.lang;
  const field = h('input', { type: 'text', id: 'word', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true });
  const told = h('p', { role: 'alert', class: 'refused' });
  const form = h('form', { class: 'join', onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const answer = await fetch(`/join/${role}`, { method: 'POST', body: field.value });
    if (answer.ok) location.assign((await answer.json()).to);
    else put(told, words.say(answer.status === 429 ? 'join_slow' : answer.status === 404 ? 'join_closed' : 'join_wrong'));
  } }, h('label', { for: 'word', text: words.say('join_ask') }), field, h('button', { class: 'strong', text: words.say('join_go') }), told);
  put(byId('screen'), h('h1', { text: words.say('join_title') }), form, h('p', { class: 'quiet', text: words.say('join_nobody') }), h('p', {}, h('a', { href: '/accessibility', text: words.say('accessibility') })));
}

start();
