// @ts-check
/**
 * The page in one file: it unpacks what Python put beside it, answers by the rules in this browser, and states whether they give the
 * dossier's own numbers here. Nothing is asked of another machine.
 */
import { h, put } from './dom.js';
import { BrowserEngine } from './engine/browser.js';
import { repeated } from './engine/browser/own.js';
import { Laboratory } from './engine/browser/lives.js';
import { bytesOf, gunzip } from './engine/browser/packed.js';
import { Page } from './facilitator.js';
import { notice } from './header.js';
import { saved } from './saved.js';
import { learn, wordsOf } from './words.js';

const SCREENS = ['whatif', 'branch', 'profile', 'story', 'diagnose', 'territories'];
const HANDS = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - (navigator.hardwareConcurrency > 4 ? 1 : 0)));

/** Whether this browser may run the rules: scripts it runs already. */
function able() {
  return typeof WebAssembly === 'object' && typeof DecompressionStream === 'function' && typeof Worker === 'function' && WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
}

/** Storage that browsers may refuse to a file: what is kept then is kept as long as the page is open. */
function mindStorage() {
  try {
    localStorage.getItem('lang');
  } catch {
    /** @type {Map<string, string>} */
    const kept = new Map();
    Object.defineProperty(window, 'localStorage', { value: { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value) } });
  }
}

class Live {
  /** @param {any} told */
  constructor(told) {
    /** @type {{lang?: string, own?: any, record?: any, state?: string}} what a file holds that a browser made */
    this.made = JSON.parse(document.getElementById('live-record')?.textContent ?? '{}');
    this.told = { ...told, ...this.made };
    this.alone = document.body.dataset.live === 'page';
    this.lang = this.told.lang;
    const rules = Object.fromEntries([...document.querySelectorAll('script[id^="live-rules-"]')].map((each) => [each.id.slice('live-rules-'.length), each.textContent ?? '']));
    this.laboratory = new Laboratory(told.shared, rules, { workers: HANDS });
    this.territories = new Map(told.territories.map((/** @type {any} */ each) => [each.name, each]));
    /** @type {Page | null} */
    this.page = null;
    /** @type {Node[]} what is not on screen: the dossier, or the page */
    this.aside = [];
    this.shown = false;
    /** @type {import('./words.js').Words | null} */
    this.words = null;
  }

  /** @param {string} key @param {{[name: string]: any}} [fields] */
  say(key, fields = {}) {
    return this.words ? this.words.say(key, fields) : key;
  }

  async begin() {
    await this.laboratory.module(this.told.territories[0].layout.table); // refused here where WebAssembly is
    learn(this.told.words);
    this.words = await wordsOf(this.lang);
    if (this.alone) return this.open();
    const state = h('p', { id: 'live-own', role: 'status' });
    put(/** @type {Element} */ (document.getElementById('live')), h('p', {}, this.say('live.what')), h('p', {}, h('button', { type: 'button', id: 'live-open', onclick: () => this.open(), text: this.say('live.open') })), state);
    if (location.hash.startsWith('#t=')) await this.open();
    await this.check(state);
  }

  /** Computes the dossier's numbers again, and says what was found. @param {HTMLElement} state */
  async check(state) {
    const { own, territories } = this.told;
    if (!own) return;
    put(state, this.say('live.checking'));
    const land = this.territories.get(own.territory) ?? territories[0];
    /** @param {string} found */
    const ends = (found) => (state.dataset.found = found);
    const tell = {
      part: (/** @type {number} */ done) => put(state, this.say('live.checking_part', { done, of: own.runs })),
      found: (/** @type {import('./engine/browser/own.js').Found} */ found) => ends(this.compared(state, found)),
    };
    await repeated(this.laboratory, land, own, this.record(), tell).catch((error) => {
      put(state, this.say('live.not_checked', { why: String(error?.message ?? error) }));
      ends('fault');
    });
  }

  /** What was found, in words. @param {HTMLElement} state @param {import('./engine/browser/own.js').Found} found @returns {string} */
  compared(state, { count, printed, apart, parts, levers }) {
    const words = /** @type {import('./words.js').Words} */ (this.words);
    if (apart.length) put(state, h('b', { text: this.say('live.different') }), ' ', this.say('live.different_how', { arms: apart.map((arm) => words.stance(arm)).join(', ') }));
    else if (parts.length) put(state, h('b', { text: this.say('live.different') }), ' ', this.say('live.different_parts', { parts: parts.map((part) => this.say(`live.part_${part}`)).join(', ') }));
    else put(state, h('b', { text: this.say('live.identical') }), ' ', this.say('live.identical_how', { count: words.number(count, 0), runs: words.number(this.told.own.runs, 0), printed: words.number(printed, 0) }), ' ', this.besides(levers));
    return apart.length || parts.length ? 'different' : 'identical';
  }

  /** The answer that the dossier prints, as its block holds it. @returns {any} */
  record() {
    return this.made.record ?? JSON.parse(document.getElementById('dossier')?.textContent ?? 'null')?.answer;
  }

  /** What else was compared, and what was not. @param {'' | 'waiting' | 'done'} levers */
  besides(levers) {
    const said = { '': [], waiting: [this.say('live.identical_settings')], done: [this.say('live.identical_all')] }[levers];
    return [...said, this.say(this.record()?.what_if ? 'live.identical_but_why' : 'live.identical_but')].join(' ');
  }

  /** Puts the what-if in the dossier's place. */
  async open() {
    this.swap(true);
    if (this.page) return this.page.resume();
    mindStorage();
    if (!localStorage.getItem('lang')) localStorage.setItem('lang', this.lang);
    document.body.dataset.role = 'explorer';
    if (this.made.state && !location.hash.startsWith('#t=')) history.replaceState(null, '', this.made.state);
    document.body.append(...frame(this.say('live.settings'), this.say('live.cover')));
    this.page = new Page(this.way());
    const { page } = this;
    const screen = page.screen.bind(page);
    page.screen = (/** @type {string} */ name, again = false) => {
      if (!SCREENS.includes(name)) return notice(page.app.words.say('live.not_here'));
      screen(name, again);
      for (const each of document.querySelectorAll('.livenav [data-screen]')) each.setAttribute('aria-pressed', String(each.getAttribute('data-screen') === name));
    };
    Object.assign(window, { page });
    await page.start();
  }

  /** Puts the dossier back. */
  close() {
    this.swap(false);
    history.replaceState(null, '', '#');
  }

  /** @param {boolean} show whether the what-if is to be shown */
  swap(show) {
    if (this.shown === show) return;
    this.shown = show;
    const body = document.body;
    const gone = [...body.childNodes].filter((each) => !['SCRIPT', 'STYLE'].includes(each.nodeName));
    body.append(...this.aside);
    for (const each of gone) each.remove();
    this.aside = gone;
    for (const style of document.querySelectorAll('style')) style.media = (style.id === 'live-style') === show ? 'all' : 'not all';
    if (!show) document.documentElement.lang = this.lang;
    scrollTo(0, 0);
  }

  /** @returns {import('./engine/interface.js').Way} */
  way() {
    return {
      open: (_, lang) => {
        const engine = new BrowserEngine(this.territories, this.laboratory, (key, fields) => this.fault(lang(), key, fields), { file: (told, asked) => this.file(told, asked) });
        return { engine, line: { say: (message) => this.heard(engine, message), hearers: [], watchers: [] } };
      },
      own: true,
      head: (page) => [
        h('nav', { class: 'livenav', 'aria-label': page.app.words.say('live.screens') }, this.screens().map((name) => h('button', { type: 'button', 'data-screen': name, 'aria-pressed': String(page.app.state.screen === name), onclick: () => page.screen(name), text: page.app.words.say(`step.${name}`) }))),
        this.alone ? null : h('button', { type: 'button', class: 'strong', id: 'live-close', onclick: () => this.close(), text: page.app.words.say('live.close') }),
      ],
      foot: (page) => [page.app.territory?.real ? h('b', { class: 'real', text: page.app.words.say('live.real') }) : null, h('button', { type: 'button', id: 'live-save', onclick: () => this.save(page), text: page.app.words.say('live.save') }), h('button', { type: 'button', class: 'link', onclick: () => this.about(page.app.words), text: page.app.words.say('live.about') })],
    };
  }

  /** The answer at hand as a file. @param {import('./engine/browser/report.js').Reported} told @param {import('./engine/browser/asked.js').Asked} asked */
  async file(told, asked) {
    const host = h('div', { class: 'fanbox', id: 'live-paper', 'aria-hidden': 'true' });
    document.body.append(host);
    const { app } = /** @type {Page} */ (this.page);
    const found = await saved(app, told, { ...asked.land.open, real: asked.land.real }, host, this.told.version);
    host.remove();
    return found;
  }

  /** Makes a file of the answer on screen, and offers it. @param {any} page */
  async save(page) {
    const { words } = page.app;
    const dialog = /** @type {any} */ (document.getElementById('dialog'));
    const said = h('p', { role: 'status', text: words.say('live.saved_busy') });
    put(dialog, h('h2', { text: words.say('live.save') }), h('p', { text: words.say('live.saved_what') }), said, h('form', { method: 'dialog' }, h('button', { text: words.say('close') })));
    dialog.showModal();
    const answer = await page.app.act.report();
    if (answer.fault) return put(said, answer.fault);
    put(said, answer.head.sentence);
    said.after(h('p', {}, h('a', { href: answer.href, id: 'live-saved', download: answer.head.name, class: 'button strong', text: words.say('dossier_save', { name: answer.head.name, size: words.number(answer.size / 1024, 0) }) })));
  }

  /** What is said to a room: of it only that work is not waited for any more. @param {BrowserEngine} engine @param {any} message */
  heard(engine, message) {
    const working = message.type === 'cancel' ? engine.working.get(message.channel) : undefined;
    if (working) engine.cancel({ channel: message.channel, move: working.move });
    return false;
  }

  screens() {
    return SCREENS.filter((name) => name !== 'territories' || this.territories.size > 1);
  }

  /** A fault in words. @param {string} lang @param {string} key @param {{[name: string]: any}} fields */
  fault(lang, key, fields) {
    const text = this.told.words[lang]?.[`page_fault.${key}`] ?? key;
    return text.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => (name in fields ? String(fields[name]) : whole));
  }

  /** What this file is, what it cannot do, and under which licence it may be passed on. @param {import('./words.js').Words} words */
  about(words) {
    const dialog = /** @type {any} */ (document.getElementById('dialog'));
    const parts = ['computes', 'lacks', 'access', 'licence', 'data'].map((each) => h('p', { text: words.say(`live.about_${each}`, { version: this.told.version }) }));
    put(dialog, h('h2', { text: words.say('live.about') }), parts, h('form', { method: 'dialog' }, h('button', { class: 'strong', text: words.say('close') })));
    dialog.showModal();
  }
}

/** The page's elements. @param {string} settings @param {string} cover */
function frame(settings, cover) {
  return [
    h('header', { id: 'header' }),
    h('div', { id: 'frame' }, h('main', { id: 'work' }, h('div', { id: 'screen' }), h('section', { id: 'settings', class: 'hidden', 'aria-label': settings }, h('div', { id: 'sliders' }), h('div', { id: 'drawer', class: 'hidden' })))),
    h('footer', { id: 'footer' }),
    h('p', { id: 'spoken', class: 'hidden', 'aria-live': 'polite' }),
    h('p', { id: 'notice', class: 'hidden' }),
    h('dialog', { id: 'dialog' }),
    h('button', { id: 'cover', class: 'hidden', type: 'button', 'aria-label': cover }),
  ];
}

async function start() {
  const data = document.getElementById('live-data');
  if (!data || !able()) return;
  const told = JSON.parse(new TextDecoder().decode(await gunzip(bytesOf(data.textContent ?? ''))));
  const live = new Live(told);
  Object.assign(window, { live });
  await live.begin();
}

start().catch((error) => console.info(String(error?.message ?? error))); // the sentence that stands in the file stays
