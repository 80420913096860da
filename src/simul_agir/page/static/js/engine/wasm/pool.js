// @ts-check
/**
 * A few workers that run programs by the compiled rules, chunk by chunk, and give their parts back in the order of the runs.
 *
 * @typedef {import('./worker.js').Layout} Layout
 * @typedef {import('./worker.js').Step} Step
 * @typedef {import('./worker.js').Numbers} Numbers
 * @typedef {Step[] | ((first: number, runs: number) => Step[])} Program steps, or what gives them for some runs
 * @typedef {{first: number, runs: number, taken: {[name: string]: Numbers}}} Part
 * @typedef {{seed: number, first?: number, runs: number, batch?: number, urgent?: boolean}} Asked
 * @typedef {{done: Promise<void>, cancel: () => void}} Task
 * @typedef {{postMessage: (message: any) => void, terminate: () => void, onmessage: ((event: any) => void) | null, onerror: ((event: any) => void) | null}} Hand a worker, or what stands for one
 * @typedef {{first: number, runs: number}} Chunk
 */
import { worker } from './worker.js';

const LIMIT = 96 * 1024 * 1024; // bytes of memory a worker may take
const AT_ONCE = 4; // runs of a chunk at most: whoever drags a slider waits for the chunk under way, and draws 8 runs by two workers
const ROOMY = 16 * 1024 * 1024; // bytes of one batch at most, of which a program may hold a few

/** A task that nobody waits for any more. */
export class Stopped extends Error {}

let address = ''; // of the workers' script

/** A worker that needs no file: its script is the text of `worker`. @returns {Hand} */
export function blobWorker() {
  address ||= URL.createObjectURL(new Blob([`'use strict';(${worker})(self);`], { type: 'text/javascript' }));
  return new Worker(address);
}

/** Bytes of one run of a territory of so many months. @param {Layout} layout @param {number} months */
export function bytesOf(layout, months) {
  const widths = /** @type {{[type: string]: number}} */ ({ f8: 8, i8: 8, u8: 8, f4: 4, i2: 2, u2: 2 });
  const own = layout.arrays.filter((each) => !each.shared).map((each) => each.shape.reduce((one, other) => one * other, widths[each.type]));
  const measured = 8 * (months + 1) * (layout.indicators.length + layout.domains + layout.instruments.length);
  return own.reduce((one, other) => one + other, measured);
}

/** One task: its chunks, and the parts that wait for those before them. */
class Work {
  /** @param {Program} program @param {Asked} asked @param {number} batch @param {(part: Part) => void} tell */
  constructor(program, asked, batch, tell) {
    const { first = 0, runs, seed } = asked;
    this.program = program;
    this.seed = seed;
    this.tell = tell;
    /** @type {Chunk[]} */
    this.chunks = [];
    for (let at = first; at < first + runs; at += batch) this.chunks.push({ first: at, runs: Math.min(batch, first + runs - at) });
    this.next = first;
    this.end = first + runs;
    this.over = false;
    /** @type {Map<number, Part>} */
    this.early = new Map();
    /** @type {() => void} */
    this.finish = () => {};
    /** @type {(error: Error) => void} */
    this.fail = () => {};
    /** @type {Promise<void>} */
    this.done = new Promise((finish, fail) => {
      this.finish = () => finish(undefined);
      this.fail = fail;
    });
    this.done.catch(() => {}); // whoever waits is told; nobody need wait
  }

  /** @param {Part} part */
  take(part) {
    if (this.over) return;
    this.early.set(part.first, part);
    for (let ready = this.early.get(this.next); ready && !this.over; ready = this.early.get(this.next)) {
      this.early.delete(this.next);
      this.next += ready.runs;
      this.tell(ready);
    }
    if (this.next >= this.end && !this.over) {
      this.over = true;
      this.finish();
    }
  }

  /** @param {Error} error */
  stop(error) {
    if (this.over) return;
    this.over = true;
    this.chunks = [];
    this.fail(error);
  }
}

export class Pool {
  /**
   * @param {{module: WebAssembly.Module, layout: Layout, workers?: number, spawn?: () => Hand, limit?: number}} told
   */
  constructor({ module, layout, workers = 2, spawn = blobWorker, limit = LIMIT }) {
    this.territory = { type: 'territory', module, layout, limit };
    this.layout = layout;
    this.workers = workers;
    this.spawn = spawn;
    /** @type {Set<Hand>} */
    this.hands = new Set();
    /** @type {Hand[]} */
    this.idle = [];
    /** @type {Map<number, {work: Work, hand: Hand}>} */
    this.busy = new Map();
    /** @type {Work[]} */
    this.waiting = [];
    this.tickets = 0;
    /** @type {Map<Hand, number>} bytes of memory that the rules have taken, by worker */
    this.bytes = new Map();
  }

  /**
   * Runs a program; `tell` is given a part for each chunk, in the order of the runs.
   * @param {Program} program @param {Asked} asked @param {(part: Part) => void} tell @returns {Task}
   */
  run(program, asked, tell) {
    const work = new Work(program, asked, asked.batch ?? this.batchOf(asked.runs), tell);
    if (asked.urgent) this.waiting.unshift(work);
    else this.waiting.push(work);
    this.hurry();
    return { done: work.done, cancel: () => work.stop(new Stopped('cancelled')) };
  }

  /** Runs of a chunk: shared out evenly, few enough for the memory and for a quick first part. @param {number} runs */
  batchOf(runs) {
    const most = Math.max(1, Math.min(AT_ONCE, Math.floor(ROOMY / bytesOf(this.layout, 96))));
    return Math.max(1, Math.min(most, Math.ceil(runs / this.workers)));
  }

  /** Bytes of memory that the rules of all workers have taken. */
  memory() {
    return [...this.bytes.values()].reduce((one, other) => one + other, 0);
  }

  /** Ends all work at once; what is run afterwards is run by new workers. */
  stop() {
    for (const hand of this.hands) hand.terminate();
    const stopped = [...this.waiting, ...[...this.busy.values()].map((each) => each.work)];
    this.hands.clear();
    this.bytes.clear();
    this.idle = [];
    this.busy.clear();
    this.waiting = [];
    for (const work of stopped) work.stop(new Stopped('stopped'));
  }

  /** Gives chunks to all who have nothing to do. */
  hurry() {
    this.waiting = this.waiting.filter((work) => work.chunks.length);
    for (let work = this.waiting[0]; work; work = this.waiting[0]) {
      const hand = this.idle.pop() ?? this.hire();
      if (!hand) return;
      const { first, runs } = /** @type {Chunk} */ (work.chunks.shift());
      if (!work.chunks.length) this.waiting.shift();
      const ticket = ++this.tickets;
      this.busy.set(ticket, { work, hand });
      try {
        const steps = typeof work.program === 'function' ? work.program(first, runs) : work.program;
        hand.postMessage({ type: 'run', ticket, steps, seed: work.seed, first, runs });
      } catch (error) {
        this.heard({ type: 'fault', ticket, text: error instanceof Error ? error.message : String(error) });
      }
      this.waiting = this.waiting.filter((each) => each.chunks.length);
    }
  }

  /** A new worker, while there may be more. @returns {Hand | null} */
  hire() {
    if (this.hands.size >= this.workers) return null;
    const hand = this.spawn();
    this.hands.add(hand);
    hand.onmessage = (event) => this.heard(event.data);
    hand.onerror = (event) => this.broken(hand, event.message ?? 'a worker failed');
    hand.postMessage(this.territory);
    return hand;
  }

  /** @param {any} message */
  heard(message) {
    const found = this.busy.get(message.ticket);
    if (!found) return;
    this.busy.delete(message.ticket);
    this.idle.push(found.hand);
    if (message.type === 'part') {
      this.bytes.set(found.hand, message.bytes);
      found.work.take({ first: message.first, runs: message.runs, taken: message.taken });
    } else found.work.stop(new Error(message.text));
    this.hurry();
  }

  /** A worker that cannot go on: its work fails, and it is not used again. @param {Hand} hand @param {string} text */
  broken(hand, text) {
    this.hands.delete(hand);
    this.bytes.delete(hand);
    this.idle = this.idle.filter((each) => each !== hand);
    hand.terminate();
    for (const [ticket, each] of this.busy) {
      if (each.hand !== hand) continue;
      this.busy.delete(ticket);
      each.work.stop(new Error(text));
    }
    this.hurry();
  }
}
