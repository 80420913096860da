// @ts-check
/** Who has whom in mind, and the ties without which a part of the actors would be cut off (study/diagnosing/fragile.py). */
/** @typedef {import('./types.js').Group} Group */

/** Pairs of actors one of whom has the other in mind. @param {Float64Array} actors @param {Int16Array} tieIndex @param {any} at @returns {Set<number>} */
export function knownPairs(actors, tieIndex, at) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let i = 0; i < at.actors; i++) {
    for (let a = 0; a < actors[i * at.actorColumns + at.ties]; a++) {
      const j = tieIndex[(i * at.tieIndexRows + at.alter) * at.alters + a];
      found.add(Math.min(i, j) * at.actors + Math.max(i, j));
    }
  }
  return found;
}

/** How many ties there are without which their group falls apart. @param {Set<number>} known @param {number} count of actors */
export function bridgesOf(known, count) {
  /** @type {number[][]} */
  const near = Array.from({ length: count }, () => []);
  for (const pair of known) {
    const [one, other] = [Math.floor(pair / count), pair % count];
    if (one === other) continue;
    near[one].push(other);
    near[other].push(one);
  }
  const [order, lowest] = [new Int32Array(count), new Int32Array(count)];
  let [met, found] = [0, 0];
  for (let start = 0; start < count; start++) {
    if (order[start]) continue;
    order[start] = lowest[start] = ++met;
    const way = [{ at: start, from: -1, next: 0 }];
    while (way.length) {
      const here = way[way.length - 1];
      const other = near[here.at][here.next++];
      if (other === undefined) {
        way.pop();
        if (here.from < 0) continue;
        lowest[here.from] = Math.min(lowest[here.from], lowest[here.at]);
        found += lowest[here.at] > order[here.from] ? 1 : 0;
      } else if (!order[other]) {
        order[other] = lowest[other] = ++met;
        way.push({ at: other, from: here.at, next: 0 });
      } else if (other !== here.from) lowest[here.at] = Math.min(lowest[here.at], order[other]);
    }
  }
  return found;
}

/** The mean number of ties between two types, and within one. @param {Group[]} groups @param {import('./draw.js').Draw[]} draws @returns {[number, number, number][]} */
export function between(groups, draws) {
  const count = draws[0].stages.length;
  const placeOf = new Map(groups.flatMap((each, place) => each.members.map((member) => /** @type {[number, number]} */ ([member, place]))));
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { known } of draws) {
    for (const pair of known) {
      const [one, other] = [placeOf.get(Math.floor(pair / count)), placeOf.get(pair % count)];
      if (one === undefined || other === undefined) continue;
      const key = Math.min(one, other) * groups.length + Math.max(one, other);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const found = [...counts].sort(([one], [other]) => one - other);
  return found.map(([key, number]) => [Math.floor(key / groups.length), key % groups.length, number / draws.length]);
}
