// @ts-check
/** The private rail. */
import { byId, h, put } from '../dom.js';
import { icon, key } from '../views/whatif.js';
import { toHash } from '../state.js';
import { CHANNELS, publish } from './walling.js';
/** @typedef {import('../facilitator.js').Page} Page */

const STEPS = ['predict', 'reveal', 'whatif', 'branch', 'profile', 'story', 'dossier'];
const CALL_OF = { diagnose: 'diagnose', branch: 'branch', profile: 'profile', story: 'story', dossier: 'report' };

/** What the wall shows: its sentence, its pictures in small, and whether the page has gone on since. @param {Page} page @param {any} shown */
function thumbnail(page, shown) {
  const { words } = page.app;
  if (!shown?.screen) return h('p', { class: 'thumb', text: words.say('wall_nothing') });
  const pictures = page.sent?.pictures ?? [];
  const late = page.sent !== null && page.sent.hash !== toHash(page.app.state);
  return h(
    'div',
    { class: 'thumb' },
    h('p', { class: 'thumbstep', text: words.say('wall_shows', { step: words.say(`step.${shown.screen}`) }) }),
    shown.state?.said ? h('p', { text: shown.state.said }) : null,
    pictures.length ? h('div', { class: 'thumbpictures', 'aria-hidden': 'true' }, pictures) : null,
    late ? h('p', { class: 'thumblate', text: words.say('page_ahead') }) : null,
  );
}

/** The private rail. @param {Page} page */
export function rail(page) {
  const rail = byId('rail');
  const { app } = page;
  if (!rail || page.alone || !app.words) return;
  const { words } = app;
  const now = app.state.screen;
  const notes = { predict: app.session?.vote?.choices?.length ? words.say('rail_votes', { n: app.session.vote.received ?? 0 }) : words.say('rail.predict'), reveal: app.session?.vote?.revealed ? words.say('rail_shown') : words.say('rail.reveal') };
  /** Why a screen cannot be had from page engine, "" where it can. @param {string} step */
  const lacks = (step) => {
    const able = app.able?.calls[/** @type {any} */ (CALL_OF)[step]];
    return able && !able.can ? words.say(`why_not.${able.why}`) : '';
  };
  /** @param {string} step @param {number} i */
  const item = (step, i) => h('li', {}, h('button', { type: 'button', class: 'step', disabled: lacks(step) !== '', title: words.say(`step.${step}`), 'aria-current': step === now ? 'step' : undefined, onclick: () => page.screen(step) }, h('span', { class: 'dot', 'aria-hidden': 'true', text: i }), h('span', {}, h('b', { text: words.say(`step.${step}`) }), h('small', { text: lacks(step) || (/** @type {any} */ (notes)[step] ?? words.say(`rail.${step}`)) }))));
  const shown = app.session?.shown;
  put(
    rail,
    h('p', { class: 'private' }, icon('lock'), h('b', { text: words.say('backstage') }), h('small', { text: words.say('only_you') })),
    h('ol', { class: 'steps' }, STEPS.map((step, i) => item(step, i + 1))),
    h('ul', { class: 'steps more' }, ['diagnose', 'territories', 'import'].map((step) => h('li', {}, h('button', { type: 'button', class: 'step', disabled: lacks(step) !== '', title: lacks(step) || words.say(`step.${step}`), 'aria-current': step === now ? 'step' : undefined, onclick: () => page.screen(step) }, h('span', { class: 'dot', 'aria-hidden': 'true' }, icon(step)), h('span', {}, h('b', { text: words.say(`step.${step}`) })))))),
    h('p', { class: 'railhead', text: words.say('on_wall') }),
    thumbnail(page, shown),
    h('p', { class: 'railhead', text: words.say('to_ask') }),
    h('p', { class: 'toask', text: words.say(`asks_room.${now}`) }),
    CHANNELS[/** @type {keyof typeof CHANNELS} */ (now)] ? h('button', { type: 'button', class: 'send', onclick: () => publish(page) }, words.say('send_wall', { step: words.say(`step.${now}`) }), key('N')) : null,
  );
}
