// @ts-check
/** What the room said, left, and what the model says, right, on one scale of shares; counts are printed. */
import { h, put, s } from '../dom.js';
import { hue, sign } from '../looks.js';

/**
 * @param {HTMLElement} host
 * @param {{choices: string[], votes: number[], lives: number[], words: import('../words.js').Words}} picture
 */
export function drawBallots(host, picture) {
  const { choices, votes, lives, words } = picture;
  const cast = votes.reduce((a, b) => a + b, 0);
  const lived = lives.reduce((a, b) => a + b, 0);
  const most = Math.max(...votes.map((each) => each / Math.max(1, cast)), ...lives.map((each) => each / Math.max(1, lived)), 0.01);
  put(
    host,
    h(
      'table',
      { class: 'ballots' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'leftside', text: words.say('room_votes', { n: words.number(cast, 0) }) }), h('td'), h('th', { scope: 'col', text: words.say('model_lives', { n: words.number(lived, 0) }) }))),
      h(
        'tbody',
        {},
        choices.map((choice, i) =>
          h(
            'tr',
            { class: hue(choice) },
            h('td', { class: 'leftside' }, h('div', { class: 'sidebox' }, h('span', { class: 'amount', text: votes[i] }), bar(votes[i] / Math.max(1, cast) / most, 'vote'))),
            h('th', { scope: 'row' }, h('div', { class: 'whose' }, h('span', { class: 'letter', text: 'ABCDEFGHIJ'[i] }), sign(choice, 26), h('span', { class: 'armtext', text: choice === 'none_stands_out' ? words.say('none_stands_out') : words.stance(choice) }))),
            h('td', {}, h('div', { class: 'sidebox' }, bar(lives[i] / Math.max(1, lived) / most, 'lives'), h('span', { class: 'amount', text: lives[i] }))),
          ),
        ),
      ),
    ),
  );
}

/** @param {number} part @param {string} kind */
function bar(part, kind) {
  const width = Math.max(part > 0 ? 1 : 0, 78 * part);
  return s(
    'svg',
    { width: `${width.toFixed(2)}%`, height: 26, class: `bar ${kind}`, 'aria-hidden': 'true' },
    s('rect', { x: 0, y: 0, width: '100%', height: '100%', class: 'fillbar' }),
    kind === 'vote' && part > 0 ? s('rect', { x: 0, y: 0, width: 5, height: '100%', class: 'tip' }) : null,
  );
}
