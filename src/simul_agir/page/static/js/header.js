// @ts-check
/** What stands around the screens: header, footer, themes. */
import { byId, h, put } from './dom.js';
import { icon, key } from './views/whatif.js';

const THEMES = ['light', 'dark', 'contrast'];

/** @param {string} name */
export function theme(name) {
  const chosen = THEMES.includes(name) ? name : 'light';
  document.documentElement.dataset.theme = chosen;
  localStorage.setItem('theme', chosen);
  return chosen;
}

export function nextTheme() {
  const now = document.documentElement.dataset.theme ?? 'light';
  return theme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
}

/** @param {any} page */
export function header(page) {
  const { app } = page;
  const { words } = app;
  const list = app.able?.territories ?? [];
  const select = h('select', { id: 'territory', 'aria-label': words.say('territory'), onchange: () => page.go(select.value) });
  for (const each of list) select.append(h('option', { value: each.name, text: each.title[words.lang], selected: each.name === app.state.territory }));
  put(
    byId('header'),
    h('a', { class: 'skip', href: '#verdict', text: words.say('skip'), onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      byId('verdict')?.focus();
    } }),
    h('span', { class: 'brand' }, h('span', { class: 'logo', 'aria-hidden': 'true' }), 'simul_agir'),
    select,
    page.way.head?.(page),
    h('span', { class: 'grow' }),
    h('button', { type: 'button', id: 'undo', 'aria-label': words.say('undo'), disabled: page.past.empty, onclick: () => page.undo(), title: 'Ctrl+Z' }, icon('undo'), h('span', { text: words.say('undo') })),
    h('button', { type: 'button', onclick: () => copyLink(words) }, icon('link'), h('span', { text: words.say('copy_link') })),
    h('button', { type: 'button', onclick: () => blank(page) }, icon('blank'), h('span', { text: words.say('blank') }), key('B')),
    h('span', { class: 'group', role: 'group', 'aria-label': words.say('language') }, ['fr', 'en'].map((lang) => h('button', { type: 'button', 'aria-pressed': String(words.lang === lang), lang, onclick: () => page.speak(lang), text: lang.toUpperCase() }))),
    h('button', { type: 'button', id: 'theme', 'aria-label': words.say(`theme.${document.documentElement.dataset.theme}`), onclick: () => {
      nextTheme();
      header(page);
    } }, icon('theme'), h('span', { text: words.say(`theme.${document.documentElement.dataset.theme}`) })),
    page.alone ? null : h('button', { type: 'button', onclick: () => openWall(), text: words.say('wall') }),
  );
  const elsewhere = app.state.screen === 'whatif' ? '' : ' hidden';
  put(
    byId('footer'),
    h('b', { text: words.say('not_a_prediction') }),
    h('span', { id: 'sorted', class: 'quiet', hidden: elsewhere !== '', text: page.sorted ? words.say('sorted') : '' }),
    h('span', { class: 'grow' }),
    h('button', { type: 'button', class: `link${elsewhere}`, id: 'more', 'aria-expanded': String(!byId('drawer').classList.contains('hidden')), 'aria-controls': 'drawer', onclick: () => drawer(page), text: words.say('more_settings') }),
    h('button', { type: 'button', class: 'link', onclick: () => page.numbers(), text: words.say('numbers') }),
    h('button', { type: 'button', class: 'link', onclick: () => help(page), text: words.say('keys') }, key('?')),
    page.way.foot?.(page) ?? [h('a', { href: '/accessibility', text: words.say('accessibility') }), h('a', { href: '/notice', text: words.say('notice') })],
  );
}

/** Opens or closes the drawer of further settings. @param {any} page */
function drawer(page) {
  const open = !byId('drawer').classList.toggle('hidden');
  byId('more').setAttribute('aria-expanded', String(open));
  page.view?.draw();
}

/** @param {import('./words.js').Words} words */
async function copyLink(words) {
  const spoken = byId('spoken');
  try {
    await navigator.clipboard.writeText(location.href);
    put(spoken, words.say('link_copied'));
    notice(words.say('link_copied'));
  } catch {
    notice(words.say('link_by_hand'));
  }
}

/** A short line that goes away by itself. @param {string} text */
export function notice(text) {
  const line = byId('notice');
  put(line, text);
  line.classList.remove('hidden');
  setTimeout(() => line.classList.add('hidden'), 4000);
}

/** Blanks this screen and the wall, or shows them again. @param {any} page */
export function blank(page) {
  const cover = byId('cover');
  const shown = cover.classList.toggle('hidden');
  if (!shown) cover.focus();
  page.line?.say({ type: 'blank', on: !shown });
}

async function openWall() {
  const answer = await fetch('/facilitator/links');
  if (answer.ok) open((await answer.json()).wall, 'wall', 'noopener');
}

/** The list of keys. @param {any} page */
export function help(page) {
  const { words } = page.app;
  const dialog = byId('dialog');
  const keys = ['B', 'Esc', 'R', 'P', 'N', 'V', 'F', '1–6', 'T', 'L', '?', 'Ctrl+Z'];
  const off = h('input', { type: 'checkbox', id: 'letters', checked: localStorage.getItem('letters') !== 'off', onchange: () => localStorage.setItem('letters', off.checked ? 'on' : 'off') });
  put(dialog, h('h2', { text: words.say('keys') }), h('dl', { class: 'keys' }, keys.map((each, i) => [h('dt', {}, key(each)), h('dd', { text: words.say(`key.${i}`) })])), h('p', {}, h('label', {}, off, ` ${words.say('letters_on')}`)), h('form', { method: 'dialog' }, h('button', { class: 'strong', text: words.say('close') })));
  dialog.showModal();
}
