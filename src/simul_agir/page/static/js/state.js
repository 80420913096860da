// @ts-check
/**
 * What is on screen, as it stands after the # of the address: no name of a person or an actor is ever in it.
 * @typedef {{stay: string, month: number, turn: string, effort: number, crisis: number}} Fork effort and crisis in percent
 * @typedef {{territory: string, screen: string, settings: {[key: string]: number}, pair: string[], month: number,
 *   fork: Fork | null, life: {stance: string, run: number} | null, other: string}} State
 */

const MOST = 50; // moves that can be undone
const SCREENS = ['predict', 'reveal', 'whatif', 'branch', 'profile', 'story', 'territories', 'import', 'diagnose', 'dossier'];

/** @param {string} hash @param {State} fallback @returns {State} */
export function fromHash(hash, fallback) {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  /** @type {State} */
  const state = structuredClone(fallback);
  for (const [key, value] of fields) {
    if (key === 't') state.territory = value;
    else if (key === 's' && SCREENS.includes(value)) state.screen = value;
    else if (key === 'p') state.pair = value.split('.').filter(Boolean).slice(0, 2);
    else if (key === 'm') state.month = whole(value, state.month);
    else if (key === 'b') {
      const [stay, month, turn, effort, crisis] = value.split('.');
      state.fork = turn ? { stay, month: whole(month, 1), turn, effort: whole(effort ?? '', 100), crisis: whole(crisis ?? '', 0) } : null;
    } else if (key === 'v') {
      const [stance, run] = value.split('.');
      state.life = run ? { stance, run: whole(run, 0) } : null;
    } else if (key === 'o') state.other = value;
    else if (key.startsWith('x-')) {
      const number = Number(value);
      if (Number.isFinite(number)) state.settings[key.slice(2)] = number;
    }
  }
  return state;
}

/** @param {string} text @param {number} fallback */
function whole(text, fallback) {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 ? number : fallback;
}

/** @param {State} state */
export function toHash(state) {
  const fields = new URLSearchParams();
  fields.set('t', state.territory);
  fields.set('s', state.screen);
  if (state.pair.length === 2) fields.set('p', state.pair.join('.'));
  if (state.month >= 0) fields.set('m', String(state.month));
  if (state.fork) fields.set('b', [state.fork.stay, state.fork.month, state.fork.turn, state.fork.effort, state.fork.crisis].join('.'));
  if (state.life) fields.set('v', `${state.life.stance}.${state.life.run}`);
  if (state.other) fields.set('o', state.other);
  for (const key of Object.keys(state.settings).sort()) fields.set(`x-${key}`, String(state.settings[key]));
  return `#${fields}`;
}

export class Past {
  constructor() {
    /** @type {State[]} */
    this.moves = [];
  }

  /** @param {State} state */
  keep(state) {
    const last = this.moves[this.moves.length - 1];
    if (last && toHash(last) === toHash(state)) return;
    this.moves.push(structuredClone(state));
    if (this.moves.length > MOST) this.moves.shift();
  }

  get empty() {
    return this.moves.length === 0;
  }

  /** @returns {State | undefined} */
  back() {
    return this.moves.pop();
  }
}
