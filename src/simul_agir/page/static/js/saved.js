// @ts-check
/**
 * The answer on screen as a file of its own: its numbers in tables and a picture, to be read without scripts, and what this page is made of, so that
 * it computes them again wherever it is opened.
 */
import { drawFans, fansIn } from './charts/fan.js';
import { h } from './dom.js';
import { toHash } from './state.js';
import { valueOf } from './sliders.js';
import { question } from './verdicts.js';
import { sha256 } from './engine/browser/sha256.js';
/** @typedef {import('./views/app.js').App} App */
/** @typedef {import('./engine/browser/report.js').Reported} Reported */

const POLICY = 'Content-Security-Policy';
const DRAWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'fill-opacity', 'font-size', 'font-weight', 'font-family', 'text-anchor', 'paint-order'];
const STYLE = 'body{margin:0;background:#fff;color:#111}main.saved{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem;font:1rem/1.5 system-ui,sans-serif}main.saved table{border-collapse:collapse;width:100%;margin:1.5rem 0}' +
  'main.saved caption{text-align:left;font-weight:650;padding-bottom:.3rem}main.saved th,main.saved td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #777}main.saved .wide{overflow-x:auto}' +
  'main.saved figure{margin:1.5rem 0;overflow-x:auto}main.saved svg{width:100%;min-width:36rem;height:auto}main.saved .first{font-size:1.3rem;font-weight:650}#live{margin:1.25rem 0;padding:.9rem 1rem;border:1px solid #777;border-radius:.4rem}' +
  '#live button{padding:.55rem 1.1rem;min-height:2.75rem;font:inherit;font-weight:650;color:#fff;background:#111;border:0;border-radius:.4rem}@media print{#live{display:none}}';

/** The file. @param {App} app @param {Reported} told @param {any} territory as it was asked for @param {HTMLElement} host where a picture may be drawn, out of sight @param {string} version @returns {Promise<{name: string, bytes: Uint8Array, sentence: string}>} */
export async function saved(app, told, territory, host, version) {
  const { words } = app;
  const sentence = sentenceOf(app, told.record);
  const asks = told.fork ? words.say('dossier_fork', { month: told.fork.month }) : question(territory, told.own.settings ?? {}, words);
  const title = `${asks} · ${territory.title[words.lang]}`;
  const main = h('main', { class: 'saved' }, h('p', { text: territory.title[words.lang] }), h('h1', { text: asks }), h('p', { class: 'first', text: sentence }), h('section', { id: 'live' }, h('p', { text: words.say('live.needs') })), ...body(app, told, territory, host, version));
  const state = { ...app.state, settings: told.own.settings ?? {}, screen: told.fork ? 'branch' : 'whatif', fork: told.fork };
  const bytes = await fileOf(words.lang, title, main.outerHTML, { lang: words.lang, own: told.own, record: told.record, state: toHash(state) });
  return { name: `simul_agir-${territory.territory}.html`, bytes: new TextEncoder().encode(bytes), sentence };
}

/** What is found, first. @param {App} app @param {any} record */
function sentenceOf({ words }, { best, against, pair, what_if: branch, verdict }) {
  if (branch) return words.say('live.saved_switch', { n: words.lives(branch.share), d: words.signed(branch.mean), interval: spanOf(words, branch) });
  if (!pair || verdict.best === null) return words.say('live.saved_alike');
  return words.say('live.saved_first', { A: words.quoted(best), B: words.quoted(against), n: words.lives(pair.share), d: words.signed(pair.mean), interval: spanOf(words, pair) });
}

/** @param {import('./words.js').Words} words @param {{low: number | null, high: number | null}} estimate @param {number} [digits] */
function spanOf(words, { low, high }, digits = 2) {
  return low === null || high === null ? '' : words.interval(low, high, digits).replace(/ /g, '\u00a0');
}

/** @param {App} app @param {Reported} told @param {any} territory @param {HTMLElement} host @param {string} version */
function body(app, told, territory, host, version) {
  const { words } = app;
  const { own, record, fork } = told;
  /** @param {string} arm */
  const called = (arm) => (fork && arm === own.arms?.[1]?.name ? words.say('live.saved_turn', { month: fork.month, A: words.stance(fork.turn) }) : fork && arm === fork.stay ? words.say('live.saved_stay', { A: words.stance(arm) }) : arm.startsWith('(') ? words.stance('none') : words.stance(arm));
  return [
    settingsTable(app, own.settings ?? {}, fork, territory),
    picture(app, told, territory, host, called),
    wide(table(words.say('live.saved_ends'), [words.say('stance'), words.say('live.saved_mean'), words.say('live.saved_four')], record.arms.map((/** @type {any} */ { name, ladder, low, high }) => [called(name), `${words.number(ladder.mean)} ${spanOf(words, ladder)}`, words.interval(low[low.length - 1], high[high.length - 1])]))),
    wide(table(words.say('live.saved_gains', { A: words.say('quoted', { text: called(record.reference) }) }), [words.say('live.saved_outcome'), ...record.gains[0].cells.map((/** @type {any} */ { arm }) => called(arm))], record.gains.map((/** @type {any} */ row) => [words.say(`profile_outcome.${row.outcome}`), ...row.cells.map((/** @type {any} */ cell) => gain(words, cell))]))),
    h('p', { text: words.say('live.saved_key') }),
    wide(table(words.say('live.saved_profile'), [words.say('stance'), words.say('live.saved_standing'), words.say('live.saved_share'), words.say('live.saved_regret')], record.profile.standings.map((/** @type {any} */ each) => [called(each.arm), words.say(`live.standing_${each.standing}`), words.percent(each.share), words.number(each.regret)]))),
    h('p', { text: words.say('live.saved_by', { version, runs: own.runs, seed: own.seed, hash: territory.hash }) }),
    h('p', { text: words.say('live.saved_lacks') }),
    territory.real ? h('p', {}, h('b', { text: words.say('live.real') })) : null,
  ].filter(Boolean);
}

/** @param {import('./words.js').Words} words @param {any} cell */
function gain(words, { mean, low, high, better }) {
  const digits = Math.abs(mean) >= 100 ? 0 : 2;
  return `${better > 0 ? '▲ ' : better < 0 ? '▽ ' : ''}${words.signed(mean, digits)} ${spanOf(words, { low, high }, digits)}`;
}

/** The settings that were moved, and what changes with a branch. @param {App} app @param {{[key: string]: number}} settings @param {Reported['fork']} fork @param {any} territory */
function settingsTable({ words }, settings, fork, territory) {
  const moved = territory.sliders.filter((/** @type {any} */ each) => each.key in settings && settings[each.key] !== each.start);
  const rows = moved.map((/** @type {any} */ each) => [words.say(`slider.${each.key}`, { month: each.month ?? '' }), valueOf(each, each.start, words), valueOf(each, settings[each.key], words)]);
  if (fork && fork.effort !== 100) rows.push([words.say('live.saved_effort', { month: fork.month }), `× ${words.number(1, 0)}`, `× ${words.number(fork.effort / 100)}`]);
  if (fork?.crisis) rows.push([words.say('live.saved_crisis', { month: fork.month + 1 }), words.percent(0), words.percent(fork.crisis / 100)]);
  if (!rows.length) return null;
  return wide(table(words.say('live.saved_settings'), [words.say('live.saved_setting'), words.say('live.saved_before'), words.say('live.saved_now')], rows));
}

/** @param {string} caption @param {string[]} columns @param {any[][]} rows */
function table(caption, columns, rows) {
  return h('table', {}, h('caption', { text: caption }), h('thead', {}, h('tr', {}, columns.map((text) => h('th', { scope: 'col', text })))), h('tbody', {}, rows.map(([head, ...cells]) => h('tr', {}, h('th', { scope: 'row', text: head }), cells.map((text) => h('td', { text }))))));
}

/** @param {HTMLElement} inner */
function wide(inner) {
  return h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': inner.querySelector('caption')?.textContent ?? '' }, inner);
}

/** The fans, with the looks that the page's style gives them on paper. @param {App} app @param {Reported} told @param {any} territory @param {HTMLElement} host @param {(arm: string) => string} called */
function picture(app, { fans, record }, territory, host, called) {
  const { words } = app;
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = 'light';
  const pair = [record.best, record.against ?? record.best];
  const lines = fansIn(fans).map((fan) => ({ ...fan, name: called(fan.stance) }));
  drawFans(host, { fans: lines, pair, months: territory.months, after: territory.months_after, words, stages: territory.stages.map((/** @type {string} */ stage) => words.say(`stage.${stage}`)), title: words.say('table_caption') });
  const svg = host.querySelector('svg');
  for (const each of svg ? [svg, ...svg.querySelectorAll('*')] : []) {
    const looks = getComputedStyle(each);
    for (const name of DRAWN) each.setAttribute(name, looks.getPropertyValue(name));
    each.removeAttribute('class');
  }
  root.dataset.theme = theme;
  return svg ? h('figure', { tabindex: '0', role: 'region', 'aria-label': words.say('table_caption') }, svg) : null;
}

/** The whole page, of this page's own parts. @param {string} lang @param {string} title @param {string} main @param {any} told */
async function fileOf(lang, title, main, told) {
  const policy = document.querySelector(`meta[http-equiv="${POLICY}"]`)?.getAttribute('content') ?? '';
  const kept = document.getElementById('live-style')?.textContent ?? document.querySelector('style')?.textContent ?? '';
  const hashes = (await Promise.all([STYLE, kept].map(hashed))).map((each) => `'sha256-${each}'`).join(' ');
  const parts = [...document.querySelectorAll('script')].map((each) => (each.id === 'live-data' || each.id.startsWith('live-rules-') ? `<script type="${each.type}" id="${each.id}">${each.textContent}<\/script>\n` : ''));
  const script = [...document.querySelectorAll('script')].find((each) => !each.type)?.textContent ?? '';
  const notice = [...document.childNodes, ...document.body.childNodes].find((each) => each.nodeType === Node.COMMENT_NODE && each.textContent?.includes('Copyright'))?.textContent ?? '';
  return [
    `<!DOCTYPE html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="${POLICY}" content="${policy.replace(/style-src [^;]*/, `style-src ${hashes}`)}">\n`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n<meta name="generator" content="simul_agir in a browser">\n<title>${escaped(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`,
    `${main}\n<!--${notice}-->\n<style id="live-style" media="not all">${kept}</style>\n<script type="application/json" id="live-record">${JSON.stringify(told).replace(/[<]/g, '\\u003c')}<\/script>\n`,
    ...parts,
    `<script>${script}<\/script>\n</body>\n</html>\n`,
  ].join('');
}

/** The hash of a text as content policies write it. @param {string} text */
async function hashed(text) {
  const digits = await sha256(new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...(digits.match(/../g) ?? []).map((each) => parseInt(each, 16))));
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/[<]/g, '&lt;').replace(/>/g, '&gt;');
}
