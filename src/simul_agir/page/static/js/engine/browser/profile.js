// @ts-check
/** What each arm gains and gives up, family by family, and which visions of success put which first (study/exploring/profiles.py). */
import { profileOf, readOutcomes } from '../statistics.js';
import { asSent } from './compare.js';
import { treeOf, stepsOf } from './programs.js';
/** @typedef {import('./asked.js').Arm} Arm */
/** @typedef {{[outcome: string]: Float64Array}} Read */

const RUNS = 200;
const APART = '(no intervention)'; // the reference's name where an arm of one's own is called so and is something else

/** The arms, with the one that gains are measured from behind them where it is not among them. @param {Arm[]} arms @param {string} name @returns {{arms: Arm[], reference: string}} */
export function withReference(arms, name) {
  const plain = arms.find((each) => each.stance === name && !Object.keys(each.changes).length && !each.then.length);
  if (plain) return { arms, reference: plain.name };
  const reference = arms.some((each) => each.name === name) ? APART : name;
  return { arms: [...arms, { name: reference, stance: name, changes: {}, then: [] }], reference };
}

/** @param {import('../browser.js').BrowserEngine} engine @param {import('./asked.js').Asked} asked @param {import('./lives.js').Job} job @param {import('../interface.js').Tell} tell */
export async function profile(engine, asked, job, tell) {
  const { laboratory } = engine;
  const { ground, land } = asked;
  const told = laboratory.shared.profile;
  const { arms, reference } = withReference(asked.arms, told.reference);
  const pool = await laboratory.pool(land);
  /** @type {import('./programs.js').Look} */
  const look = (batch, _, names) => names.flatMap((name) => /** @type {import('../wasm/worker.js').Step[]} */ ([['take', batch, `${name}.indicators`, 'indicators'], ['take', batch, `${name}.needs`, 'needLevels']]));
  const long = ground.months >= told.crisis_month + told.crisis_year - 1;
  const crisis = long ? { month: told.crisis_month, until: told.crisis_month + told.crisis_year - 1, ...told.crisis } : undefined;
  const program = { ground, twigs: treeOf(arms, ground, laboratory.shared), starts: laboratory.starts(land, ground), shared: laboratory.shared, look, after: told.months_after, crisis };
  /** @type {{[arm: string]: Read[]}} */
  const read = Object.fromEntries(arms.map((each) => [each.name, []]));
  const shape = { months: ground.months, indicators: laboratory.shared.indicators, domains: ground.domains.length, voices: land.voices };
  await job.run(pool, (first, runs) => stepsOf(program, first, runs), { seed: asked.seed, runs: RUNS }, ({ runs, taken }) => {
    for (const { name } of arms) {
      const [values, needs, struck] = ['indicators', 'needs', 'crisis'].map((each) => /** @type {Float64Array} */ (taken[`${name}.${each}`] ?? new Float64Array()));
      read[name].push(readOutcomes({ values, needs, crisis: struck }, { ...shape, runs }, told));
    }
  });
  const { head, blocks, shapes } = profileOf(Object.fromEntries(arms.map((each) => [each.name, joinedRead(read[each.name])])), told, asked.seed, reference);
  tell({ head, blocks: asSent(blocks), shapes });
}

/** Parts of runs one after the other. @param {Read[]} parts @returns {Read} */
export function joinedRead(parts) {
  return Object.fromEntries(Object.keys(parts[0]).map((name) => [name, Float64Array.from(parts.flatMap((each) => [...each[name]]))]));
}
