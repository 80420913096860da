// @ts-check
/** Verdicts: one sentence first, from the numbers of an answer; no sentence assumes which arm wins. */
import { h } from './dom.js';
import { hue, sign } from './looks.js';
import { valueOf } from './sliders.js';

/**
 * A stance's name in a sentence, with its marker and underline.
 * @param {string} stance
 * @param {import('./words.js').Words} words
 * @param {number} [size]
 */
export function named(stance, words, size = 20) {
  return h('span', { class: `named ${hue(stance)}` }, sign(stance, size), '\u00a0', words.quoted(stance));
}

/**
 * A pair of arms in an answer, whichever way round it was computed.
 * @param {import('./engine/interface.js').Answer} answer
 * @param {string} a
 * @param {string} b
 */
export function pairIn(answer, a, b) {
  const { pairs } = answer.head;
  for (let i = 0; i < pairs.length; i++) {
    const dots = answer.blocks[`dots${i}`];
    const each = pairs[i];
    if (each.a === a && each.b === b) return { share: each.share, mean: each.mean, low: each.low, high: each.high, dots: Array.from(dots) };
    if (each.a === b && each.b === a) {
      return { share: 1 - each.share, mean: -each.mean, low: -each.high, high: -each.low, dots: Array.from(dots, (gap) => -gap).reverse() };
    }
  }
  return { share: 0.5, mean: 0, low: 0, high: 0, dots: [0] };
}

/** The two arms to set side by side at first: the highest and the lowest of those that do something. @param {import('./engine/interface.js').Answer} answer */
export function firstPair(answer) {
  const { arms, ends } = answer.head;
  const acting = arms.filter((/** @type {string} */ arm) => arm !== 'none');
  const sorted = [...(acting.length > 1 ? acting : arms)].sort((a, b) => ends[arms.indexOf(b)][0] - ends[arms.indexOf(a)][0]);
  return [sorted[0], sorted[sorted.length - 1]];
}

/** The arm that ends highest on average. @param {import('./engine/interface.js').Answer} answer */
export function leader(answer) {
  const { arms, ends } = answer.head;
  return arms.reduce((/** @type {string} */ best, /** @type {string} */ arm) => (ends[arms.indexOf(arm)][0] > ends[arms.indexOf(best)][0] ? arm : best), arms[0]);
}

/**
 * The question that the settings ask.
 * @param {any} territory
 * @param {{[key: string]: number}} settings
 * @param {import('./words.js').Words} words
 */
export function question(territory, settings, words) {
  const moved = territory.sliders.filter((/** @type {any} */ each) => each.key in settings && settings[each.key] !== each.start);
  if (!moved.length) return words.say('question.start', { months: territory.months });
  if (moved.length === 1) {
    const [only] = moved;
    const fields = { a: valueOf(only, only.start, words), b: valueOf(only, settings[only.key], words), month: only.month ?? '', name: words.say(`slider.${only.key}`, { month: only.month ?? '' }) };
    return words.say(words.has(`question.${only.key}`) ? `question.${only.key}` : 'question.other', fields);
  }
  const parts = moved.map((/** @type {any} */ each) => `${words.say(`slider.${each.key}`, { month: each.month ?? '' })}${words.say('colon')}${valueOf(each, settings[each.key], words)}`);
  return words.say('question.several', { parts: parts.join(words.say('semicolon')) });
}

/**
 * The main verdict, as nodes, as text for those who listen, and what stands under it.
 * @param {import('./engine/interface.js').Answer} answer
 * @param {import('./engine/interface.js').Answer | null} before
 * @param {string[]} pair
 * @param {any} territory
 * @param {import('./words.js').Words} words
 * @param {number} [size]
 */
export function verdict(answer, before, pair, territory, words, size = 20) {
  const [a, b] = pair;
  const found = pairIn(answer, a, b);
  const lives = words.lives(found.share);
  const earlier = before ? words.lives(pairIn(before, a, b).share) : null;
  const only = earlier !== null && found.share < 0.5 && pairIn(/** @type {any} */ (before), a, b).share >= 0.5;
  const key = earlier === null ? 'verdict.now' : only ? 'verdict.turned' : 'verdict.before';
  const nodes = words.rich(key, { n: lives, A: named(a, words, size), B: named(b, words, size), m: earlier });
  const spoken = words.say(key, { n: lives, A: words.quoted(a), B: words.quoted(b), m: earlier });
  return { nodes, spoken: `${spoken} ${under(answer, pair, territory, words)}`, under: under(answer, pair, territory, words) };
}

/** What stands under the verdict: the mean gap, and who leads if neither does. @param {import('./engine/interface.js').Answer} answer @param {string[]} pair @param {any} territory @param {import('./words.js').Words} words */
function under(answer, pair, territory, words) {
  const [a, b] = pair;
  const { mean, low, high } = pairIn(answer, a, b);
  const small = Math.abs(mean) < territory.smallest;
  const first = words.say(small ? 'verdict.small' : 'verdict.gap', { d: words.signed(mean), interval: words.interval(low, high), least: words.number(territory.smallest, 1) });
  const best = leader(answer);
  if (pair.includes(best)) return first;
  const ahead = pairIn(answer, best, a);
  return `${first} ${words.say('verdict.leads', { A: words.quoted(best), B: words.quoted(a), n: words.lives(ahead.share), d: words.signed(ahead.mean) })}`;
}

/**
 * The three uncertainties, each told apart.
 * @param {import('./engine/interface.js').Answer} answer
 * @param {string} stance
 * @param {any} territory
 * @param {import('./words.js').Words} words
 * @param {any} [doubts] the head of what other assumptions change, where that is known for these settings; null where it is not tried
 */
export function uncertainties(answer, stance, territory, words, doubts = undefined) {
  const { arms, ends, runs } = answer.head;
  const place = arms.indexOf(stance);
  const [, levels, months] = answer.shapes.quantiles;
  /** @param {number} level */
  const last = (level) => answer.blocks.quantiles[(place * levels + level) * months + territory.months];
  const [mean, low, high] = ends[place];
  const chance = answer.head.luck?.[place] ?? null;
  const luck = chance === null ? '' : ` ${words.say('uncertain.luck', { luck: words.percent(chance), rest: words.percent(1 - chance) })}`;
  return [
    { glyph: 'spread', title: words.say('uncertain.spread'), text: words.say('uncertain.spread_is', { A: words.quoted(stance), low: words.number(last(0)), high: words.number(last(2)) }) + luck },
    { glyph: 'precision', title: words.say('uncertain.precision'), text: words.say('uncertain.precision_is', { mean: words.number(mean), interval: words.interval(low, high), n: words.number(runs, 0) }) },
    { glyph: 'assumptions', title: words.say('uncertain.assumptions'), text: underOthers(stance, words, doubts) },
  ];
}

/** What other sets of assumptions say of a stance. @param {string} stance @param {import('./words.js').Words} words @param {any} doubts */
function underOthers(stance, words, doubts) {
  if (!doubts) return words.say(doubts === null ? 'uncertain.assumptions_alone' : 'uncertain.assumptions_not');
  if (doubts.sets < 2) return words.say('uncertain.assumptions_one');
  const { sets, runs, of_runs: of } = doubts;
  return words.say(of ? 'uncertain.assumptions_part' : 'uncertain.assumptions_is', { A: words.quoted(stance), n: doubts.first[stance] ?? 0, sets, runs, of });
}
