// @ts-check
/** Territories side by side, and what one takes away. */
import { h, put } from '../dom.js';
import { drawFans, fansIn } from '../charts/fan.js';
import { firstPair, leader, pairIn, question } from '../verdicts.js';
import { stagesOf, statusLine } from './app.js';
/** @typedef {import('./app.js').App} App */

/** @param {App} app @returns {import('./app.js').View} */
export function territories(app) {
  const { words } = app;
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const pickers = h('div', { class: 'chooser' });
  const fans = [h('div', { class: 'fanbox' }), h('div', { class: 'fanbox' })];
  const heads = [h('h2'), h('h2')];
  const notes = [h('p', { class: 'quiet' }), h('p', { class: 'quiet' })];
  const list = app.able?.territories ?? [];
  const select = h('select', { id: 'other-territory', onchange: () => app.act.other(select.value) });
  for (const each of list) if (each.name !== app.state.territory) select.append(h('option', { value: each.name, text: each.title[words.lang], selected: each.name === app.state.other }));
  put(pickers, h('label', {}, words.say('beside'), ' ', select));
  const root = h('div', { class: 'territories' }, h('section', { class: 'top' }, h('div', { class: 'saying' }, h('p', { class: 'question', text: words.say('question.territories') }), sentence)), pickers, h('section', { class: 'sidebyside' }, fans.map((fan, i) => h('div', {}, heads[i], notes[i], fan))));
  const draw = () => {
    const sides = [
      { answer: app.answers.now, land: app.territory },
      { answer: app.answers.other, land: app.answers.land?.head },
    ];
    const told = sides.map(({ answer, land }, i) => {
      put(heads[i], land ? land.title[words.lang] : '…');
      if (!answer || !land) return null;
      const pair = firstPair(answer);
      const best = leader(answer);
      const { share } = pairIn(answer, pair[0], pair[1]);
      put(notes[i], words.say('land_note', { actors: land.actors.length, months: land.months, n: words.number(answer.head.runs, 0) }));
      drawFans(fans[i], { fans: fansIn(answer), pair: app.state.pair.every((arm) => answer.head.arms.includes(arm)) ? app.state.pair : pair, months: land.months, after: land.months_after, words, stages: stagesOf(app), title: land.title[words.lang], top: topOf(sides) });
      return { best, share, pair };
    });
    if (told[0] && told[1]) {
      const key = told[0].best === told[1].best ? 'lands_same' : 'lands_differ';
      put(sentence, words.say(key, { A: words.quoted(told[0].best), B: words.quoted(told[1].best), here: app.territory.title[words.lang], there: sides[1].land?.title[words.lang] }));
    } else put(sentence, words.say('lands_busy'));
  };
  return { root, draw };
}

/** One scale for both. @param {any[]} sides */
function topOf(sides) {
  let top = 0.5;
  for (const { answer } of sides) if (answer) for (const value of answer.blocks.quantiles) top = Math.max(top, value);
  return Math.min(4, top * 1.04);
}

/** @param {App} app @returns {import('./app.js').View} */
export function dossier(app) {
  const { words } = app;
  const said = h('div', { 'aria-live': 'polite' });
  const asked = h('p', { class: 'question' });
  const go = h('button', { type: 'button', class: 'strong', text: words.say('dossier_make') });
  go.addEventListener('click', async () => {
    go.disabled = true;
    put(said, h('p', { text: words.say('dossier_busy') }));
    const answer = await app.act.report();
    go.disabled = false;
    if (answer.fault) put(said, h('p', { class: 'refused', text: answer.fault }));
    else put(said, h('p', { text: answer.head.sentence }), h('p', {}, h('a', { href: answer.href, download: answer.head.name, class: 'button strong', text: words.say('dossier_save', { name: answer.head.name, size: words.number(answer.size / 1024, 0) }) })));
  });
  const session = h('div', { class: 'sessionbox' });
  const root = h(
    'div',
    { class: 'dossierview' },
    h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1', text: words.say('dossier_title') }),
    asked,
    h('p', { text: words.say('dossier_what') }),
    go,
    said,
    h('h2', { text: words.say('kit_title') }),
    h('p', {}, h('a', { href: `/facilitator/kit/${words.lang}`, target: '_blank', rel: 'noopener', text: words.say('kit_open') })),
    h('h2', { text: words.say('questions_title') }),
    session,
  );
  const draw = () => {
    if (app.territory) put(asked, app.state.fork ? words.say('dossier_fork', { month: app.state.fork.month }) : question(app.territory, app.state.settings, words));
    put(session, ...questionTools(app));
    put(/** @type {any} */ (root.querySelector('.status')?.parentElement ?? h('div')), statusLine(app));
  };
  return { root, draw };
}

/** The three questions before and after. @param {App} app */
function questionTools(app) {
  const { words } = app;
  const asking = app.session?.asking ?? '';
  const answers = app.session?.answers ?? {};
  const moments = ['before', 'after'];
  const buttons = moments.map((moment) => h('button', { type: 'button', 'aria-pressed': String(asking === moment), onclick: () => app.act.line({ type: 'question', moment: asking === moment ? '' : moment }), text: words.say(asking === moment ? `questions_close_${moment}` : `questions_open_${moment}`) }));
  const told = (app.session?.questions ?? []).map((/** @type {string} */ question) =>
    h('tr', {}, h('th', { scope: 'row', text: words.say(`asks.${question}`) }), moments.map((moment) => h('td', { text: answers[moment] ? mean(answers[moment][question], words) : '–' }))),
  );
  return [
    h('div', { class: 'buttons' }, buttons),
    h('table', { class: 'numbers' }, h('caption', { text: words.say('questions_caption') }), h('thead', {}, h('tr', {}, h('td'), moments.map((moment) => h('th', { scope: 'col', text: words.say(`moment.${moment}`) })))), h('tbody', {}, told)),
    h('p', { class: 'quiet', text: words.say('questions_five') }),
    roomFile(app),
  ];
}

/** What the room said, as a file: votes of five people at least, and the answers to the questions. @param {App} app */
function roomFile(app) {
  const { words } = app;
  const { vote, answers } = app.session ?? {};
  const lines = [];
  if (vote?.totals && vote.received >= 5) lines.push('choice,votes', ...vote.choices.map((/** @type {string} */ each, /** @type {number} */ i) => `${each},${vote.totals[i]}`), '');
  const told = Object.entries(answers ?? {});
  if (told.length) lines.push('moment,question,1,2,3,4,5', ...told.flatMap(([moment, asked]) => Object.entries(/** @type {any} */ (asked)).map(([name, counts]) => `${moment},${name},${counts}`)));
  if (!lines.length) return null;
  const href = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'text/csv' }));
  return h('p', {}, h('a', { href, download: 'session.csv', text: words.say('room_file') }));
}

/** @param {number[]} counts @param {import('../words.js').Words} words */
function mean(counts, words) {
  const n = counts.reduce((a, b) => a + b, 0);
  return n ? `${words.number(counts.reduce((sum, count, i) => sum + count * (i + 1), 0) / n, 1)} (${n})` : '–';
}
