// @ts-check
/** One's own table: dropped in, what was understood of it, what it leaves open, then the territory. */
import { h, put } from '../dom.js';
/** @typedef {import('./app.js').App} App */
/** @typedef {{id: string, text: string, options: [string, string][], chosen: string}} Question */
/** @typedef {{faults?: string[], questions?: Question[], lines?: string[], actors?: number, territory?: string}} Told */

const FEW = 5; // answers that are all in sight; more of them stand in a list

/** @param {App} app @returns {import('./app.js').View} */
export function importing(app) {
  const { words } = app;
  const file = h('input', { type: 'file', id: 'table-file', accept: '.csv,.tsv,.xlsx,.ods,.graphml,.gexf', multiple: true });
  const told = h('div', { class: 'understood', 'aria-live': 'polite' });
  const drop = h('div', { class: 'drop' }, h('label', { for: 'table-file', text: words.say('drop_here') }), file);
  /** @type {File[]} */
  let files = [];
  let instead = '';
  let turns = 0;
  /** @param {{[question: string]: string}} answers */
  const read = async (answers) => {
    const turn = ++turns;
    put(told, h('p', { text: words.say('reading') }));
    const answer = /** @type {Told} */ (await app.act.upload(files, answers, instead));
    if (turn !== turns) return; // another table was dropped in meanwhile
    instead = answer.territory ?? instead;
    put(told, ...understood(app, answer, read));
  };
  /** @param {FileList | null} chosen */
  const take = (chosen) => {
    if (!chosen || !chosen.length) return;
    files = [...chosen];
    instead = '';
    read({});
  };
  file.addEventListener('change', () => take(file.files));
  drop.addEventListener('dragover', (/** @type {DragEvent} */ event) => event.preventDefault());
  drop.addEventListener('drop', (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    take(event.dataTransfer?.files ?? null);
  });
  const root = h('div', { class: 'importing' }, h('h1', { class: 'verdict', id: 'verdict', tabindex: '-1', text: words.say('import_title') }), h('p', { text: words.say('import_how') }), drop, h('p', { class: 'quiet', text: words.say('import_private') }), told);
  return { root, draw: () => {} };
}

/** What is to mend, what is asked, what was understood. @param {App} app @param {Told} answer @param {(answers: {[question: string]: string}) => void} read */
function understood(app, answer, read) {
  const { words } = app;
  const { faults = [], questions = [], lines = [] } = answer;
  const open = questions.filter((each) => !each.chosen).length;
  return [
    faults.length ? [h('h2', { text: words.say('import_faults', { n: faults.length }) }), h('ul', { class: 'faults' }, faults.map((text) => h('li', { text })))] : null,
    answer.territory ? [h('h2', { text: words.say('import_done', { n: answer.actors }) }), h('button', { type: 'button', class: 'strong', id: 'open-own', onclick: () => app.act.territory(answer.territory), text: words.say('import_open') })] : null,
    questions.length ? asked(app, questions, open, read) : null,
    lines.length ? [h('h2', { text: words.say('import_lines') }), h('pre', { class: 'report', tabindex: '0', role: 'region', 'aria-label': words.say('import_lines'), text: lines.join('\n') })] : null,
  ].flat();
}

/** A question each, with what is taken now. @param {App} app @param {Question[]} questions @param {number} open @param {(answers: {[question: string]: string}) => void} read */
function asked(app, questions, open, read) {
  const { words } = app;
  const fields = questions.map((each, i) => ({ id: each.id, ...(each.options.length <= FEW ? inSight(each, i) : listed(app, each, i)) }));
  const form = h('form', { class: 'openquestions', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    read(Object.fromEntries(fields.map(({ id, value }) => [id, value()]).filter(([, value]) => value)));
  } }, fields.map((each) => each.root), h('button', { type: 'submit', class: open ? 'strong' : '', text: words.say('import_again') }));
  return [h('h2', { text: words.say(open ? 'import_asks' : 'import_guessed', { n: open || questions.length }) }), form];
}

/** @param {Question} question @param {number} i */
function inSight(question, i) {
  const buttons = question.options.map(([value, text]) => ({ value, text, input: h('input', { type: 'radio', name: `open-${i}`, value, checked: value === question.chosen, required: true }) }));
  const root = h('fieldset', {}, h('legend', { text: question.text }), buttons.map(({ text, input }) => h('label', {}, input, ` ${text}`)));
  return { root, value: () => buttons.find(({ input }) => input.checked)?.value ?? '' };
}

/** @param {App} app @param {Question} question @param {number} i */
function listed(app, question, i) {
  const select = h('select', { id: `open-${i}`, required: true }, h('option', { value: '', text: app.words.say('import_choose') }), question.options.map(([value, text]) => h('option', { value, text, selected: value === question.chosen })));
  return { root: h('p', {}, h('label', { for: `open-${i}`, text: question.text }), ' ', select), value: () => String(select.value) };
}
