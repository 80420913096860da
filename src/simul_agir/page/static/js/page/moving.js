// @ts-check
/** Settings moved by their sliders, undone, and sorted by what each does. */
import { byId, h, put } from '../dom.js';
import { slider } from '../sliders.js';
import { toHash } from '../state.js';
import { isMoved } from '../views/app.js';
import { compare, compareStart } from './asking.js';
/** @typedef {import('../facilitator.js').Page} Page */

const REST = 350; // milliseconds without a move after which lives are added
const IN_SIGHT = 5; // sliders; a sixth where the screen is wide

/** What a setting of the drawer changes where each life has its own assumptions. @param {Page} page */
function note(page) {
  return h('p', { class: 'quiet drawernote', text: page.app.words.say('mixture_note') });
}

/** Builds the sliders of a territory. @param {Page} page */
export function settings(page) {
  const { app } = page;
  page.sliders.clear();
  for (const setting of app.territory.sliders) {
    const hand = { move: (/** @type {number} */ value) => move(page, setting, value, false), rest: (/** @type {number} */ value) => move(page, setting, value, true) };
    const made = slider(setting, app.words, hand);
    if (setting.key in app.state.settings) made.show(app.state.settings[setting.key]);
    page.sliders.set(setting.key, made);
  }
  put(byId('sliders'), app.territory.sliders.slice(0, IN_SIGHT).map((/** @type {any} */ each) => page.sliders.get(each.key).root));
  put(byId('drawer'), note(page), app.territory.sliders.slice(IN_SIGHT).map((/** @type {any} */ each) => page.sliders.get(each.key).root));
  if (Object.keys(app.scents).length) showScents(page);
}

/** What each slider does by itself, for the two arms in front; then sliders are sorted by it. @param {Page} page */
export function scents(page) {
  const { app } = page;
  page.scented = app.state.territory;
  page.engine?.sensitivity({ territory: app.state.territory, arms: app.state.pair }, (answer) => {
    app.scents[answer.head.key] = answer;
    showScents(page);
  });
}

/** @param {Page} page */
export function showScents(page) {
  const { app } = page;
  const all = /** @type {any[]} */ (Object.values(app.scents));
  const ends = all.flatMap((each) => Object.values(each.head.ends).flat());
  /** @type {[number, number]} */
  const reach = [Math.min(...ends), Math.max(...ends)];
  for (const each of all) page.sliders.get(each.head.key)?.scent(each, app.state.pair, reach);
  const usable = app.territory.sliders.filter((/** @type {any} */ each) => !each.why_not);
  if (all.length === usable.length && !page.touched) sortSliders(page);
}

/** @param {Page} page */
export function sortSliders(page) {
  const { app } = page;
  /** @param {any} each */
  const weight = (each) => app.scents[each.key]?.head.weight ?? -1;
  const levers = app.territory.sliders.slice(0, IN_SIGHT).sort((/** @type {any} */ a, /** @type {any} */ b) => weight(b) - weight(a));
  const rest = app.territory.sliders.slice(IN_SIGHT).sort((/** @type {any} */ a, /** @type {any} */ b) => weight(b) - weight(a));
  put(byId('sliders'), levers.map((/** @type {any} */ each) => page.sliders.get(each.key).root));
  put(byId('drawer'), note(page), rest.map((/** @type {any} */ each) => page.sliders.get(each.key).root));
  byId('sorted').textContent = app.words.say('sorted');
}

/** A slider moves. @param {Page} page @param {any} setting @param {number} value @param {boolean} rest */
export function move(page, setting, value, rest) {
  const { app } = page;
  page.touched = true;
  if (!page.held) {
    page.past.keep(app.state);
    page.held = true;
  }
  if (value === setting.start) delete app.state.settings[setting.key];
  else app.state.settings = { ...app.state.settings, [setting.key]: value };
  if (!app.answers.before && app.answers.now && !isMoved(app)) app.answers.before = app.answers.now;
  if (app.answers.before?.head.channel !== 'before') compareStart(page);
  clearTimeout(page.timer);
  if (!rest || !page.drafted) compare(page, false);
  page.drafted = !rest;
  page.timer = window.setTimeout(() => {
    page.held = false;
    page.drafted = false;
    compare(page, true);
    page.address();
  }, REST);
  byId('undo').disabled = page.past.empty;
}

/** @param {Page} page */
export function undo(page) {
  const before = page.past.back();
  if (!before) return;
  const { app } = page;
  const changed = toHash(before) !== toHash(app.state);
  app.state = before;
  for (const setting of app.territory.sliders) page.sliders.get(setting.key).show(before.settings[setting.key] ?? setting.start);
  if (changed) compare(page, true);
  page.screen(before.screen, true);
}
