// @ts-check
/** Shares as bars: the five stages in a row, or one length; the number stands beside it as text. */
import { px, s } from '../dom.js';

/** The stages of some actors in a row, from latency on. @param {number[]} shares they add up to 1 @param {string} title */
export function stagesBar(shares, title) {
  let from = 0;
  const parts = shares.map((share, stage) => {
    const part = s('rect', { x: px(100 * from), y: 0, width: px(100 * share), height: 12, class: `segment stage${stage}` });
    from += share;
    return share > 0 ? part : null;
  });
  return s('svg', { viewBox: '0 0 100 12', preserveAspectRatio: 'none', class: 'stagesbar arm arm-none', role: 'img' }, s('title', { text: title }), parts);
}

/** A length from 0 to 1. @param {number} share */
export function shareBar(share) {
  return s('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'sharebar', 'aria-hidden': 'true' }, s('rect', { x: 0, y: 0, width: 100, height: 10, class: 'whole' }), s('rect', { x: 0, y: 0, width: px(100 * share), height: 10, class: 'part' }));
}
