// @ts-check
/** Where the actors stand before the contract, by type, and what keeps them from the next stage. No actor is named. */
import { h, put } from '../dom.js';
import { shareBar, stagesBar } from '../charts/shares.js';
import { freshOf, wallFoot } from './app.js';
/** @typedef {import('./app.js').App} App */
/** @typedef {{mean: number, low: number, high: number}} Spread */

const MOST_HELD = 3; // criteria told of a step
const ON_WALL = 5; // types told on the wall
const LEAST = 0.5; // actors below a step, from which it is told

/** @param {App} app @returns {import('./app.js').View} */
export function diagnose(app) {
  const { words } = app;
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const below = h('p', { class: 'below' });
  const fresh = h('div', { class: 'fresh' });
  const types = h('div', { class: 'typesbox' });
  const steps = h('div', { class: 'steps' });
  const root = h(
    'div',
    { class: app.wall ? 'diagnosis wallscreen' : 'diagnosis' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, h('p', { class: 'question', text: words.say('question.diagnose') }), sentence, below), app.wall ? null : fresh),
    h('section', { class: 'standing' }, h('div', {}, h('h2', { text: words.say('by_type') }), types, legend(app)), h('div', {}, h('h2', { text: words.say('step_by_step') }), steps)),
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const found = app.answers.diagnose;
    put(fresh, app.wall ? '' : freshOf(app, found));
    root.classList.toggle('empty', !found);
    if (!found) {
      put(sentence, words.say('diagnose_busy'));
      return;
    }
    const { head } = found;
    put(sentence, today(app, head));
    put(below, sure(app, head));
    put(types, typesTable(app, head));
    put(steps, stepsOf(app, head), facilitators(app, head));
  };
  return { root, draw };
}

/** @param {App} app @param {any} head */
function today(app, head) {
  const { words } = app;
  const stages = Object.entries(head.stages).sort((a, b) => b[1].mean - a[1].mean);
  const [stage, share] = stages[0];
  const [criterion, held] = head.held;
  return words.say('today_is', { share: words.percent(share.mean), stage: words.say(`stage.${stage}`), why: words.say(`holds_back.${criterion}`, { share: words.percent(held) }) });
}

/** How sure it is. @param {App} app @param {any} head */
function sure(app, head) {
  const { words } = app;
  return words.say('today_sure', { n: head.draws, known: words.percent(head.sure.stages_known), said: words.percent(head.sure.cells_said) });
}

/** @param {App} app */
function legend(app) {
  const { words } = app;
  return h('ul', { class: 'legend arm arm-none' }, app.territory.stages.map((/** @type {string} */ stage, /** @type {number} */ i) => h('li', {}, h('span', { class: `chip stage${i}` }), `${i} ${words.say(`stage.${stage}`)}`)));
}

/** @param {App} app @param {any} type */
function sharesOf(app, type) {
  return app.territory.stages.map((/** @type {string} */ stage) => type.stages[stage]);
}

/** Types of five actors at least. @param {App} app @param {any} head */
function typesTable(app, head) {
  const { words } = app;
  if (!head.types.length) return h('p', { text: words.say('types_few') });
  const sorted = [...head.types].sort((a, b) => Number(a.type === null) - Number(b.type === null) || b.actors - a.actors);
  const shown = app.wall ? sorted.slice(0, ON_WALL) : sorted;
  const columns = ['type', 'type_actors', 'type_stages', 'type_held', ...(app.wall ? [] : ['type_meets'])];
  return h(
    'table',
    { class: 'types' },
    h('thead', {}, h('tr', {}, columns.map((each) => h('th', { scope: 'col', text: words.say(each) })))),
    h('tbody', {}, shown.map((/** @type {any} */ type) => typeRow(app, type))),
  );
}

/** @param {App} app @param {any} type */
function typeRow(app, type) {
  const { words } = app;
  const stages = sharesOf(app, type)
    .map((/** @type {number} */ share, /** @type {number} */ i) => ({ share, name: words.say(`stage.${app.territory.stages[i]}`) }))
    .filter((/** @type {any} */ each) => each.share >= 0.005)
    .map((/** @type {any} */ each) => `${each.name} ${words.percent(each.share)}`);
  const meets = type.could_meet.slice(0, 2).map((/** @type {[string, string]} */ [who, need]) => `${typeset(who)} (${words.say(`domain.${need}`)})`);
  return h(
    'tr',
    {},
    h('th', { scope: 'row', text: typeset(type.label) }),
    h('td', { class: 'n', text: type.actors }),
    h('td', {}, stagesBar(sharesOf(app, type), words.several(stages)), h('span', { class: 'quiet', text: stages.slice(0, 2).join(', ') })),
    h('td', { 'data-head': words.say('type_held'), text: heldBy(app, type.held).slice(0, 2).join(', ') || '–' }),
    app.wall ? null : h('td', { 'data-head': words.say('type_meets'), text: meets.join(', ') || '–' }),
  );
}

/** @param {string} text */
function typeset(text) {
  return text.replace(/'/g, '’');
}

/** Criteria and the share of actors that each keeps back. @param {App} app @param {{[criterion: string]: number}} held */
function heldBy(app, held) {
  return Object.entries(held).map(([criterion, share]) => `${app.words.say(`criterion.${criterion}`)} ${app.words.percent(share)}`);
}

/** Each step of the ladder: who stands below it, and what is lacking. @param {App} app @param {any} head */
function stepsOf(app, head) {
  const { words } = app;
  return head.steps
    .filter((/** @type {any} */ step) => step.below.mean >= LEAST)
    .map((/** @type {any} */ step) => {
      const text = words.say(step.below.mean < 1.5 ? 'step_below_one' : 'step_below', { n: words.number(step.below.mean, 0), interval: words.interval(step.below.low, step.below.high, 0) });
      const held = Object.entries(step.held).slice(0, MOST_HELD);
      return h('section', { class: 'onestep' }, h('h3', { text: words.say('step_to', { stage: words.say(`stage.${step.to}`) }) }), h('p', { class: 'quiet', text }), h('ul', {}, held.map(([criterion, share]) => h('li', {}, h('span', { text: words.say(`criterion.${criterion}`) }), shareBar(share), h('b', { text: words.percent(share) })))));
    });
}

/** @param {App} app @param {any} head */
function facilitators(app, head) {
  const { words } = app;
  /** @param {Spread} spread */
  const told = (spread) => `${words.number(spread.mean, 0)} ${words.interval(spread.low, spread.high, 0)}`;
  return h('section', { class: 'onestep' }, h('h3', { text: words.say('facilitators') }), h('p', { text: words.say('facilitators_are', { now: told(head.facilitators.now), missing: told(head.facilitators.missing) }) }));
}

/** The numbers behind it. @param {App} app @param {any} head */
export function diagnoseTable(app, head) {
  const { words } = app;
  const { stages } = app.territory;
  return h(
    'table',
    { class: 'numbers' },
    h('caption', { text: words.say('diagnose_caption', { n: head.draws }) }),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', text: words.say('type') }), h('th', { scope: 'col', text: words.say('type_actors') }), stages.map((/** @type {string} */ each) => h('th', { scope: 'col', text: words.say(`stage.${each}`) })), h('th', { scope: 'col', text: words.say('type_held') }))),
    h(
      'tbody',
      {},
      h('tr', {}, h('th', { scope: 'row', text: words.say('all_actors') }), h('td', { text: head.actors_with_voice }), stages.map((/** @type {string} */ each) => h('td', { text: `${words.percent(head.stages[each].mean)} ${words.interval(100 * head.stages[each].low, 100 * head.stages[each].high, 0)}` })), h('td', { text: words.say(`criterion.${head.held[0]}`) })),
      head.types.map((/** @type {any} */ type) => h('tr', {}, h('th', { scope: 'row', text: typeset(type.label) }), h('td', { text: type.actors }), sharesOf(app, type).map((/** @type {number} */ share) => h('td', { text: words.percent(share) })), h('td', { text: heldBy(app, type.held).join(', ') || '–' }))),
    ),
  );
}
