// @ts-check
/** The numbers behind what is on screen, as tables. */
import { change } from '../charts/partings.js';
import { fansIn, tableOf } from '../charts/fan.js';
import { h } from '../dom.js';
import { pairIn } from '../verdicts.js';
import { twoFans } from '../views/branch.js';
import { monthText } from '../views/app.js';
import { diagnoseTable } from '../views/diagnose.js';
import { lifeTold } from '../views/story.js';
/** @typedef {import('../views/app.js').App} App */

/** The tables of the screen that is shown; none where its answer is not there yet. @param {App} app */
export function tablesOf(app) {
  const { answers, state, territory } = app;
  const { now } = answers;
  if (state.screen === 'diagnose' && answers.diagnose) return [diagnoseTable(app, answers.diagnose.head)];
  if (state.screen === 'branch' && answers.branch) return [tableOf(twoFans(app, answers.branch), territory.months, app.words, territory.months_after), partings(app), meetings(app)];
  if (state.screen === 'profile' && answers.profile) return [visions(app)];
  if (state.screen === 'territories' && now && answers.other && answers.land) {
    return [titled(app, territory, fans(app, now, territory)), titled(app, answers.land.head, fans(app, answers.other, answers.land.head))];
  }
  if (!now) return [];
  if (state.screen === 'story' && answers.story) return [life(app), fans(app, now, territory)];
  return [fans(app, now, territory), pairs(app, now), state.screen === 'whatif' ? actors(app) : null];
}

/** @param {App} app @param {any} land @param {HTMLElement} table */
function titled(app, land, table) {
  return h('section', {}, h('h3', { text: land.title[app.words.lang] }), table);
}

/** @param {App} app @param {import('../engine/interface.js').Answer} answer @param {any} land */
function fans(app, answer, land) {
  return tableOf(fansIn(answer), land.months, app.words, land.months_after);
}

/** @param {string} caption @param {string[]} columns @param {any[][]} rows the first cell of a row is its head */
function table(caption, columns, rows) {
  return h(
    'table',
    { class: 'numbers' },
    h('caption', { text: caption }),
    h('thead', {}, h('tr', {}, columns.map((text) => h('th', { scope: 'col', text })))),
    h('tbody', {}, rows.map(([head, ...cells]) => h('tr', {}, h('th', { scope: 'row', text: head }), cells.map((text) => h('td', { text }))))),
  );
}

/** What stands behind the dots, for every pair. @param {App} app @param {import('../engine/interface.js').Answer} answer */
function pairs(app, answer) {
  const { words } = app;
  const rows = answer.head.pairs.map((/** @type {any} */ each) => {
    const { share, mean, low, high } = pairIn(answer, each.a, each.b);
    return [words.say('table_pair', { A: words.stance(each.a), B: words.stance(each.b) }), words.lives(share), `${words.signed(mean)} ${words.interval(low, high)}`];
  });
  return table(words.say('table_pairs'), [words.say('table_pair_head'), words.say('table_lives'), words.say('table_gap')], rows);
}

/** What stands behind the network: one life, at the month shown. @param {App} app */
function actors(app) {
  const { words, territory, state } = app;
  const { life: lived } = app.answers;
  if (!lived) return null;
  const [months, count] = lived.shapes.stages;
  const from = Math.min(state.month, months - 1) * count;
  const rows = territory.actors.map((/** @type {any} */ actor, /** @type {number} */ i) => {
    const held = lived.blocks.held[from + i];
    const stage = words.say(`stage.${territory.stages[lived.blocks.stages[from + i]]}`);
    return [actor.name, lived.blocks.awake[from + i] ? stage : words.say('asleep'), held >= 0 ? words.say(`criterion.${territory.criteria[held]}`) : '–'];
  });
  return table(words.say('net_title', { A: words.quoted(lived.head.stance), month: Math.min(state.month, months - 1) }), [words.say('table_actor'), words.say('table_stage'), words.say('type_held')], rows);
}

/** @param {App} app */
function partings(app) {
  const { words } = app;
  const rows = app.answers.branch?.head.partings.map((/** @type {any} */ each) => [words.say(`indicator.${each.indicator}`), each.month, change(each, words), words.say(each.gained ? 'gained_short' : 'ceded_short')]);
  return table(words.say('table_partings'), [words.say('table_what'), words.say('table_since'), words.say('table_change'), ''], rows ?? []);
}

/** @param {App} app */
function meetings(app) {
  const { words } = app;
  const rows = app.answers.branch?.head.meetings.map((/** @type {[string, string, number]} */ [one, other, count]) => [`${words.say(`sphere_short.${one}`)} – ${words.say(`sphere_short.${other}`)}`, words.signed(count, 1)]);
  return table(words.say('who_meets'), [words.say('table_who'), words.say('table_meetings')], rows ?? []);
}

/** What stands behind the triangle. @param {App} app */
function visions(app) {
  const { words } = app;
  const head = app.answers.profile?.head;
  const rows = head.ranked.map((/** @type {string} */ arm, /** @type {number} */ i) => [words.stance(arm), words.percent(head.shares[i])]);
  return table(words.say('which_vision'), [words.say('stance'), words.say('table_visions')], [...rows, [words.say('table_undecided'), words.percent(head.undecided)]]);
}

/** @param {App} app */
function life(app) {
  const { words } = app;
  const ladder = lifeTold(app)?.blocks.ladder ?? [];
  const rows = [];
  for (let month = 0; month < ladder.length; month += 6) rows.push([`${words.say('month')} ${monthText(app, month)}`, words.number(ladder[month])]);
  return table(words.say('this_life'), [words.say('month'), words.say('table_ladder')], rows);
}
