// How long a page takes to live what a slider asks, a few times, and what it asks at rest; and the memory of its workers.
import { program } from './every_double.js';
import { bytesOf, gunzip } from './js/engine/browser/packed.js';
import { Pool, blobWorker } from './js/engine/wasm/pool.js';

const DRAFT = 8; // runs while somebody drags
const TURNS = 9;

/** @param {any} told @param {() => any} [spawn] @param {() => number} [cost] seconds of processor time so far, where they can be had */
export async function answer(told, spawn = blobWorker, cost = () => NaN) {
  const module = await WebAssembly.compile(await gunzip(bytesOf(told.wasm)));
  const pool = new Pool({ module, layout: told.layout, spawn });
  const live = async (runs, first) => {
    const [begun, spent] = [performance.now(), cost()];
    await pool.run((from, count) => program(told, from, count), { seed: told.seed, first, runs }, () => {}).done;
    return { wall: performance.now() - begun, cost: cost() - spent };
  };
  const drafts = [];
  for (let turn = 0; turn < TURNS; turn++) drafts.push(await live(DRAFT, turn * DRAFT));
  const rest = await live(told.runs, 0);
  const found = { drafts, rest: rest.wall, cost: rest.cost, bytes: pool.memory() };
  pool.stop();
  return found;
}
