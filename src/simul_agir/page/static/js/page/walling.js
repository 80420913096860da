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
    for (const part of copy.querySelectorAll('text, title, .arc, .end')) part.remove();
    cropped(copy);
    copy.removeAttribute('role');
    copy.removeAttribute('width');
    copy.removeAttribute('height');
    return copy;
  });
}

/** Takes away the room that words have around a picture. @param {SVGElement} svg */
function cropped(svg) {
  const height = Number(svg.getAttribute('height'));
  const right = Number(svg.querySelector('.base')?.getAttribute('x2'));
  const ring = svg.querySelector('.ring');
  if (right) svg.setAttribute('viewBox', `0 0 ${right} ${height}`);
  else if (ring) {
    const [middle, reach] = ['cx', 'r'].map((name) => Number(ring.getAttribute(name)));
    svg.setAttribute('viewBox', `${middle - reach} ${middle - reach} ${2 * reach} ${2 * reach}`);
  }
}

/** Sends what is on screen to the wall. @param {Page} page */
export function publish(page) {
  const { app } = page;
  const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
  if (!channels || page.alone) return;
  page.wanted = answered(page, channels) ? '' : toHash(app.state);
  if (page.wanted) return; // as soon as the numbers of these settings are there
  const mark = `${page.mark}.${++page.marks}`;
  const shown = there(page, channels);
  page.sent = { hash: toHash(app.state), have: have(page, shown), pictures: inSmall(), mark, seen: false };
  const said = document.getElementById('verdict')?.textContent?.replaceAll(' \u00a0', ' ').trim().slice(0, 300) ?? ''; // a sign stands between the two spaces
  page.line?.say({ type: 'publish', screen: app.state.screen, state: { ...app.state, said, mark, weights: app.weights, lang: app.words.lang, theme: document.documentElement.dataset.theme }, channels: shown });
}

/** Whether the numbers that the wall is to show are those of the settings on screen. @param {Page} page @param {string[]} channels */
function answered(page, channels) {
  const { answers, state } = page.app;
  return !channels.includes('now') || (answers.now !== undefined && toHash({ ...state, settings: answers.now.head.settings }) === toHash(state));
}

/** Those of some channels that the wall is to show and that are there. @param {Page} page @param {string[]} channels */
function there(page, channels) {
  const { app } = page;
  return channels.filter((each) => each === 'open' || (app.answers[each] && (isMoved(app) || (each !== 'before' && each !== 'life0'))));
}

/** What another page sent since is not brought up to date from here. @param {Page} page @param {string | undefined} mark of what the wall shows */
export function mind(page, mark) {
  if (!page.sent) return;
  if (page.sent.mark === mark) page.sent.seen = true;
  else if (page.sent.seen) page.sent = null;
}

/** What is there of some channels, so that the wall may be brought up to date. @param {Page} page @param {string[]} channels */
export function have(page, channels) {
  return JSON.stringify(channels.map((each) => [each, page.app.answers[each]?.head.runs ?? (page.app.answers[each] ? 1 : 0), page.app.answers[each]?.head.move]));
}

/** What was sent is sent again when more of its lives have come; a screen that has changed since is not. @param {Page} page */
export function catchUp(page) {
  const { app } = page;
  const channels = CHANNELS[/** @type {keyof typeof CHANNELS} */ (app.state.screen)];
  if (page.wanted === toHash(app.state)) return publish(page);
  page.wanted = '';
  if (!page.sent || !channels || page.sent.hash !== toHash(app.state)) return;
  const shown = there(page, channels);
  if (page.sent.have !== have(page, shown) && !['rough', 'stale'].includes(app.status.kind)) publish(page);
}
