// @ts-check
/** The facilitator's page: all screens, the private rail, and what is sent to the wall. Also the page of one who explores alone. */
import { byId, h, put } from './dom.js';
import { onServer } from './engine/server.js';
import { Past, fromHash, toHash } from './state.js';
import { firstPair, question, verdict } from './verdicts.js';
import { wordsOf } from './words.js';
import { slider, valueOf } from './sliders.js';
import { tableOf, fansIn } from './charts/fan.js';
import { isMoved } from './views/app.js';
import { branch, twoFans } from './views/branch.js';
import { dossier, importing, territories } from './views/more.js';
import { predict, reveal } from './views/predict.js';
import { profile } from './views/profile.js';
import { story } from './views/story.js';
import { icon, key, whatif } from './views/whatif.js';
import { keyboard } from './keys.js';
import { header, theme } from './header.js';
/** @typedef {import('./engine/interface.js').Answer} Answer */

const VIEWS = { predict, reveal, whatif, branch, profile, story, territories, import: importing, dossier };
const STEPS = ['predict', 'reveal', 'whatif', 'branch', 'profile', 'story', 'dossier'];
const CHANNELS = { predict: ['open', 'now', 'before'], reveal: ['open', 'now', 'before'], whatif: ['open', 'now', 'before', 'life'], branch: ['open', 'now', 'branch'], profile: ['open', 'profile'], story: ['open', 'now', 'story', 'life'] };
const CALL_OF = { branch: 'branch', profile: 'profile', story: 'story', dossier: 'report' };
const REST = 350; // milliseconds without a move after which lives are added
const IN_SIGHT = 5; // sliders; a sixth where the screen is wide

class Page {
  /**
   * @param {import('./engine/interface.js').Way} [way] what answers, and what stands in the corners of the frame
   */
  constructor(way = onServer) {
    this.way = way;
    this.alone = document.body.dataset.role === 'explorer';
    this.past = new Past();
    /** @type {any} */
    this.app = { answers: {}, scents: {}, weights: [1 / 3, 1 / 3, 1 / 3], wall: false, status: { kind: 'busy', text: '' }, session: null, able: null, territory: null };
    this.chosen = location.hash.includes('p='); // whether somebody chose the two arms in front
    this.app.state = fromHash(location.hash, { territory: '', screen: 'whatif', settings: {}, pair: [], month: -1, fork: null, life: null, other: '' });
    /** @type {any} */
    this.view = null;
    /** @type {Map<string, any>} */
    this.sliders = new Map();
    this.timer = 0;
    this.touched = false;
    this.playing = 0;
    this.about = ''; // what the answers that are kept are about
    this.drawn = ''; // which life is drawn
    this.scented = ''; // the territory whose sliders were tried
    /** @type {{hash: string, have: string} | null} what is on the wall */
    this.sent = null;
    /** @type {Set<string>} calls that are under way */
    this.pending = new Set();
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
      if (location.hash !== toHash(this.app.state)) location.reload();
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
      fork: (/** @type {import('./state.js').Fork} */ asked) => this.fork(asked),
      closeFork: () => this.closeFork(),
      life: (/** @type {string} */ which, /** @type {string} */ stance) => this.life(which, stance),
      other: (/** @type {string} */ name) => this.other(name),
      territory: (/** @type {string} */ name) => this.go(name),
      report: () => this.report(),
      upload: (/** @type {File[]} */ files) => this.upload(files),
      raise: (/** @type {string} */ stance, /** @type {boolean} */ swap) => this.raise(stance, swap),
      line: (/** @type {any} */ message) => this.line?.say(message),
      speak: (/** @type {string} */ text) => put(byId('spoken'), text),
    };
  }

  /** @param {any} message */
  hear(message) {
    if (message.type !== 'session') return;
    this.app.session = message.session;
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
      if (this.app.state.month < 0 || this.app.state.month > answer.head.months) this.app.state.month = answer.head.months;
      this.settings();
      this.frame();
      this.compare(true);
      this.compareStart();
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
    put(byId('screen'), this.view.root);
    byId('settings').classList.toggle('hidden', name !== 'whatif');
    byId('work').dataset.screen = name;
    this.need(name);
    this.redraw();
    this.rail();
  }

  /** Asks for what a screen needs and is not there. @param {string} name */
  need(name) {
    const { answers, state } = this.app;
    const base = { territory: state.territory, settings: state.settings };
    if (name === 'profile' && !answers.profile) this.ask('profile', base);
    if (name === 'branch' && state.fork && !answers.branch) this.ask('branch', { ...base, stance: state.fork.stay, month: state.fork.month, turn: state.fork.turn, effort: state.fork.effort, crisis: state.fork.crisis });
    if (name === 'story' && !answers.story && answers.now) this.life('median');
    if (name === 'territories' && this.app.able.territories.length > 1) this.other(state.other || this.app.able.territories.find((/** @type {any} */ each) => each.name !== state.territory).name);
  }

  /** @param {string} call @param {any} request */
  ask(call, request) {
    const engine = /** @type {any} */ (this.engine);
    if (this.pending.has(call)) return;
    this.pending.add(call);
    this.tell('busy', this.app.words.say('status.busy'));
    engine[call](request, (/** @type {Answer} */ answer) => {
      this.app.answers[call] = answer;
      this.pending.delete(call);
      this.tell('fresh', this.app.words.say('status.fresh', { n: this.app.words.number(answer.head.runs ?? 1, 0) }));
      this.redraw();
    }, { fail: (/** @type {string} */ text) => {
      this.pending.delete(call);
      this.fail(text);
    } });
  }

  /** The fans of the settings as they stand. @param {boolean} rest */
  compare(rest) {
    const { app } = this;
    const request = { territory: app.state.territory, settings: app.state.settings, rest };
    const about = JSON.stringify([app.state.territory, app.state.settings]);
    if (this.about !== about) {
      this.line?.say({ type: 'cancel', channel: 'doubts' });
      for (const call of ['profile', 'branch', 'story']) delete app.answers[call];
      this.pending.clear();
      this.about = about;
    }
    this.engine?.compare(request, (answer) => {
      app.answers.now = answer;
      if (app.state.pair.length < 2 || (!this.chosen && !this.touched && answer.head.runs <= 200)) {
        if (!this.chosen) app.state.pair = firstPair(answer);
      }
      const n = app.words.number(answer.head.runs, 0);
      const rough = !answer.head.rest || answer.head.runs < 50;
      this.tell(rough ? 'rough' : answer.head.full ? 'fresh' : 'finer', app.words.say(rough ? 'status.rough' : answer.head.full ? 'status.fresh' : 'status.finer', { n, most: app.words.number(app.able.most_runs, 0) }));
      this.redraw();
      if (answer.head.rest && (answer.head.runs >= 200 || !app.answers.life)) this.network(answer);
      if (answer.head.rest && answer.head.runs >= 200) this.settled(answer);
    }, { channel: 'now', fail: (text) => this.fail(text) });
  }

  /** What is said aloud and done once, at rest. @param {Answer} answer */
  settled(answer) {
    const { app } = this;
    const found = verdict(answer, isMoved(app) ? app.answers.before : null, app.state.pair, app.territory, app.words);
    if (answer.head.full) {
      put(byId('spoken'), found.spoken);
      this.doubt();
    }
    if (!isMoved(app)) app.answers.before = answer;
    if (this.scented !== app.state.territory) this.scents();
    this.need(app.state.screen);
  }

  /** What other assumptions would change of these settings, when nothing else is waited for. */
  doubt() {
    const { app } = this;
    const known = app.answers.doubts?.head.settings;
    if (known && JSON.stringify(known) === JSON.stringify(app.answers.now.head.settings)) return;
    this.engine?.sensitivity({ territory: app.state.territory, settings: app.state.settings, of: 'assumptions' }, (answer) => {
      app.answers.doubts = answer;
      this.redraw();
    }, { channel: 'doubts' });
  }

  /** The fans before any change. */
  compareStart() {
    if (!isMoved(this.app)) return;
    this.engine?.compare({ territory: this.app.state.territory, settings: {}, rest: true }, (answer) => {
      this.app.answers.before = answer;
      this.redraw();
    }, { channel: 'before' });
  }

  /** One life under the stance in front. @param {Answer} answer */
  network(answer) {
    const { app } = this;
    const own = app.state.screen === 'story' && app.state.life ? app.state.life : null;
    const stance = own?.stance ?? app.state.pair[0];
    const run = own?.run ?? answer.head.typical[answer.head.arms.indexOf(stance)];
    const mark = JSON.stringify([app.state.territory, app.state.settings, stance, run]);
    if (this.drawn === mark) return;
    this.drawn = mark;
    this.engine?.network({ territory: app.state.territory, settings: app.state.settings, stance, run }, (life) => {
      app.answers.life = life;
      this.redraw();
    }, { channel: 'life' });
  }

  /** What each slider does by itself, for the two arms in front; then sliders are sorted by it. */
  scents() {
    const { app } = this;
    this.scented = app.state.territory;
    this.engine?.sensitivity({ territory: app.state.territory, arms: app.state.pair }, (answer) => {
      app.scents[answer.head.key] = answer;
      this.showScents();
    });
  }

  showScents() {
    const { app } = this;
    const all = /** @type {any[]} */ (Object.values(app.scents));
    const ends = all.flatMap((each) => Object.values(each.head.ends).flat());
    /** @type {[number, number]} */
    const reach = [Math.min(...ends), Math.max(...ends)];
    for (const each of all) this.sliders.get(each.head.key)?.scent(each, app.state.pair, reach);
    const usable = app.territory.sliders.filter((/** @type {any} */ each) => !each.why_not);
    if (all.length === usable.length && !this.touched) this.sortSliders();
  }

  sortSliders() {
    const { app } = this;
    /** @param {any} each */
    const weight = (each) => app.scents[each.key]?.head.weight ?? -1;
    const levers = app.territory.sliders.slice(0, IN_SIGHT).sort((/** @type {any} */ a, /** @type {any} */ b) => weight(b) - weight(a));
    const rest = app.territory.sliders.slice(IN_SIGHT).sort((/** @type {any} */ a, /** @type {any} */ b) => weight(b) - weight(a));
    put(byId('sliders'), levers.map((/** @type {any} */ each) => this.sliders.get(each.key).root));
    put(byId('drawer'), rest.map((/** @type {any} */ each) => this.sliders.get(each.key).root));
    byId('sorted').textContent = app.words.say('sorted');
  }

  /** Builds the sliders of a territory. */
  settings() {
    const { app } = this;
    this.sliders.clear();
    for (const setting of app.territory.sliders) {
      const hand = { move: (/** @type {number} */ value) => this.move(setting, value, false), rest: (/** @type {number} */ value) => this.move(setting, value, true) };
      const made = slider(setting, app.words, hand);
      if (setting.key in app.state.settings) made.show(app.state.settings[setting.key]);
      this.sliders.set(setting.key, made);
    }
    put(byId('sliders'), app.territory.sliders.slice(0, IN_SIGHT).map((/** @type {any} */ each) => this.sliders.get(each.key).root));
    put(byId('drawer'), app.territory.sliders.slice(IN_SIGHT).map((/** @type {any} */ each) => this.sliders.get(each.key).root));
    if (Object.keys(app.scents).length) this.showScents();
  }

  /** A slider moves. @param {any} setting @param {number} value @param {boolean} rest */
  move(setting, value, rest) {
    const { app } = this;
    this.touched = true;
    if (!this.held) {
      this.past.keep(app.state);
      this.held = true;
    }
    if (value === setting.start) delete app.state.settings[setting.key];
    else app.state.settings = { ...app.state.settings, [setting.key]: value };
    if (!app.answers.before && app.answers.now && !isMoved(app)) app.answers.before = app.answers.now;
    if (!app.answers.before) this.compareStart();
    clearTimeout(this.timer);
    if (!rest || !this.drafted) this.compare(false);
    this.drafted = !rest;
    this.timer = window.setTimeout(() => {
      this.held = false;
      this.drafted = false;
      this.compare(true);
      this.address();
    }, REST);
    byId('undo').disabled = this.past.empty;
  }

  undo() {
    const before = this.past.back();
    if (!before) return;
    const { app } = this;
    const changed = toHash(before) !== toHash(app.state);
    app.state = before;
    for (const setting of app.territory.sliders) this.sliders.get(setting.key).show(before.settings[setting.key] ?? setting.start);
    if (changed) this.compare(true);
    this.screen(before.screen, true);
  }

  /** From before to after, in 900 milliseconds; ghosts stay. */
  replay() {
    const { app } = this;
    const [from, to] = [app.answers.before, app.answers.now];
    if (!from || !to || !isMoved(app)) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const begun = performance.now();
    const a = from.blocks.quantiles;
    const b = to.blocks.quantiles;
    const step = (/** @type {number} */ time) => {
      const part = still ? (time - begun > 1000 ? 1 : 0) : Math.min(1, (time - begun) / 900);
      const mixed = new Float32Array(b.length);
      for (let i = 0; i < b.length; i++) mixed[i] = a[i] + (b[i] - a[i]) * part;
      app.answers.now = { ...to, blocks: { ...to.blocks, quantiles: mixed } };
      if (part >= 1) app.answers.now = to;
      this.view.draw();
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** Month after month; 140 milliseconds each. */
  play() {
    const { app } = this;
    if (this.playing) {
      clearInterval(this.playing);
      this.playing = 0;
      return;
    }
    if (app.state.month >= app.territory.months) app.state.month = 0;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.playing = window.setInterval(() => {
      if (app.state.month >= app.territory.months) return this.play();
      this.month(app.state.month + 1);
    }, still ? 500 : 140);
  }

  /** @param {number} month */
  month(month) {
    this.app.state.month = Math.max(0, Math.min(this.app.territory.months, month));
    this.redraw();
  }

  /** @param {import('./state.js').Fork} asked */
  fork(asked) {
    const { app } = this;
    this.past.keep(app.state);
    app.state.fork = asked;
    delete app.answers.branch;
    this.pending.delete('branch');
    this.need('branch');
    this.redraw();
  }

  closeFork() {
    this.app.state.fork = null;
    delete this.app.answers.branch;
    this.engine?.cancel({ channel: 'branch', move: this.engine.moves });
    this.screen('whatif');
  }

  /** One life as a story. @param {string} which @param {string} [stance] */
  life(which, stance = this.app.state.life?.stance ?? this.app.state.pair[0]) {
    const { app } = this;
    const now = app.answers.now;
    if (!now) return;
    const arm = now.head.arms.indexOf(stance);
    const run = which === 'median' ? now.head.typical[arm] : which === 'lowest' ? now.head.lowest[arm] : which === 'highest' ? now.head.highest[arm] : Math.floor(Math.random() * now.head.runs);
    app.state.life = { stance, run };
    this.pending.delete('story');
    this.network(now);
    this.ask('story', { territory: app.state.territory, settings: app.state.settings, stance, run });
  }

  /** @param {string} name */
  other(name) {
    const { app } = this;
    app.state.other = name;
    delete app.answers.other;
    delete app.answers.land;
    this.engine?.open({ territory: name }, (land) => {
      app.answers.land = land;
      this.redraw();
    }, { channel: 'land' });
    this.engine?.compare({ territory: name, settings: {}, rest: true }, (answer) => {
      app.answers.other = answer;
      this.redraw();
    }, { channel: 'other' });
  }

  /** @returns {Promise<any>} */
  report() {
    const { app } = this;
    return new Promise((done) => {
      const fork = app.state.fork;
      const branched = fork ? { stance: fork.stay, month: fork.month, turn: fork.turn, effort: fork.effort, crisis: fork.crisis } : {};
      this.engine?.report({ territory: app.state.territory, settings: app.state.settings, lang: app.words.lang, ...branched }, (answer) => {
        const file = new Blob([/** @type {any} */ (answer.file)], { type: answer.head.type });
        done({ head: answer.head, href: URL.createObjectURL(file), size: file.size });
      }, { fail: (text) => done({ fault: text }) });
    });
  }

  /** @param {File[]} files @returns {Promise<any>} */
  async upload(files) {
    const { words } = this.app;
    const head = new TextEncoder().encode(JSON.stringify(files.map((file) => ({ name: file.name, size: file.size }))));
    const length = new DataView(new ArrayBuffer(4));
    length.setUint32(0, head.length, true);
    const body = new Blob([length.buffer, head, ...files]);
    const response = await fetch(`/facilitator/upload?lang=${words.lang}`, { method: 'PUT', body }).catch(() => null);
    const answer = response ? await response.json().catch(() => null) : null;
    if (!answer) return { faults: [words.say('upload_lost')] };
    if (answer.able) this.app.able = answer.able;
    return answer;
  }

  /** Two arms in front: one is swapped in, or only raised. @param {string} stance @param {boolean} swap */
  raise(stance, swap) {
    const { app } = this;
    if (swap && !app.territory?.arms.includes(stance)) return;
    if (swap && !app.state.pair.includes(stance)) {
      this.past.keep(app.state);
      this.chosen = true;
      app.state.pair = [stance, app.state.pair[0]];
      if (app.answers.now) this.network(app.answers.now);
      this.redraw();
    }
    for (const each of document.querySelectorAll('[data-stance]')) each.classList.toggle('raised', each.getAttribute('data-stance') === stance);
  }

  /** Sends what is on screen to the wall. */
  publish() {
    const { app } = this;
    const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
    if (!channels || this.alone) return;
    const shown = isMoved(app) ? channels : channels.filter((each) => each !== 'before');
    this.sent = { hash: toHash(app.state), have: this.have(shown) };
    this.line?.say({ type: 'publish', screen: app.state.screen, state: { ...app.state, weights: app.weights, lang: app.words.lang, theme: document.documentElement.dataset.theme }, channels: shown });
  }

  /** What is there of some channels, so that the wall may be brought up to date. @param {string[]} channels */
  have(channels) {
    return JSON.stringify(channels.map((each) => [each, this.app.answers[each]?.head.runs ?? (this.app.answers[each] ? 1 : 0), this.app.answers[each]?.head.move]));
  }

  /** What was sent is sent again when more of its lives have come; a screen that has changed since is not. */
  catchUp() {
    const { app } = this;
    const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
    if (!this.sent || !channels || this.sent.hash !== toHash(app.state)) return;
    const shown = isMoved(app) ? channels : channels.filter((each) => each !== 'before');
    if (this.sent.have !== this.have(shown) && !['rough', 'stale'].includes(app.status.kind)) this.publish();
  }

  /** The next step, and what is on screen to the wall. */
  next() {
    this.publish();
  }

  redraw() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.view?.draw();
      this.address();
      this.catchUp();
    });
  }

  address() {
    if (this.app.territory) history.replaceState(null, '', toHash(this.app.state));
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
    put(byId('spoken'), text);
  }

  /** The private rail. */
  rail() {
    const rail = byId('rail');
    const { app } = this;
    if (!rail || this.alone || !app.words) return;
    const { words } = app;
    const now = app.state.screen;
    const notes = { predict: app.session?.vote?.choices?.length ? words.say('rail_votes', { n: app.session.vote.received ?? 0 }) : words.say('rail.predict'), reveal: app.session?.vote?.revealed ? words.say('rail_shown') : words.say('rail.reveal') };
    /** Why a screen cannot be had from this engine, "" where it can. @param {string} step */
    const lacks = (step) => {
      const able = app.able?.calls[/** @type {any} */ (CALL_OF)[step]];
      return able && !able.can ? words.say(`why_not.${able.why}`) : '';
    };
    /** @param {string} step @param {number} i */
    const item = (step, i) => h('li', {}, h('button', { type: 'button', class: 'step', disabled: lacks(step) !== '', 'aria-current': step === now ? 'step' : undefined, onclick: () => this.screen(step) }, h('span', { class: 'dot', 'aria-hidden': 'true', text: i }), h('span', {}, h('b', { text: words.say(`step.${step}`) }), h('small', { text: lacks(step) || (/** @type {any} */ (notes)[step] ?? words.say(`rail.${step}`)) }))));
    const shown = app.session?.shown;
    put(
      rail,
      h('p', { class: 'private' }, icon('lock'), h('b', { text: words.say('backstage') }), h('small', { text: words.say('only_you') })),
      h('ol', { class: 'steps' }, STEPS.map((step, i) => item(step, i + 1))),
      h('ul', { class: 'steps more' }, ['territories', 'import'].map((step) => h('li', {}, h('button', { type: 'button', class: 'step', 'aria-current': step === now ? 'step' : undefined, onclick: () => this.screen(step) }, h('span', { class: 'dot', 'aria-hidden': 'true', text: '+' }), h('span', {}, h('b', { text: words.say(`step.${step}`) })))))),
      h('p', { class: 'railhead', text: words.say('on_wall') }),
      h('p', { class: 'thumb', text: shown?.screen ? words.say('wall_shows', { step: words.say(`step.${shown.screen}`) }) : words.say('wall_nothing') }),
      h('p', { class: 'railhead', text: words.say('to_ask') }),
      h('p', { class: 'toask', text: words.say(`asks_room.${now}`) }),
      CHANNELS[/** @type {keyof typeof CHANNELS} */ (now)] ? h('button', { type: 'button', class: 'send', onclick: () => this.publish() }, words.say('send_wall', { step: words.say(`step.${now}`) }), key('N')) : null,
    );
  }

  /** The fans of the chart that is on screen. */
  fansShown() {
    const { app } = this;
    return app.state.screen === 'branch' && app.answers.branch ? twoFans(app, app.answers.branch) : fansIn(app.answers.now);
  }

  /** The numbers behind the charts, in a dialog. */
  numbers() {
    const { app } = this;
    const dialog = byId('dialog');
    if (!app.answers.now) return;
    put(dialog, h('h2', { text: app.words.say('numbers') }), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': app.words.say('numbers') }, tableOf(this.fansShown(), app.territory.months, app.words)), h('form', { method: 'dialog' }, h('button', { class: 'strong', text: app.words.say('close') })));
    dialog.showModal();
  }

  /** @param {string} lang */
  async speak(lang) {
    localStorage.setItem('lang', lang);
    this.app.words = await wordsOf(lang);
    document.documentElement.lang = lang;
    this.settings();
    for (const setting of this.app.territory.sliders) if (setting.key in this.app.state.settings) this.sliders.get(setting.key).show(this.app.state.settings[setting.key]);
    this.frame();
  }

  /** The title of the window. */
  get title() {
    const { app } = this;
    return app.territory ? `${question(app.territory, app.state.settings, app.words)} · simul_agir` : 'simul_agir';
  }
}

export { Page, valueOf };
if (document.body.dataset.role) {
  const page = new Page();
  page.start();
  Object.assign(window, { page });
}
