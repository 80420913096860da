// @ts-check
/** The wall: mirrors what was sent, has no control, asks nothing of the engine. */
import { byId, h, put } from './dom.js';
import { Line } from './engine/server.js';
import { wordsOf } from './words.js';
import { replayed } from './page/playing.js';
import { branch } from './views/branch.js';
import { diagnose } from './views/diagnose.js';
import { predict, reveal } from './views/predict.js';
import { profile } from './views/profile.js';
import { story } from './views/story.js';
import { whatif } from './views/whatif.js';

const VIEWS = { diagnose, predict, reveal, whatif, branch, profile, story };

/** @type {any} */
const app = { answers: {}, scents: {}, weights: [1 / 3, 1 / 3, 1 / 3], wall: true, tries: true, act: null, status: { kind: 'fresh', text: '' }, session: null, able: null, territory: null, state: null, replay: null };
/** @type {any} */
let view = null;
/** @type {{[channel: string]: any}} */
let fresh = {};
/** @type {any} */
let last = null;

async function start() {
  const line = new Line('wall');
  line.readers.push((answer) => {
    fresh[answer.head.channel] = answer;
  });
  line.hearers.push(async (message) => {
    if (message.type === 'session') {
      app.session = message.session;
      view?.draw();
    }
    if (message.type === 'show') await show(message);
    if (message.type === 'blank') byId('cover').classList.toggle('hidden', !message.on);
    if (message.type === 'replay' && view && app.state?.screen === 'whatif') replayed(app, () => view.draw());
  });
  line.watchers.push((open) => {
    byId('late').classList.toggle('hidden', open);
    if (!open) fresh = {}; // what had come without its message is sent again
  });
  addEventListener('resize', () => view?.draw());
}

/**
 * Shows what was sent. What came before the message belongs to it and is taken at once: while the words
 * are fetched, a second message may come, and only the last one is drawn.
 * @param {any} message
 */
async function show(message) {
  const { screen, state, channels } = message;
  const answers = Object.fromEntries(Object.entries(fresh).filter(([channel]) => channels?.includes(channel)));
  fresh = {};
  last = message;
  const words = await wordsOf(state.lang ?? 'fr');
  if (last !== message) return;
  app.words = words;
  document.documentElement.lang = app.words.lang;
  document.documentElement.dataset.theme = state.theme ?? 'light';
  byId('late').textContent = app.words.say('wall_late');
  app.answers = answers;
  app.state = state;
  app.weights = state.weights ?? app.weights;
  app.territory = app.answers.open?.head ?? null;
  const make = VIEWS[/** @type {keyof typeof VIEWS} */ (screen)];
  if (!make || !app.territory) {
    put(byId('screen'), h('div', { class: 'wallempty' }, h('h1', { text: 'simul_agir' }), h('p', { text: app.words.say('wall_waits') })));
    view = null;
    return;
  }
  view = make(app);
  put(byId('screen'), view.root);
  view.draw();
}

start();
