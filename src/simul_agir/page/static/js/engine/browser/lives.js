// @ts-check
/** Runs simulations by the compiled rules in workers, one pool per territory, and collects their results. */
import { Pool, Stopped } from '../wasm/pool.js';
import { treeOf, stepsOf } from './programs.js';
import { bytesOf, gunzip, unpackArray } from './packed.js';
import { mixtureOf, vectorOf } from './ground.js';
import { startAt } from './starts.js';
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {import('./asked.js').Arm} Arm */
/** @typedef {import('./programs.js').Starts} Starts */

const DRAFT_TIME = 90; // milliseconds that a draft should take
const AT_REST = 4; // lives of a chunk: whoever takes a slider in hand waits for one at most
const PATIENT = 2; // of work that nobody waits for
const EVENTS = 8; // events an actor and month, at first
const MOST_EVENTS = 1 << 17; // at first
const YEAR = 0x1ffe; // the twelve months of a window of contact

/** Work that nobody waits for any more. */
export class Cancelled extends Error {}

/** What one call has under way. */
export class Job {
  /** @param {Laboratory} laboratory @param {number} urgency 0: somebody waits with a hand on a slider; 2: nobody waits */
  constructor(laboratory, urgency) {
    this.laboratory = laboratory;
    this.urgency = urgency;
    this.over = false;
    /** @type {Set<import('../wasm/pool.js').Task>} */
    this.tasks = new Set();
  }

  cancel() {
    this.over = true;
    for (const task of this.tasks) task.cancel();
  }

  /**
   * Runs a program; `take` is given its parts in their order.
   * @param {Pool} pool @param {import('../wasm/pool.js').Program} program @param {import('../wasm/pool.js').Asked} asked
   * @param {(part: import('../wasm/pool.js').Part) => void} take
   */
  async run(pool, program, asked, take) {
    if (this.urgency === 2) await this.laboratory.leisure(() => this.over);
    if (this.over) throw new Cancelled();
    const batch = asked.batch ?? Math.min(pool.batchOf(asked.runs), this.urgency === 2 ? PATIENT : AT_REST);
    const task = pool.run(program, { ...asked, batch, urgent: this.urgency === 0 }, take);
    this.tasks.add(task);
    if (this.urgency < 2) this.laboratory.pressing.add(task);
    try {
      await task.done;
    } catch (error) {
      throw error instanceof Stopped ? new Cancelled() : error;
    } finally {
      this.tasks.delete(task);
      this.laboratory.done(task);
    }
    if (this.over) throw new Cancelled();
  }
}

export class Laboratory {
  /**
   * @param {any} shared what Python wrote down of all territories
   * @param {{[table: string]: string}} rules the compiled rules, gzip and base 64, by the kind of table
   * @param {{workers?: number, spawn?: () => any}} [more]
   */
  constructor(shared, rules, more = {}) {
    this.shared = shared;
    this.rules = rules;
    this.more = { workers: 2, ...more };
    /** @type {Map<string, Promise<WebAssembly.Module>>} */
    this.modules = new Map();
    /** @type {Map<string, Pool>} */
    this.pools = new Map();
    /** @type {Map<string, number>} milliseconds that a life of all arms takes, by territory */
    this.pace = new Map();
    /** @type {WeakMap<any, any>} */
    this.unpacked = new WeakMap();
    /** @type {Set<any>} tasks that somebody waits for */
    this.pressing = new Set();
    /** @type {(() => void)[]} */
    this.patient = [];
  }

  /** Waits until nothing presses. @param {() => boolean} over */
  async leisure(over) {
    while (this.pressing.size && !over()) await new Promise((done) => this.patient.push(() => done(null)));
  }

  /** @param {any} task */
  done(task) {
    this.pressing.delete(task);
    if (this.pressing.size) return;
    for (const wake of this.patient.splice(0)) wake();
  }

  /** @param {number} table @returns {Promise<WebAssembly.Module>} */
  module(table) {
    const key = String(table);
    let found = this.modules.get(key);
    if (!found) {
      found = gunzip(bytesOf(this.rules[key])).then((bytes) => WebAssembly.compile(/** @type {any} */ (bytes)));
      this.modules.set(key, found);
    }
    return found;
  }

  /** The workers of a territory. @param {any} land @returns {Promise<Pool>} */
  async pool(land) {
    const module = await this.module(land.layout.table);
    let found = this.pools.get(land.name);
    if (!found) {
      found = new Pool({ module, layout: land.layout, ...this.more });
      this.pools.set(land.name, found);
    }
    return found;
  }

  /** The starts of a territory, at every point of the mixture, or, where a dossier took the scenario's own alone, at that. @param {any} land @param {Ground} ground @returns {Starts} */
  starts(land, ground) {
    const { numbers, accepted } = this.shared;
    const points = land.mixture ? mixtureOf(ground, accepted, numbers) : vectorOf(ground, numbers);
    const count = points.length / numbers.count;
    return { state: (place) => this.startAt(land, points.subarray(place * numbers.count, (place + 1) * numbers.count)), points, count };
  }

  /** The state of a territory at one point, made when it is first asked for, and once for all points with the same start. @param {any} land @param {Float64Array} p @returns {import('./starts.js').State} */
  startAt(land, p) {
    if (!this.unpacked.has(land)) {
      /** @param {any} arrays */
      const unpack = (arrays) => Object.fromEntries(Object.entries(arrays).map(([name, each]) => [name, unpackArray(/** @type {any} */ (each))]));
      this.unpacked.set(land, { state: unpack(land.state), ties: unpack(land.ties), made: new Map() });
    }
    const { state, ties, made } = this.unpacked.get(land);
    const key = hangsOn(land.places).map((each) => p[each]).join(' ');
    if (!made.has(key)) made.set(key, startAt(state, ties, p, land.places));
    return made.get(key);
  }

  /**
   * Runs of some arms on a scenario; none is simulated yet.
   * @param {any} land @param {Ground} ground @param {Arm[]} arms @param {number} seed
   * @param {{after?: number, whole?: boolean}} [more] after: months after the contract; whole: all indicators are kept
   */
  async lives(land, ground, arms, seed, { after = 0, whole = false } = {}) {
    return new Lives(this, await this.pool(land), { land, ground, arms, seed, starts: this.starts(land, ground), after, whole });
  }

  /** How many lives a draft may take. @param {string} name @param {number[]} bounds */
  draftRuns(name, [fewest, most]) {
    const pace = this.pace.get(name);
    return pace === undefined ? fewest : Math.max(fewest, Math.min(most, Math.floor(DRAFT_TIME / pace)));
  }

  /** @param {string} name @param {number} pace milliseconds of a life of all arms */
  paced(name, pace) {
    this.pace.set(name, 0.7 * (this.pace.get(name) ?? pace) + 0.3 * pace);
  }

  /**
   * Lives of one arm with their events, and their ladders.
   * @param {Job} job @param {any} land @param {Ground} ground @param {Arm} arm @param {number} seed @param {number} first @param {number} runs
   * @returns {Promise<{events: Float64Array, ladder: Float64Array}[]>}
   */
  async record(job, land, ground, arm, seed, first, runs) {
    const pool = await this.pool(land);
    const { columns, place } = this.shared.events;
    const told = { ground, shared: this.shared, twigs: treeOf([arm], ground, this.shared), starts: this.starts(land, ground), monthly: false };
    /** @type {import('./programs.js').Look} */
    const look = (batch) => [['take', batch, 'events', { array: 'events' }], ['take', batch, 'territory', { array: 'territory' }], ['take', batch, 'ladder', { indicator: 'index' }]];
    let room = Math.min(MOST_EVENTS, EVENTS * land.places.actors * (ground.months + ground.warm_up));
    /** @type {{events: Float64Array, ladder: Float64Array}[]} */
    const found = [];
    while (found.length < runs) {
      const wanted = room;
      await job.run(pool, (from, count) => stepsOf({ ...told, look, events: wanted }, from, count), { seed, first: first + found.length, runs: room === wanted ? runs - found.length : 1, batch: 1 }, ({ taken }) => {
        const written = /** @type {Float64Array} */ (taken.territory)[place];
        if (written >= wanted || room > wanted) {
          room = wanted * 4;
          return;
        }
        const lines = /** @type {Float64Array} */ (taken.events).subarray(0, written * columns);
        found.push({ events: fromMonthOne(lines, columns, ground.warm_up), ladder: /** @type {Float64Array} */ (taken.ladder) });
      });
    }
    return found;
  }

  /**
   * One life seen at the end of every month: stages, who is awake, what each passes, who works with whom, the ladder until then.
   * @param {Job} job @param {any} land @param {Ground} ground @param {Arm} arm @param {number} seed @param {number} run
   */
  async watch(job, land, ground, arm, seed, run) {
    const pool = await this.pool(land);
    /** @type {any[]} */
    const found = [];
    const told = { ground, shared: this.shared, twigs: treeOf([arm], ground, this.shared), starts: this.starts(land, ground), monthly: true, after: land.open.months_after };
    /** @type {import('./programs.js').Look} */
    const look = (batch, month) => [
      ['take', batch, `actors${month}`, { array: 'actors' }],
      ['take', batch, `ties${month}`, { array: 'tie_index' }],
      ['take', batch, `passes${month}`, 'passes'],
      ...(month === ground.months + land.open.months_after ? [/** @type {import('../wasm/worker.js').Step} */ (['take', batch, 'ladder', { indicator: 'index' }])] : []),
    ];
    await job.run(pool, (first, runs) => stepsOf({ ...told, look }, first, runs), { seed, first: run, runs: 1, batch: 1 }, ({ taken }) => {
      for (let month = 0; month <= ground.months + land.open.months_after; month++) found.push({ ...seen(/** @type {any} */ (taken[`actors${month}`]), /** @type {any} */ (taken[`ties${month}`]), land.places), passes: taken[`passes${month}`], ladder: taken.ladder });
    });
    return found;
  }
}

/** The parameters that a start hangs on. @param {any} places */
function hangsOn(places) {
  return [places.altersKept, places.priorWeight, places.trustPrior, places.workingComfort];
}

/** The events of the contract. @param {Float64Array} lines @param {number} columns @param {number} warmUp */
function fromMonthOne(lines, columns, warmUp) {
  let from = 0;
  while (from < lines.length && lines[from] < warmUp) from += columns;
  return lines.slice(from);
}

/** Stages, who is awake, and the pairs that worked together in the last twelve months, each once. @param {Float64Array} actors @param {Int16Array} tieIndex @param {any} at */
function seen(actors, tieIndex, at) {
  const stages = new Int32Array(at.actors);
  const awake = new Int32Array(at.actors);
  /** @type {Set<number>} */
  const pairs = new Set();
  /** @param {number} i @param {number} row @param {number} a */
  const cell = (i, row, a) => tieIndex[(i * at.tieIndexRows + row) * at.alters + a];
  for (let i = 0; i < at.actors; i++) {
    stages[i] = actors[i * at.actorColumns + at.stage];
    awake[i] = actors[i * at.actorColumns + at.awake] > 0 ? 1 : 0;
    for (let a = 0; a < actors[i * at.actorColumns + at.ties]; a++) {
      const [j, back] = [cell(i, at.alter, a), cell(i, at.back, a)];
      const sought = cell(i, at.contact, a) & YEAR;
      const returned = back >= 0 && back < actors[j * at.actorColumns + at.ties] && cell(j, at.contact, back) & YEAR;
      if (sought || returned) pairs.add(Math.min(i, j) * at.actors + Math.max(i, j));
    }
  }
  const ordered = [...pairs].sort((a, b) => a - b);
  return { stages, awake, pairs: Int32Array.from(ordered.flatMap((pair) => [Math.floor(pair / at.actors), pair % at.actors])) };
}

/** Runs of several arms with the same random numbers, as many as were simulated so far. */
export class Lives {
  /** @param {Laboratory} laboratory @param {Pool} pool @param {{land: any, ground: Ground, arms: Arm[], seed: number, starts: Starts, after: number, whole: boolean}} told */
  constructor(laboratory, pool, told) {
    this.laboratory = laboratory;
    this.pool = pool;
    this.land = told.land;
    this.arms = told.arms;
    this.seed = told.seed;
    this.starts = told.starts;
    this.months = told.ground.months + 1;
    this.rows = this.months + told.after;
    this.indicators = told.whole ? laboratory.shared.indicators : ['index'];
    this.runs = 0;
    /** @type {Map<string, Float64Array[]>} */
    this.parts = new Map(told.arms.map((each) => [each.name, []]));
    /** @type {import('./programs.js').Look} */
    const look = (batch, _, names) => names.map((name) => ['take', batch, name, told.whole ? 'indicators' : { indicator: 'index' }]);
    const { ground, starts, after } = told;
    const twigs = treeOf(told.arms, ground, laboratory.shared);
    this.program = (/** @type {number} */ first, /** @type {number} */ runs) => stepsOf({ ground, twigs, starts, shared: laboratory.shared, look, after }, first, runs);
  }

  /** Lives on until there are so many. @param {Job} job @param {number} runs */
  async until(job, runs) {
    while (this.runs < runs) {
      const begun = performance.now();
      const before = this.runs;
      await job.run(this.pool, this.program, { seed: this.seed, first: before, runs: runs - before }, (part) => {
        if (part.first !== this.runs) return; // another call has run it meanwhile
        for (const { name } of this.arms) this.parts.get(name)?.push(/** @type {Float64Array} */ (part.taken[name]));
        this.runs += part.runs;
      });
      this.laboratory.paced(this.land.name, (performance.now() - begun) / (runs - before));
    }
  }

  /** Where every life of an arm stands at the end of the contract. @param {string} arm */
  ends(arm) {
    return columnOf(this.of(arm, 'index'), this.runs, this.rows, this.months - 1);
  }

  /** One indicator of every life of an arm within the contract, (lives x months). @param {string} arm @param {string} indicator @returns {Float64Array} */
  within(arm, indicator) {
    const { months, rows } = this;
    return this.of(arm, indicator).filter((_, at) => at % rows < months);
  }

  /** One indicator of every life of an arm, (lives x rows): those of the contract, and of the months after it. @param {string} arm @param {string} indicator @returns {Float64Array} */
  of(arm, indicator) {
    const parts = this.parts.get(arm) ?? [];
    const width = this.indicators.length;
    const place = this.indicators.indexOf(indicator);
    const found = new Float64Array(this.runs * this.rows);
    let at = 0;
    for (const part of parts) for (let from = place; from < part.length; from += width) found[at++] = part[from];
    return found;
  }
}

/** One column of a table. @param {Float64Array} table @param {number} rows @param {number} columns @param {number} column */
export function columnOf(table, rows, columns, column) {
  return Float64Array.from({ length: rows }, (_, row) => table[row * columns + column]);
}

/** The mean of each column. @param {Float64Array} table @param {number} rows @param {number} columns */
export function meanOfColumns(table, rows, columns) {
  const found = new Float64Array(columns);
  for (let at = 0; at < rows * columns; at++) found[at % columns] += table[at];
  return found.map((each) => each / rows);
}
