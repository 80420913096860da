// What the page's statistics make of the inputs in vectors.json.
import fs from 'node:fs';
import * as s from './js/engine/statistics.js';
import { normalBelow, normalQuantile, studentQuantile } from './js/engine/statistics/laws.js';
import { Philox } from './js/engine/statistics/philox.js';

const told = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const plain = (blocks) => Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, Array.from(block)]));
const unknown = (values) => values.map((each) => (Number.isNaN(each) ? null : each));

const compared = told.compared.map(({ ladders, shape }) => {
  const arms = Object.keys(ladders);
  const { head, blocks, shapes } = s.fansOf(arms, ladders, shape, told.smallest);
  const runs = head.runs;
  const end = Object.fromEntries(arms.map((arm) => [arm, Float64Array.from({ length: runs }, (_, run) => ladders[arm][run * shape.months + shape.end])]));
  const table = Float64Array.from({ length: runs * arms.length }, (_, at) => end[arms[at % arms.length]][Math.floor(at / arms.length)]);
  const pairs = arms.flatMap((a, i) => arms.slice(i + 1).map((b) => [a, b]));
  const gaps = Float64Array.from({ length: runs * pairs.length }, (_, at) => {
    const [a, b] = pairs[at % pairs.length];
    return end[b][Math.floor(at / pairs.length)] - end[a][Math.floor(at / pairs.length)];
  });
  const boot = s.bootstrapMeans(table, arms.length, told.seed);
  const { low, high } = s.intervalOfMean(table, boot, arms.length);
  const p = s.signFlip(gaps, pairs.length, told.seed);
  return {
    head,
    blocks: plain(blocks),
    shapes,
    interval: [unknown(low), unknown(high)],
    p,
    holm: s.holm(p),
    above: pairs.map((_, pair) => s.probabilityAbove(gaps.filter((__, at) => at % pairs.length === pair))),
    best: s.probabilityBest(boot, arms.length),
    verdict: s.verdictOf(arms, end, told.seed, told.smallest),
  };
});

const profiles = told.profiles.map(({ read }) => {
  const { head, blocks, shapes } = s.profileOf(read, told.told, told.seed);
  return { head, blocks: plain(blocks), shapes };
});

const { shape, used, values, needs, crisis } = told.read;
const width = shape.indicators.length;
const wide = new Float64Array((values.length / used.length) * width);
values.forEach((each, at) => (wide[Math.floor(at / used.length) * width + used[at % used.length]] = each));
const { crisis_month: strike, crisis_year: year } = told.told;
const struck = new Float64Array(shape.runs * (strike + year) * width);
crisis.forEach((each, at) => (struck[(Math.floor(at / year) * (strike + year) + strike + (at % year)) * width + shape.indicators.indexOf('index')] = each));
const outcomes = s.readOutcomes({ values: wide, needs, crisis: struck }, shape, told.told);
const all = wide.length / shape.runs;
const own = Float64Array.from({ length: shape.runs * (shape.months + 1) * width }, (_, at) => {
  const run = Math.floor(at / ((shape.months + 1) * width));
  return wide[run * all + (at % ((shape.months + 1) * width))];
});
const judged = s.outcomesOf(own, shape.months + 1, shape.indicators, told.outcomes);
const laws = {
  below: told.laws.values.map(normalBelow),
  quantiles: told.laws.shares.map(normalQuantile),
  student: told.laws.student.map(([freedom, share]) => [freedom, share, studentQuantile(freedom, share)]),
};
const chance = told.chance.map(({ seed, purpose, bound }) => {
  const whole = new Philox(seed, purpose).integers(bound, 50000);
  const stream = new Philox(seed, purpose);
  const deviates = Float64Array.from({ length: 200000 }, () => stream.exponential());
  return {
    integers: [...whole.slice(0, 20), whole[49999]],
    signs: Array.from(new Philox(seed, purpose).signs(63)),
    exponentials: [...deviates.slice(0, 20), deviates[199999], deviates.reduce((one, other) => Math.max(one, other))],
  };
});
console.log(JSON.stringify({ compared, profiles, laws, chance, read: { outcomes: plain(outcomes), judged: Array.from(judged) } }));
