// @ts-check
/** Settings moved by their sliders, undone, and sorted by what each does. */
import { byId, h, put } from '../dom.js';
import { slider } from '../sliders.js';
import { toHash } from '../state.js';
import { isMoved } from '../views/app.js';
import { compare, compareStart } from './asking.js';
/** @typedef {import('../facilitator.js').Page} Page */

const REST = 350; // milliseconds without a move after which lives are added
const LEVERS = 5; // settings of the territory, which come first; assumptions of the model follow them
const IN_SIGHT = 6; // sliders at most; the others stand in the drawer

/** What a setting of the drawer changes where each life has its own assumptions. @param {Page} page */
function note(page) {
  return h('p', { class: 'quiet drawernote', text: page.app.words.say('mixture_note') });
}

/** Builds the sliders of a territory. @param {Page} page */
export function settings(page) {
  const { app } = page;
  page.sliders.clear();
  app.territory.sliders.forEach((/** @type {any} */ setting, /** @type {number} */ place) => {
    const hand = { move: (/** @type {number} */ value) => move(page, setting, value, false), rest: (/** @type {number} */ value) => move(page, setting, value, true) };
    const made = slider(setting, app.words, hand, place >= LEVERS);
    if (setting.key in app.state.settings) made.show(app.state.settings[setting.key]);
    page.sliders.set(setting.key, made);
  });
  arrange(page);
  if (Object.keys(app.scents).length) showScents(page);
}

/**
 * Sliders in their order: what may be decided, then the assumptions that do most here as far as there is room, the rest in the
 * drawer. Those that somebody moved come before others. @param {Page} page
 */
function arrange(page) {
  const { app } = page;
  /** @param {any} each */
  const weight = (each) => (page.sorted ? (app.scents[each.key]?.head.weight ?? -1) : 0);
  /** @param {any} each */
  const isSet = (each) => Number(each.key in app.state.settings);
  const levers = app.territory.sliders.slice(0, LEVERS).sort((/** @type {any} */ a, /** @type {any} */ b) => weight(b) - weight(a));
  const assumptions = app.territory.sliders.slice(LEVERS).sort((/** @type {any} */ a, /** @type {any} */ b) => isSet(b) - isSet(a) || weight(b) - weight(a));
  const sight = [...levers, ...assumptions.splice(0, IN_SIGHT - levers.length)];
  /** @param {any} each */
  const root = (each) => page.sliders.get(each.key).root;
  put(byId('sliders'), oneAtATime(page, sight), sight.map(root));
  put(byId('drawer'), note(page), assumptions.map(root));
}

/** Where there is room for one slider, one chooses which of them. @param {Page} page @param {any[]} sight */
function oneAtATime(page, sight) {
  const { words, state } = page.app;
  const shown = sight.find((each) => each.key === page.shownSlider) ?? sight.find((each) => each.key in state.settings) ?? sight[0];
  const select = h('select', { id: 'which', 'aria-label': words.say('which_setting') }, sight.map((each) => h('option', { value: each.key, selected: each === shown, text: words.say(`slider.${each.key}`, { month: each.month ?? '' }) })));
  const show = (/** @type {string} */ key) => {
    for (const { key: other, root } of sight.map((each) => ({ key: each.key, root: page.sliders.get(each.key).root }))) root.classList.toggle('chosen', other === key);
  };
  select.addEventListener('change', () => {
    page.shownSlider = select.value;
    show(select.value);
  });
  if (shown) show(shown.key);
  return select;
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
  page.sorted = true;
  arrange(page);
  byId('sorted').textContent = page.app.words.say('sorted');
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
