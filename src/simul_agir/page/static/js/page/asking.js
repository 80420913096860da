// @ts-check
/** What is asked of the engine, when, and what is done with its answers. */
import { firstPair, verdict } from '../verdicts.js';
import { isMoved } from '../views/app.js';
import { scents } from './moving.js';
/** @typedef {import('../engine/interface.js').Answer} Answer */
/** @typedef {import('../facilitator.js').Page} Page */

/** Asks for what a screen needs and is not there. @param {Page} page @param {string} name */
export function need(page, name) {
  const { answers, state } = page.app;
  const base = { territory: state.territory, settings: state.settings };
  if (name === 'profile' && !answers.profile) ask(page, 'profile', base);
  if (name === 'diagnose' && answers.diagnose?.head.lang !== page.app.words.lang) ask(page, 'diagnose', { ...base, lang: page.app.words.lang });
  if (name === 'branch' && state.fork && !answers.branch) ask(page, 'branch', { ...base, stance: state.fork.stay, month: state.fork.month, turn: state.fork.turn, effort: state.fork.effort, crisis: state.fork.crisis });
  if (name === 'story' && !answers.story && answers.now) life(page, 'median');
  if (['whatif', 'story'].includes(name) && answers.now?.head.rest && state.pair.length === 2) network(page, answers.now); // each shows a life of its own
  if (name === 'territories' && page.app.able.territories.length > 1) other(page, state.other || page.app.able.territories.find((/** @type {any} */ each) => each.name !== state.territory).name);
}

/** @param {Page} page @param {string} call @param {any} request */
export function ask(page, call, request) {
  const engine = /** @type {any} */ (page.engine);
  if (page.pending.has(call)) return;
  page.pending.add(call);
  page.tell('busy', page.app.words.say('status.busy'));
  const { about } = page;
  const ticket = engine[call](request, (/** @type {Answer} */ answer) => {
    if (about !== page.about) return; // the settings were moved meanwhile
    page.app.answers[call] = answer;
    page.pending.delete(call);
    page.tell('fresh', call === 'diagnose' ? page.app.words.say('status.drawn', { n: answer.head.draws }) : page.app.words.say('status.fresh', { n: page.app.words.number(answer.head.runs ?? 1, 0) }));
    page.redraw();
  }, { fail: (/** @type {string} */ text) => {
    if (about !== page.about) return;
    page.pending.delete(call);
    page.fail(text);
  } });
  page.tickets.set(call, ticket);
}

/** What answers are about: the territory and its settings. @param {Page} page */
export function aboutOf(page) {
  return JSON.stringify([page.app.state.territory, page.app.state.settings]);
}

/** The fans of the settings as they stand. @param {Page} page @param {boolean} rest */
export function compare(page, rest) {
  const { app } = page;
  if (!rest && page.flying) {
    page.waiting = true;
    return;
  }
  page.flying = !rest;
  page.waiting = false;
  const landed = () => {
    page.flying = false;
    if (page.waiting) compare(page, false);
  };
  const request = { territory: app.state.territory, settings: app.state.settings, rest };
  const about = aboutOf(page);
  if (page.about !== about) {
    for (const call of ['profile', 'branch', 'story', 'diagnose']) delete app.answers[call];
    for (const ticket of page.tickets.values()) page.engine?.cancel(ticket); // nobody waits for it any more
    page.tickets.clear();
    page.pending.clear();
    page.about = about;
  }
  page.engine?.compare(request, (answer) => {
    app.answers.now = answer;
    if (!rest) landed();
    if (app.state.pair.length < 2 || (!page.chosen && !page.touched && answer.head.runs <= 200)) {
      if (!page.chosen) app.state.pair = firstPair(answer);
    }
    const n = app.words.number(answer.head.runs, 0);
    const rough = !answer.head.rest || answer.head.runs < 50;
    page.tell(rough ? 'rough' : answer.head.full ? 'fresh' : 'finer', app.words.say(rough ? 'status.rough' : answer.head.full ? 'status.fresh' : 'status.finer', { n, most: app.words.number(app.able.most_runs, 0) }));
    page.redraw();
    if (answer.head.rest && (answer.head.runs >= 200 || !app.answers.life)) network(page, answer);
    if (answer.head.rest && answer.head.runs >= 200) settled(page, answer);
  }, { channel: 'now', fail: (text) => {
    page.fail(text);
    if (!rest) landed();
  } });
}

/** What is said aloud and done once, at rest. @param {Page} page @param {Answer} answer */
export function settled(page, answer) {
  const { app } = page;
  const found = verdict(answer, isMoved(app) ? app.answers.before : null, app.state.pair, app.territory, app.words);
  if (answer.head.full) {
    page.say(found.spoken);
    if (app.tries) doubt(page);
  }
  if (!isMoved(app)) app.answers.before = answer;
  if (page.scented !== app.state.territory) scents(page);
  need(page, app.state.screen);
}

/** What other assumptions would change of these settings, when nothing else is waited for. @param {Page} page */
export function doubt(page) {
  const { app } = page;
  const known = app.answers.doubts?.head.settings;
  if (known && JSON.stringify(known) === JSON.stringify(app.answers.now.head.settings)) return;
  const ticket = page.engine?.sensitivity({ territory: app.state.territory, settings: app.state.settings, of: 'assumptions' }, (answer) => {
    app.answers.doubts = answer;
    page.redraw();
  }, { channel: 'doubts' });
  if (ticket) page.tickets.set('doubts', ticket);
}

/** The fans before any change. @param {Page} page */
export function compareStart(page) {
  if (!isMoved(page.app)) return;
  page.engine?.compare({ territory: page.app.state.territory, settings: {}, rest: true }, (answer) => {
    page.app.answers.before = answer;
    page.redraw();
  }, { channel: 'before' });
}

/** One life under the stance in front; and the same one before the change, for the replay. @param {Page} page @param {Answer} answer */
export function network(page, answer) {
  const { app } = page;
  const own = app.state.screen === 'story' && app.state.life ? app.state.life : null;
  const stance = own?.stance ?? app.state.pair[0];
  const run = own?.run ?? answer.head.typical[answer.head.arms.indexOf(stance)];
  const mark = JSON.stringify([app.state.territory, app.state.settings, stance, run]);
  if (page.drawn === mark) return;
  page.drawn = mark;
  page.engine?.network({ territory: app.state.territory, settings: app.state.settings, stance, run }, (life) => {
    app.answers.life = life;
    page.redraw();
  }, { channel: 'life' });
  delete app.answers.life0;
  if (!isMoved(app)) return;
  page.engine?.network({ territory: app.state.territory, settings: {}, stance, run }, (life) => {
    app.answers.life0 = life;
  }, { channel: 'life0' });
}

/** @param {Page} page @param {import('../state.js').Fork} asked */
export function fork(page, asked) {
  const { app } = page;
  page.past.keep(app.state);
  app.state.fork = asked;
  delete app.answers.branch;
  page.pending.delete('branch');
  need(page, 'branch');
  page.redraw();
}

/** @param {Page} page */
export function closeFork(page) {
  page.app.state.fork = null;
  delete page.app.answers.branch;
  page.engine?.cancel({ channel: 'branch', move: page.engine.moves });
  page.screen('whatif');
}

/** One life as a story. @param {Page} page @param {string} which @param {string} [stance] */
export function life(page, which, stance = page.app.state.life?.stance ?? page.app.state.pair[0]) {
  const { app } = page;
  const now = app.answers.now;
  if (!now) return;
  const arm = now.head.arms.indexOf(stance);
  const run = which === 'median' ? now.head.typical[arm] : which === 'lowest' ? now.head.lowest[arm] : which === 'highest' ? now.head.highest[arm] : Math.floor(Math.random() * now.head.runs);
  app.state.life = { stance, run };
  page.pending.delete('story');
  network(page, now);
  ask(page, 'story', { territory: app.state.territory, settings: app.state.settings, stance, run });
}

/** Another territory at the same settings, as far as it has them. @param {Page} page @param {string} name */
export function other(page, name) {
  const { app } = page;
  const beside = JSON.stringify([name, app.state.settings]);
  if (page.beside === beside) return;
  page.beside = beside;
  app.state.other = name;
  delete app.answers.other;
  delete app.answers.land;
  page.engine?.open({ territory: name }, (land) => {
    app.answers.land = land;
    page.redraw();
    page.engine?.compare({ territory: name, settings: within(land.head.sliders, app.state.settings), rest: true }, (answer) => {
      app.answers.other = answer;
      page.redraw();
    }, { channel: 'other' });
  }, { channel: 'land' });
}

/** Of some settings, those that these sliders have and can take. @param {any[]} sliders @param {{[key: string]: number}} settings */
export function within(sliders, settings) {
  const able = sliders.filter((each) => each.key in settings && !each.why_not && each.low <= settings[each.key] && settings[each.key] <= each.high);
  return Object.fromEntries(able.map((each) => [each.key, settings[each.key]]));
}
