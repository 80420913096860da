// @ts-check
/** One life: its line over the band, three turning points played on the network, told from events alone. */
import { h, put } from '../dom.js';
import { drawBullseye } from '../charts/bullseye.js';
import { drawFans, fansIn } from '../charts/fan.js';
import { named } from '../verdicts.js';
import { lastMonth, monthText, stagesOf, wallFoot } from './app.js';
import { SPHERES, icon, key, stageLegend } from './whatif.js';
/** @typedef {import('./app.js').App} App */

/** The life that the story tells, month by month, as soon as it is there. @param {App} app */
export function lifeTold(app) {
  const { story: told, life } = app.answers;
  return told && life && life.head.run === told.head.run && life.head.stance === told.head.stance ? life : undefined;
}

/** @param {App} app @returns {import('./app.js').View} */
export function story(app) {
  const { words } = app;
  const ask = h('p', { class: 'question' });
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const fan = h('div', { class: 'fanbox storyfan' });
  const turns = h('div', { class: 'turns' });
  const range = h('input', { type: 'range', min: 0, max: lastMonth(app), step: 1, 'aria-label': words.say('month_shown'), class: 'months' });
  range.addEventListener('input', () => app.act?.month(Number(range.value)));
  const playing = h('div', { class: 'net playing' });
  const all = h('div', { class: 'storytext' });
  const legend = h('div', { class: 'storylegend' });
  const choose = app.act
    ? h(
        'div',
        { class: 'choose' },
        h('label', {}, words.say('stance'), ' ', stanceSelect(app)),
        ['lowest', 'median', 'highest', 'chance'].map((which) => h('button', { type: 'button', class: 'small', onclick: () => app.act.life(which), text: words.say(`life.${which}`) })),
      )
    : null;
  const root = h(
    'div',
    { class: app.wall ? 'storyview wallscreen' : 'storyview' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, ask, sentence), choose),
    h('div', { class: 'storytop' }, fan, playing),
    app.act ? h('div', { class: 'monthbar' }, range, h('button', { type: 'button', onclick: () => app.act.play() }, icon('play'), words.say('play_months'), key('P'))) : null,
    turns,
    app.wall ? null : legend,
    app.wall ? wallFoot(app) : h('details', { class: 'alltext' }, h('summary', { text: words.say('month_by_month') }), all),
  );
  const draw = () => {
    const [told, now, life] = [app.answers.story, app.answers.now, lifeTold(app)];
    if (!told || !now || !life) {
      put(sentence, words.say('story_busy'));
      return;
    }
    const { head } = told;
    const fans = fansIn(now, [head.stance]).map((each) => ({ ...each, stance: head.stance }));
    const place = now.head.arms.indexOf(head.stance);
    const own = fansIn(now)[place];
    put(ask, words.rich('one_life_of', { n: words.number(now.head.runs, 0), run: head.run + 1, A: named(head.stance, words, app.wall ? 26 : 15) }));
    const select = root.querySelector('#life-stance');
    if (select instanceof HTMLSelectElement) select.value = head.stance;
    const last = app.territory.months;
    const end = told.blocks.ladder[last];
    const month = Math.min(app.state.month, lastMonth(app));
    const where = end > own.high[last] ? 'high' : end < own.low[last] ? 'low' : Math.abs(end - own.mid[last]) < 0.05 ? 'middle' : 'inside';
    put(sentence, words.say(`life_ends.${where}`, { end: words.number(end), mid: words.number(own.mid[last]) }));
    drawFans(fan, { fans: [{ ...fans[0], low: own.low, mid: own.mid, high: own.high, name: words.say('median_life') }], pair: [head.stance], months: last, after: app.territory.months_after, words, stages: stagesOf(app), life: life.blocks.ladder, turns: head.turns, month, size: app.wall ? 'wall' : undefined, title: sentence.textContent ?? '' });
    range.value = String(month);
    range.setAttribute('aria-valuetext', `${words.say('month')} ${monthText(app, month)}`);
    const common = { actors: app.territory.actors, life, stance: head.stance, words, spheres: SPHERES };
    const names = new Map(app.territory.actors.map((/** @type {any} */ each, /** @type {number} */ i) => [each.name, i]));
    drawBullseye(playing, { ...common, month, wall: false, small: true, title: words.say('net_title', { A: words.quoted(head.stance), month: monthText(app, month) }) });
    put(turns, head.turns.map((/** @type {any} */ turn, /** @type {number} */ i) => turnBox(app, turn, i, common, names)));
    for (const box of turns.querySelectorAll('[data-month]')) {
      const month = Number(box.getAttribute('data-month'));
      const around = new Set(/** @type {number[]} */ (head.turns[Number(box.getAttribute('data-turn'))].actors.map((/** @type {string} */ name) => names.get(name)).filter((/** @type {any} */ each) => each !== undefined)));
      drawBullseye(/** @type {HTMLElement} */ (box), { ...common, month, small: true, around, title: words.say('net_title', { A: words.quoted(head.stance), month }) });
    }
    if (app.wall) return;
    put(legend, h('p', { class: 'quiet', text: words.say('story_legend') }), stageLegend(app, head.stance));
    put(all, monthByMonth(app, head));
  };
  return { root, draw };
}

/** @param {App} app */
function stanceSelect(app) {
  const select = h('select', { id: 'life-stance', onchange: () => app.act.life('median', select.value) });
  for (const arm of app.territory.arms) select.append(h('option', { value: arm, text: app.words.stance(arm), selected: arm === app.state.life?.stance }));
  return select;
}

/** @param {App} app @param {any} turn @param {number} i @param {any} common @param {Map<any, any>} names */
function turnBox(app, turn, i, common, names) {
  const { words } = app;
  const span = turn.month === turn.until ? words.say('in_month', { month: turn.month }) : words.say('in_months', { from: turn.month, to: turn.until });
  const listed = turn.actors.slice(0, turn.actors.length === 7 ? 7 : 6);
  const more = turn.actors.length - listed.length;
  const who = words.several(more ? [...listed, words.say('n_others', { n: more })] : listed);
  const text = words.say(`turn_text.${turn.rule}${turn.actors.length > 1 ? '' : '_one'}`, { who, first: turn.actors[0], rest: words.several(turn.actors.slice(1, 6)), n: turn.actors.length, from: words.number(turn.before), to: words.number(turn.after), turnover: turn.counts.turnover ?? 0, month: turn.month });
  return h('article', { class: 'turn' }, h('div', { class: 'net turnnet', 'data-month': turn.until, 'data-turn': i }), h('div', {}, h('p', { class: 'when' }, h('span', { class: 'number', text: i + 1 }), ` ${span}`), h('h2', { text: words.say(`turn_title.${turn.rule}`, { n: turn.actors.length }) }), h('p', { text })));
}

/** @param {App} app @param {any} head */
function monthByMonth(app, head) {
  const { words } = app;
  /** @type {Map<number, any[]>} */
  const months = new Map();
  for (const event of head.events) months.set(event.month, [...(months.get(event.month) ?? []), event]);
  return h(
    'ol',
    { class: 'months' },
    [...months].map(([month, events]) => h('li', {}, h('b', { text: `${words.say('month')} ${month}` }), ' ', events.map((event) => words.say(`event.${event.what}${event.actors.length > 1 ? '' : '_alone'}`, { a: event.actors[0] ?? '', b: event.actors[1] ?? '', stage: words.say(`stage.${app.territory.stages[event.value] ?? 'latency'}`) })).join(' '))),
  );
}
