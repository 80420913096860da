// @ts-check
/** What plays by itself: the last change from before to after, and the months. */
import { isMoved, lastMonth } from '../views/app.js';
/** @typedef {import('../facilitator.js').Page} Page */

const REPLAY = 900; // milliseconds
const MONTH = 140;

/** Whether things should stand still, then change at once. */
function still() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** From before to after: fans, dots and actors; ghosts stay. @param {import('../views/app.js').App} app @param {() => void} draw */
export function replayed(app, draw) {
  if (!app.answers.before || !app.answers.now || !isMoved(app) || app.replay !== null) return;
  const begun = performance.now();
  const step = (/** @type {number} */ time) => {
    const part = still() ? (time - begun > 1000 ? 1 : 0) : Math.min(1, Math.max(0, time - begun) / REPLAY);
    app.replay = part < 1 ? part : null;
    draw();
    if (part < 1) requestAnimationFrame(step);
  };
  app.replay = 0;
  requestAnimationFrame(step);
}

/** Here, and on the wall where it shows the same. @param {Page} page */
export function replay(page) {
  replayed(page.app, () => page.view.draw());
  page.line?.say({ type: 'replay' });
}

/** Month after month. @param {Page} page */
export function play(page) {
  const { app } = page;
  if (page.playing) {
    clearInterval(page.playing);
    page.playing = 0;
    return;
  }
  if (app.state.month >= lastMonth(app)) app.state.month = 0;
  page.playing = window.setInterval(() => {
    if (app.state.month >= lastMonth(app)) return play(page);
    month(page, app.state.month + 1);
  }, still() ? 500 : MONTH);
}

/** @param {Page} page @param {number} month */
export function month(page, month) {
  page.app.state.month = Math.max(0, Math.min(lastMonth(page.app), month));
  page.redraw();
}
