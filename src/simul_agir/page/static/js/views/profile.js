// @ts-check
/** What one gains and gives up, family by family of outcomes; and which vision of success picks which stance. */
import { h, put } from '../dom.js';
import { drawProfile } from '../charts/profile.js';
import { drawTriangle, firstUnder } from '../charts/triangle.js';
import { named } from '../verdicts.js';
import { freshOf, wallFoot } from './app.js';
/** @typedef {import('./app.js').App} App */

/** Corners of the triangle: three families each, that weigh alike; as in study/exploring/profiles.py. */
const GROUPS = ['climb', 'together', 'hold'];

/** @param {App} app @returns {import('./app.js').View} */
export function profile(app) {
  const { words } = app;
  const sentence = h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1' });
  const table = h('div', { class: 'profilebox', tabindex: '0', role: 'region', 'aria-label': words.say('step.profile') });
  const fresh = h('div', { class: 'fresh' });
  const triangle = h('div', { class: 'trianglebox' });
  const said = h('p', { class: 'quiet' });
  const sliders = app.act ? weightSliders(app, () => draw()) : null;
  const root = h(
    'div',
    { class: app.wall ? 'profileview wallscreen' : 'profileview' },
    h('section', { class: 'top' }, h('div', { class: 'saying' }, sentence), fresh),
    h(
      'section',
      { class: 'profilepair' },
      h('div', {}, table, h('p', { class: 'quiet key', text: words.say('profile_key') })),
      h('div', { class: 'side' }, h('h2', { text: words.say('which_vision') }), triangle, sliders?.root, said),
    ),
    app.wall ? wallFoot(app) : null,
  );
  const draw = () => {
    const found = app.answers.profile;
    put(fresh, app.wall ? '' : freshOf(app, found));
    if (!found) {
      put(sentence, words.say('profile_busy'));
      return;
    }
    const { nodes, text } = headline(app, found);
    put(sentence, ...nodes);
    drawProfile(table, { answer: found, words });
    const { arm, clear } = firstUnder(found, app.weights);
    put(said, [sharesSaid(found, words), words.say(clear ? 'vision_here' : 'vision_close', { A: words.quoted(arm) }), app.wall ? '' : words.say('vision_pale')].join(' '));
    drawTriangle(triangle, { answer: found, words, wall: app.wall, weights: app.weights, title: text });
    sliders?.show();
  };
  return { root, draw };
}

/** In which share of all visions each arm is first. @param {import('./app.js').Answer} found @param {import('../words.js').Words} words */
function sharesSaid(found, words) {
  const { ranked, shares, undecided } = found.head;
  const some = ranked
    .map((/** @type {string} */ arm, /** @type {number} */ i) => ({ arm, share: shares[i] }))
    .filter((/** @type {any} */ each) => each.share >= 0.005)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => b.share - a.share)
    .map((/** @type {any} */ each) => words.say('vision_share', { A: words.quoted(each.arm), share: words.percent(each.share) }));
  return words.say('vision_shares', { shares: words.several(some), undecided: words.percent(undecided) });
}

/** Who leads where, in one sentence. @param {App} app @param {import('./app.js').Answer} found */
function headline(app, found) {
  const { words } = app;
  const { arms, rows } = found.head;
  const leads = arms.map((/** @type {string} */ arm, /** @type {number} */ a) => rows.filter((/** @type {any} */ row) => row.cells[a].leads));
  const told = rows.filter((/** @type {any} */ row) => row.cells.some((/** @type {any} */ cell) => cell.leads));
  const most = leads.reduce((/** @type {number} */ best, /** @type {any[]} */ each, /** @type {number} */ a) => (each.length > leads[best].length ? a : best), 0);
  const size = app.wall ? 40 : 22;
  if (!told.length) return { nodes: [words.say('profile_alike')], text: words.say('profile_alike') };
  const everywhere = leads[most].length === told.length;
  const where = words.several(leads[most].slice(0, 3).map((/** @type {any} */ row) => words.say(`family.${row.family}`)));
  const key = everywhere ? 'profile_everywhere' : 'profile_nowhere';
  const fields = { n: leads[most].length, of: told.length, where };
  return { nodes: words.rich(key, { ...fields, A: named(arms[most], words, size) }), text: words.say(key, { ...fields, A: words.quoted(arms[most]) }) };
}

/** Three native sliders that add up to 100. @param {App} app @param {() => void} draw */
function weightSliders(app, draw) {
  const { words } = app;
  const inputs = GROUPS.map((group, i) => {
    const input = h('input', { type: 'range', min: 0, max: 100, step: 1, id: `weight-${group}` });
    const out = h('output', { for: `weight-${group}` });
    input.addEventListener('input', () => {
      app.weights = shared(app.weights, i, Number(input.value) / 100);
      draw();
    });
    return { input, out, row: h('div', { class: 'weight' }, h('label', { for: `weight-${group}`, text: words.say(`corner.${group}`) }), input, out) };
  });
  return {
    root: h('div', { class: 'weights' }, inputs.map((each) => each.row)),
    show: () =>
      inputs.forEach((each, i) => {
        each.input.value = String(Math.round(100 * app.weights[i]));
        each.out.textContent = words.percent(app.weights[i]);
      }),
  };
}

/** Weights that add up to one, when one of them is set. @param {number[]} weights @param {number} place @param {number} value */
export function shared(weights, place, value) {
  const rest = weights.reduce((sum, each, i) => (i === place ? sum : sum + each), 0);
  return weights.map((each, i) => (i === place ? value : rest > 0 ? (each / rest) * (1 - value) : (1 - value) / (weights.length - 1)));
}
