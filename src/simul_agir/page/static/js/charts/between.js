// @ts-check
/** An answer on its way to another: for the replay of a change. */
/** @typedef {import('../engine/interface.js').Answer} Answer */

/** The answer that is a part of the way from one to another, over the same arms. @param {Answer} from @param {Answer} to @param {number} part 0 to 1 @returns {Answer} */
export function between(from, to, part) {
  if (from.head.arms.join() !== to.head.arms.join()) return to;
  /** @type {import('../engine/interface.js').Blocks} */
  const blocks = { ...to.blocks, quantiles: lines(from, to, part) };
  const pairs = to.head.pairs.map((/** @type {any} */ each, /** @type {number} */ i) => {
    const [a, b] = [from.blocks[`dots${i}`], to.blocks[`dots${i}`]];
    if (a.length === b.length) blocks[`dots${i}`] = Float32Array.from(b, (value, k) => mix(a[k], value, part));
    return { ...each, share: mix(from.head.pairs[i].share, each.share, part) };
  });
  return { ...to, head: { ...to.head, pairs }, blocks };
}

/** @param {number} a @param {number} b @param {number} part */
function mix(a, b, part) {
  return a + (b - a) * part;
}

/** Quantiles on their way; months that only one answer has stay as they end. @param {Answer} from @param {Answer} to @param {number} part */
function lines(from, to, part) {
  const [arms, levels, months] = to.shapes.quantiles;
  const had = from.shapes.quantiles[2];
  const mixed = new Float32Array(arms * levels * months);
  for (let row = 0; row < arms * levels; row++) {
    for (let month = 0; month < months; month++) {
      const end = to.blocks.quantiles[row * months + month];
      mixed[row * months + month] = month < had ? mix(from.blocks.quantiles[row * had + month], end, part) : end;
    }
  }
  return mixed;
}
