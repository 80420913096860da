// @ts-check
/**
 * What every view is given. On the wall there is no engine and nothing to act upon: `act` is null.
 * @typedef {import('../engine/interface.js').Answer} Answer
 * @typedef {{
 *   words: import('../words.js').Words,
 *   state: import('../state.js').State,
 *   territory: any,
 *   answers: {[channel: string]: Answer | undefined},
 *   session: any,
 *   wall: boolean,
 *   status: {kind: string, text: string},
 *   weights: number[],
 *   able: import('../engine/interface.js').Capabilities | null,
 *   scents: {[key: string]: Answer},
 *   act: any,
 *   replay: number | null,
 *   tries: boolean,
 * }} App `tries`: whether other sets of assumptions are tried here; `replay`: how far the replay of a change has come, null where none plays
 * @typedef {{root: HTMLElement, draw: () => void}} View
 */
import { h } from '../dom.js';

/** The stages' names. @param {App} app */
export function stagesOf(app) {
  return app.territory.stages.map((/** @type {string} */ stage) => app.words.say(`stage.${stage}`));
}

/** Whether any setting is moved. @param {App} app */
export function isMoved(app) {
  return app.territory.sliders.some((/** @type {any} */ each) => each.key in app.state.settings && app.state.settings[each.key] !== each.start);
}

/** The last month that the screen can show: life goes on after support. @param {App} app */
export function lastMonth(app) {
  return app.territory.months + (app.territory.months_after ?? 0);
}

/** A month in words, and whether it comes after support. @param {App} app @param {number} month */
export function monthText(app, month) {
  return `${month}${month > app.territory.months ? `, ${app.words.say('after_support')}` : ''}`;
}

/** A short line: how fresh the answer is. @param {App} app */
export function statusLine(app) {
  return h('p', { class: `status ${app.status.kind}` }, h('span', { class: 'lamp', 'aria-hidden': 'true' }), app.status.text);
}

/** How fresh this screen's own answer is, whatever else was answered meanwhile. @param {App} app @param {Answer | undefined} found */
export function freshOf(app, found) {
  if (!found || !['fresh', 'finer'].includes(app.status.kind)) return statusLine(app);
  const { words } = app;
  const text = found.head.draws ? words.say('status.drawn', { n: found.head.draws }) : words.say('status.fresh', { n: words.number(found.head.runs, 0) });
  return statusLine({ ...app, status: { kind: 'fresh', text } });
}

/** The footer of the wall. @param {App} app */
export function wallFoot(app) {
  const runs = app.answers.now?.head.runs ?? app.answers.branch?.head.runs;
  const title = app.territory ? app.territory.title[app.words.lang] : '';
  return h('footer', { class: 'wallfoot' }, h('span', { text: app.words.say('not_a_prediction') }), h('span', { text: runs ? `${title}, ${app.words.say('n_lives', { n: app.words.number(runs, 0) })}` : title }));
}
