// Lives every arm of a territory by the compiled rules, as the page does, and tells the hashes of all that was measured.
import { gunzip, bytesOf, unpackArray } from './js/engine/browser/packed.js';
import { startAt } from './js/engine/browser/starts.js';
import { Pool, blobWorker } from './js/engine/wasm/pool.js';

/** Bytes of numbers, every NaN alike. */
function bytes(parts) {
  const whole = new Float64Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    whole.set(each, at);
    at += each.length;
  }
  return whole.map((each) => (Number.isNaN(each) ? NaN : each));
}

async function hash(parts) {
  const digest = await crypto.subtle.digest('SHA-256', bytes(parts));
  return Array.from(new Uint8Array(digest), (each) => each.toString(16).padStart(2, '0')).join('');
}

const unpacked = (arrays) => Object.fromEntries(Object.entries(arrays).map(([name, each]) => [name, unpackArray(each)]));

/** What one chunk of runs does: a warm-up that all arms share, then each arm from a copy of it. */
export function program(told, first, runs) {
  const [state, ties, points] = [unpacked(told.state), unpacked(told.ties), unpackArray(told.points)];
  const width = told.layout.parameters;
  const count = points.length / width;
  const rows = Array.from({ length: runs }, (_, run) => points.slice(((first + run) % count) * width, (((first + run) % count) + 1) * width));
  const own = new Float64Array(runs * width);
  rows.forEach((row, run) => own.set(row, run * width));
  const states = rows.map((row) => startAt(state, ties, row, told.places));
  const { months, budget } = told;
  const begun = { states, which: Int32Array.from(rows, (_, run) => run), points: own, months, budget, shocks: unpackArray(told.shocks) };
  const steps = [['begin', 'past', begun], ['live', 'past', 0]];
  for (const { name, words, calendar } of told.arms) {
    steps.push(['copy', 'past', 'arm'], ['set', 'arm', { words, path: calendar.path }]);
    steps.push(['calendar', 'arm', { ...calendar, shares: unpackArray(calendar.shares), dues: new Float64Array(1) }]);
    steps.push(['live', 'arm', months], ['take', 'arm', `${name}.indicators`, 'indicators'], ['take', 'arm', `${name}.needs`, 'needLevels'], ['drop', 'arm']);
  }
  return steps;
}

/** @param {any} told territories by name @param {() => any} [spawn] */
export async function answer(told, spawn = blobWorker) {
  const found = {};
  for (const [name, each] of Object.entries(told)) {
    const module = await WebAssembly.compile(await gunzip(bytesOf(each.wasm)));
    const pool = new Pool({ module, layout: each.layout, spawn });
    const taken = {};
    const begun = performance.now();
    await pool.run((first, runs) => program(each, first, runs), { seed: each.seed, runs: each.runs }, (part) => {
      for (const [key, numbers] of Object.entries(part.taken)) (taken[key] ??= []).push(numbers);
    }).done;
    const spent = performance.now() - begun;
    found[name] = { spent, bytes: pool.memory(), hashes: {} };
    pool.stop();
    for (const [key, parts] of Object.entries(taken)) found[name].hashes[key] = await hash(parts);
  }
  return found;
}
