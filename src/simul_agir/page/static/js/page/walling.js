// @ts-check
/** What is sent to the wall, and brought up to date there. */
import { toHash } from '../state.js';
import { isMoved } from '../views/app.js';
/** @typedef {import('../facilitator.js').Page} Page */

export const CHANNELS = { diagnose: ['open', 'diagnose'], predict: ['open', 'now', 'before'], reveal: ['open', 'now', 'before'], whatif: ['open', 'now', 'before', 'life', 'life0'], branch: ['open', 'now', 'branch'], profile: ['open', 'profile'], story: ['open', 'now', 'story', 'life'] };

/** The pictures of the screen without their words, to stand small in the rail. */
function inSmall() {
  return [...document.querySelectorAll('#screen svg.bullseye, #screen svg.fan, #screen svg.triangle')].slice(0, 2).map((svg) => {
    const copy = /** @type {SVGElement} */ (svg.cloneNode(true));
    for (const part of copy.querySelectorAll('text, title, .arc')) part.remove();
    copy.removeAttribute('role');
    copy.removeAttribute('width');
    copy.removeAttribute('height');
    return copy;
  });
}

/** Sends what is on screen to the wall. @param {Page} page */
export function publish(page) {
  const { app } = page;
  const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
  if (!channels || page.alone) return;
  const shown = isMoved(app) ? channels : channels.filter((each) => each !== 'before' && each !== 'life0');
  page.sent = { hash: toHash(app.state), have: have(page, shown), pictures: inSmall() };
  const said = document.getElementById('verdict')?.textContent?.trim().slice(0, 300) ?? '';
  page.line?.say({ type: 'publish', screen: app.state.screen, state: { ...app.state, said, weights: app.weights, lang: app.words.lang, theme: document.documentElement.dataset.theme }, channels: shown });
}

/** What is there of some channels, so that the wall may be brought up to date. @param {Page} page @param {string[]} channels */
export function have(page, channels) {
  return JSON.stringify(channels.map((each) => [each, page.app.answers[each]?.head.runs ?? (page.app.answers[each] ? 1 : 0), page.app.answers[each]?.head.move]));
}

/** What was sent is sent again when more of its lives have come; a screen that has changed since is not. @param {Page} page */
export function catchUp(page) {
  const { app } = page;
  const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
  if (!page.sent || !channels || page.sent.hash !== toHash(app.state)) return;
  const shown = isMoved(app) ? channels : channels.filter((each) => each !== 'before' && each !== 'life0');
  if (page.sent.have !== have(page, shown) && !['rough', 'stale'].includes(app.status.kind)) publish(page);
}
