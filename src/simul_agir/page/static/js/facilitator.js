// @ts-check
/** The facilitator's page: all screens, the private rail, and what is sent to the wall. Also the page of one who explores alone. */
import { byId, h, put } from './dom.js';
import { onServer } from './engine/server.js';
import { Past, fromHash, toHash } from './state.js';
import { question } from './verdicts.js';
import { wordsOf } from './words.js';
import { branch } from './views/branch.js';
import { diagnose } from './views/diagnose.js';
import { importing } from './views/importing.js';
import { dossier, territories } from './views/more.js';
import { predict, reveal } from './views/predict.js';
import { profile } from './views/profile.js';
import { story } from './views/story.js';
import { whatif } from './views/whatif.js';
import { keyboard } from './keys.js';
import { header, theme } from './header.js';
import { aboutOf, closeFork, compare, compareStart, fork, life, need, network, other } from './page/asking.js';
import { settings, undo } from './page/moving.js';
import { month, play, replay } from './page/playing.js';
import { rail } from './page/rail.js';
import { numbers, report, upload } from './page/taking.js';
import { catchUp, mind, publish } from './page/walling.js';

const VIEWS = { diagnose, predict, reveal, whatif, branch, profile, story, territories, import: importing, dossier };

class Page {
  /**
   * @param {import('./engine/interface.js').Way} [way] what answers, and what stands in the corners of the frame
   */
  constructor(way = onServer) {
    this.way = way;
    this.alone = document.body.dataset.role === 'explorer';
    this.past = new Past();
    /** @type {any} */
    this.app = { answers: {}, scents: {}, weights: [1 / 3, 1 / 3, 1 / 3], wall: false, tries: false, status: { kind: 'busy', text: '' }, session: null, able: null, territory: null, replay: null };
    this.app.tries = !this.alone || way.own === true;
    this.chosen = location.hash.includes('p='); // whether somebody chose the two arms in front
    this.app.state = fromHash(location.hash, { territory: '', screen: 'whatif', settings: {}, pair: [], month: -1, fork: null, life: null, other: '' });
    /** @type {any} */
    this.view = null;
    /** @type {Map<string, any>} */
    this.sliders = new Map();
    this.timer = 0;
    this.touched = false;
    this.held = false; // whether a slider is in hand
    this.flying = false; // whether a draft is under way: one at a time
    this.waiting = false; // whether the slider has moved since it was asked for
    this.drafted = false; // whether its last move was asked for as a draft
    this.playing = 0;
    this.about = ''; // what the answers that are kept are about
    this.drawn = ''; // which life is drawn
    this.scented = ''; // the territory whose sliders were tried
    this.sorted = false; // whether the sliders stand in the order of what they do
    this.shownSlider = ''; // the one that somebody chose on a narrow screen
    /** @type {{hash: string, have: string, pictures: Element[], mark: string, seen: boolean} | null} what this page sent to the wall */
    this.sent = null;
    this.mark = Math.random().toString(36).slice(2, 10); // tells this page from another one of the same facilitator
    this.marks = 0;
    this.wanted = ''; // the state that is to be sent to the wall as soon as its numbers are there
    this.spoken = 0; // how often a language was asked for
    this.late = false; // whether the wall shows something else than this page
    /** @type {Set<string>} calls that are under way */
    this.pending = new Set();
    /** @type {Map<string, import('./engine/interface.js').Ticket>} what was asked for at these settings */
    this.tickets = new Map();
    this.beside = ''; // which other territory is asked for, at which settings
  }

  async start() {
    const lang = localStorage.getItem('lang') ?? (navigator.language.startsWith('en') ? 'en' : 'fr');
    theme(localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    this.app.words = await wordsOf(lang);
    document.documentElement.lang = lang;
    const { line, engine } = this.way.open(this.alone ? 'explorer' : 'facilitator', () => this.app.words.lang);
    this.line = line;
    this.engine = engine;
    this.line.hearers.push((message) => this.hear(message));
    this.line.watchers.push((open) => this.connected(open));
    this.acts();
    this.app.able = await this.engine.capabilities();
    this.frame();
    const known = this.app.able.territories.map((/** @type {any} */ each) => each.name);
    if (!known.includes(this.app.state.territory)) this.app.state.territory = known[0];
    this.land(this.app.state.territory);
    addEventListener('resize', () => this.view?.draw());
    addEventListener('hashchange', () => {
      if (byId('cover') && location.hash !== toHash(this.app.state)) location.reload();
    });
    keyboard(this);
  }

  /** What views may do. */
  acts() {
    this.app.act = {
      move: () => {},
      replay: () => this.replay(),
      play: () => this.play(),
      month: (/** @type {number} */ month) => this.month(month),
      branchMenu: () => this.screen('branch'),
      fork: (/** @type {import('./state.js').Fork} */ asked) => fork(this, asked),
      closeFork: () => closeFork(this),
      life: (/** @type {string} */ which, /** @type {string} */ stance) => life(this, which, stance),
      other: (/** @type {string} */ name) => other(this, name),
      territory: (/** @type {string} */ name) => this.go(name),
      report: () => report(this),
      upload: (/** @type {File[]} */ files, /** @type {any} */ answers, /** @type {string} */ instead) => upload(this, files, answers, instead),
      raise: (/** @type {string} */ stance, /** @type {boolean} */ swap) => this.raise(stance, swap),
      line: (/** @type {any} */ message) => this.line?.say(message),
      speak: (/** @type {string} */ text) => this.say(text),
    };
  }

  /** @param {any} message */
  hear(message) {
    if (message.type === 'refused' && message.why === 'not_there' && this.sent) this.sent.have = ''; // sent again when it is there
    if (message.type !== 'session') return;
    this.app.session = message.session;
    mind(this, message.session.shown?.state?.mark);
    if (['predict', 'reveal', 'dossier'].includes(this.app.state.screen)) this.redraw();
    this.rail();
  }

  /** @param {boolean} open */
  connected(open) {
    if (!open) {
      const time = new Date().toLocaleTimeString(this.app.words.lang, { hour: '2-digit', minute: '2-digit' });
      this.tell('lost', this.app.words.say('status.lost', { time }));
    }
  }

  /** Opens a territory. @param {string} name */
  land(name) {
    this.app.state.territory = name;
    this.app.answers = {};
    this.app.scents = {};
    this.tell('busy', this.app.words.say('status.opening'));
    this.engine?.open({ territory: name }, (answer) => {
      this.app.territory = answer.head;
      const known = new Map(answer.head.sliders.map((/** @type {any} */ each) => [each.key, each]));
      for (const key of Object.keys(this.app.state.settings)) if (!known.has(key)) delete this.app.state.settings[key];
      this.app.state.pair = this.app.state.pair.filter((/** @type {string} */ arm) => answer.head.arms.includes(arm));
      if (this.app.state.month < 0 || this.app.state.month > answer.head.months + answer.head.months_after) this.app.state.month = answer.head.months;
      settings(this);
      this.about = aboutOf(this);
      this.frame();
      compare(this, true);
      compareStart(this);
    }, { fail: (text) => this.fail(text) });
  }

  /** @param {string} name */
  go(name) {
    this.app.state = { ...this.app.state, territory: name, settings: {}, pair: [], month: -1, fork: null, life: null, screen: 'whatif' };
    history.replaceState(null, '', toHash(this.app.state));
    location.reload();
  }

  /** Draws what stands around the screens, then the screen. */
  frame() {
    header(this);
    this.rail();
    this.screen(this.app.state.screen, true);
  }

  /** @param {string} name @param {boolean} [again] */
  screen(name, again = false) {
    const { app } = this;
    if (!again && app.state.screen !== name) this.past.keep(app.state);
    app.state.screen = name;
    if (!app.territory) return;
    this.view = VIEWS[/** @type {keyof typeof VIEWS} */ (name)](app);
    const within = byId('screen').contains(document.activeElement);
    byId('screen').replaceChildren(this.view.root);
    if (within) byId('verdict')?.focus();
    for (const id of ['settings', 'more']) byId(id).classList.toggle('hidden', name !== 'whatif');
    byId('sorted').hidden = name !== 'whatif';
    byId('work').dataset.screen = name;
    need(this, name);
    this.redraw();
    this.rail();
  }

  /** Two arms in front: one is swapped in, or only raised. @param {string} stance @param {boolean} swap */
  raise(stance, swap) {
    const { app } = this;
    if (swap && !app.territory?.arms.includes(stance)) return;
    if (swap && !app.state.pair.includes(stance)) {
      this.past.keep(app.state);
      this.chosen = true;
      app.state.pair = [stance, app.state.pair[0]];
      if (app.answers.now) network(this, app.answers.now);
      this.redraw();
    }
    for (const each of document.querySelectorAll('[data-stance]')) each.classList.toggle('raised', each.getAttribute('data-stance') === stance);
  }

  redraw() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.view?.draw();
      this.address();
      catchUp(this);
    });
  }

  address() {
    const hash = toHash(this.app.state);
    if (this.app.territory) history.replaceState(null, '', hash);
    const late = this.sent !== null && this.sent.hash !== hash;
    if (late !== this.late) this.rail();
    this.late = late;
    const undo = byId('undo');
    if (undo) undo.disabled = this.past.empty;
  }

  /** @param {string} kind @param {string} text */
  tell(kind, text) {
    this.app.status = { kind, text };
    for (const line of document.querySelectorAll('.status')) {
      line.className = `status ${kind}`;
      put(line, h('span', { class: 'lamp', 'aria-hidden': 'true' }), text);
    }
  }

  /** @param {string} text */
  fail(text) {
    this.tell('fault', text || this.app.words.say('status.fault'));
    this.say(text);
  }

  /** To those who listen; nobody does where another page is in this one's place. @param {string} text */
  say(text) {
    const line = byId('spoken');
    if (line) put(line, text);
  }

  /** @param {string} lang */
  async speak(lang) {
    const turn = ++this.spoken;
    localStorage.setItem('lang', lang);
    const words = await wordsOf(lang);
    if (turn !== this.spoken) return; // another language was asked for meanwhile
    this.app.words = words;
    document.documentElement.lang = lang;
    this.resume();
  }

  /** Draws all of the page anew: in another language, or when it comes back in the place of a dossier. */
  resume() {
    if (this.app.territory) settings(this);
    this.frame();
  }

  undo() {
    undo(this);
  }

  replay() {
    replay(this);
  }

  play() {
    play(this);
  }

  /** @param {number} at */
  month(at) {
    month(this, at);
  }

  publish() {
    publish(this);
  }

  /** The next step: what is on screen goes to the wall. */
  next() {
    publish(this);
  }

  rail() {
    rail(this);
  }

  numbers() {
    numbers(this);
  }

  /** The title of the window. */
  get title() {
    const { app } = this;
    return app.territory ? `${question(app.territory, app.state.settings, app.words)} · simul_agir` : 'simul_agir';
  }
}

export { Page };
if (document.body.dataset.role) {
  const page = new Page();
  page.start();
  Object.assign(window, { page });
}
