// @ts-check
/**
 * Types of at least five actors, and whom they could meet (study/diagnosing/groups.py, draws.py, meeting.py).
 * @typedef {import('./draw.js').Draw} Draw
 * @typedef {{kind: string | null, members: number[]}} Group several merged: null
 * @typedef {{other: number, need: number, gain: number}} Meeting
 * @typedef {{kind: string | null, actors: number, stages: {[stage: string]: number}, held: {[criterion: string]: number}, without_facilitator: number, meets: [number, string][]}} TypeToday
 */
import { sumOf } from '../../statistics/sums.js';

const AT_ONCE = 16; // actors weighed before the page is given a turn
const MOST_LOOKED = 64; // strangers looked at beyond those told
const MOST_HELD = 3; // criteria told of a type

/** Actors by type, the largest first; small types merged, with larger ones too until together they are as many. @param {number[]} who @param {string[]} kinds of all actors @param {number} fewest @returns {Group[]} */
export function groupsOf(who, kinds, fewest) {
  /** @type {Map<string, number[]>} */
  const members = new Map();
  for (const i of who) members.set(kinds[i], [...(members.get(kinds[i]) ?? []), i]);
  /** @param {string} kind */
  const of = (kind) => /** @type {number[]} */ (members.get(kind));
  const order = [...members.keys()].sort((one, other) => of(other).length - of(one).length || (one < other ? -1 : 1));
  const small = order.filter((kind) => of(kind).length < fewest);
  const large = order.filter((kind) => of(kind).length >= fewest);
  const inSmall = () => small.flatMap(of);
  while (small.length && large.length && inSmall().length < fewest) small.push(/** @type {string} */ (large.pop()));
  /** @type {Group[]} */
  const found = large.map((kind) => ({ kind, members: of(kind) }));
  const rest = inSmall().sort((one, other) => one - other);
  return rest.length >= fewest ? [...found, { kind: null, members: rest }] : found;
}

/** For each of some actors, the strangers with whom one meeting would widen its comfort most. @param {Draw[]} draws @param {number[]} who @param {number} domains @param {Float64Array} p @param {any} told @returns {Promise<Map<number, Meeting[]>>} */
export async function strangersWorthMeeting(draws, who, domains, p, told) {
  const count = draws[0].stages.length;
  const weighed = draws.slice(0, Math.max(1, Math.min(draws.length, told.most_weighed, Math.floor(told.pairs / Math.max(1, count ** 2)))));
  const open = Uint8Array.from({ length: count }, (_, i) => (weighed.filter((draw) => draw.awake[i] && draw.stages[i] >= 0).length / weighed.length > 0.5 ? 1 : 0));
  const shapes = weighed.map((draw) => shapeOf(draw.expertise, domains));
  /** @type {Map<number, Meeting[]>} */
  const found = new Map();
  for (const [place, i] of who.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) await new Promise((next) => setTimeout(() => next(null)));
    const gain = new Float64Array(count);
    const votes = new Int16Array(count * domains);
    weighed.forEach((draw, d) => weigh(i, draw, shapes[d], { gain, votes, domains, draws: weighed.length, p, told }));
    const order = [...gain.keys()].sort((one, other) => gain[other] - gain[one] || one - other).slice(0, told.most_met + MOST_LOOKED);
    const strangers = order.filter((j) => j !== i && open[j] && gain[j] > 0 && !weighed.some((draw) => draw.known.has(Math.min(i, j) * count + Math.max(i, j))));
    found.set(i, strangers.slice(0, told.most_met).map((j) => ({ other: j, need: largest(votes, j * domains, domains), gain: gain[j] })));
  }
  return found;
}

/** Each actor's expertise as shares of its own. @param {Float64Array} expertise @param {number} domains */
function shapeOf(expertise, domains) {
  return expertise.map((each, at) => {
    const breadth = sumOf(expertise, at - (at % domains), domains);
    return each / (breadth > 0 ? breadth : 1);
  });
}

/** Adds what one meeting of an actor with every other would give it in a draw, and in which domain most. @param {number} i @param {Draw} draw @param {Float64Array} shape @param {{gain: Float64Array, votes: Int16Array, domains: number, draws: number, p: Float64Array, told: any}} sums */
function weigh(i, { expertise, comfort }, shape, { gain, votes, domains, draws, p, told }) {
  const [apart, ahead] = [new Float64Array(domains), new Float64Array(domains)];
  const rate = p[told.parameters.comfort_gain] * told.neutral_trust;
  for (let j = 0; j < gain.length; j++) {
    for (let k = 0; k < domains; k++) {
      apart[k] = Math.abs(shape[i * domains + k] - shape[j * domains + k]);
      ahead[k] = Math.max(expertise[j * domains + k] - comfort[i * domains + k], 0);
    }
    gain[j] += (rate * learnt(0.5 * sumOf(apart), p[told.parameters.comfort_reach]) * sumOf(ahead)) / draws;
    votes[j * domains + largest(ahead, 0, domains)] += 1;
  }
}

/** How much of what another knows is understood at a distance: most at half of the reach. @param {number} distance @param {number} reach */
function learnt(distance, reach) {
  const x = distance / reach;
  return x < 1 ? 4 * x * (1 - x) : 0;
}

/** Where the largest of some values stands first. @param {ArrayLike<number>} values @param {number} from @param {number} count */
function largest(values, from, count) {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[from + k] > values[from + best]) best = k;
  return best;
}

/** What is told of each type. @param {Group[]} groups @param {Draw[]} draws @param {Map<number, Meeting[]>} met @param {string[]} domains @param {any} told @returns {TypeToday[]} */
export function typesOf(groups, draws, met, domains, told) {
  const width = told.criteria.length;
  const placeOf = new Map(groups.flatMap((each, place) => each.members.map((member) => /** @type {[number, number]} */ ([member, place]))));
  return groups.map(({ kind, members }) => {
    const counts = told.stages.map((/** @type {string} */ _, /** @type {number} */ k) => draws.reduce((sum, draw) => sum + members.filter((i) => draw.stages[i] === k).length, 0));
    const whole = Math.max(1, counts.reduce((/** @type {number} */ one, /** @type {number} */ other) => one + other, 0));
    /** @param {number} k */
    const lacking = (k) => draws.map((draw) => members.filter((i) => draw.lacks[i * width + k]).length / members.length).reduce((one, other) => one + other, 0) / draws.length;
    const lacks = told.criteria.map((/** @type {string} */ _, /** @type {number} */ k) => lacking(k));
    const order = lacks.map((/** @type {number} */ _, /** @type {number} */ k) => k).sort((/** @type {number} */ one, /** @type {number} */ other) => lacks[other] - lacks[one] || one - other);
    return {
      kind,
      actors: members.length,
      stages: Object.fromEntries(told.stages.map((/** @type {string} */ stage, /** @type {number} */ k) => [stage, counts[k] / whole])),
      held: Object.fromEntries(order.slice(0, MOST_HELD).filter((/** @type {number} */ k) => lacks[k] > 0).map((/** @type {number} */ k) => [told.criteria[k], lacks[k]])),
      without_facilitator: lacks[told.criteria.indexOf('facilitator')],
      meets: wantedBy(members, met, placeOf, domains, told.most_met),
    };
  });
}

/** The types that members of a type could meet with most gain, and the need in which. @param {number[]} members @param {Map<number, Meeting[]>} met @param {Map<number, number>} placeOf @param {string[]} domains @param {number} most @returns {[number, string][]} */
function wantedBy(members, met, placeOf, domains, most) {
  /** @type {Map<string, {other: number, need: string, gain: number}>} */
  const votes = new Map();
  for (const i of members) {
    for (const { other, need, gain } of met.get(i) ?? []) {
      const type = placeOf.get(other);
      if (type === undefined) continue;
      const key = `${type} ${need}`;
      const before = votes.get(key)?.gain ?? 0;
      votes.set(key, { other: type, need: domains[need], gain: before + gain });
    }
  }
  const order = [...votes.values()].sort((one, other) => other.gain - one.gain || one.other - other.other || (one.need < other.need ? -1 : 1));
  return order.slice(0, most).map(({ other, need }) => [other, need]);
}
