// @ts-check
/** What is taken in and away: tables of one's own, the dossier, the numbers behind the charts. */
import { byId, h, put } from '../dom.js';
import { tablesOf } from './tables.js';
/** @typedef {import('../facilitator.js').Page} Page */

/** @param {Page} page @returns {Promise<any>} */
export function report(page) {
  const { app } = page;
  return new Promise((done) => {
    const fork = app.state.fork;
    const branched = fork ? { stance: fork.stay, month: fork.month, turn: fork.turn, effort: fork.effort, crisis: fork.crisis } : {};
    page.engine?.report({ territory: app.state.territory, settings: app.state.settings, lang: app.words.lang, ...branched }, (answer) => {
      const file = new Blob([/** @type {any} */ (answer.file)], { type: answer.head.type });
      done({ head: answer.head, href: URL.createObjectURL(file), size: file.size });
    }, { fail: (text) => done({ fault: text }) });
  });
}

/** Tables, with answers to what they leave open. @param {Page} page @param {File[]} files @param {{[question: string]: string}} answers @param {string} instead the territory they take the place of @returns {Promise<any>} */
export async function upload(page, files, answers, instead) {
  const { words } = page.app;
  const head = new TextEncoder().encode(JSON.stringify({ files: files.map((file) => ({ name: file.name, size: file.size })), answers, instead }));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, head.length, true);
  const body = new Blob([length.buffer, head, ...files]);
  const response = await fetch(`/facilitator/upload?lang=${words.lang}`, { method: 'PUT', body }).catch(() => null);
  const answer = response ? await response.json().catch(() => null) : null;
  if (!answer) return { faults: [words.say('upload_lost')] };
  if (answer.able) page.app.able = answer.able;
  return answer;
}

/** The numbers behind the charts, in a dialog. @param {Page} page */
export function numbers(page) {
  const { app } = page;
  const dialog = byId('dialog');
  const tables = tablesOf(app);
  if (!tables.length) return;
  put(dialog, h('h2', { text: app.words.say('numbers') }), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': app.words.say('numbers') }, tables), h('form', { method: 'dialog' }, h('button', { class: 'strong', text: app.words.say('close') })));
  dialog.showModal();
}
