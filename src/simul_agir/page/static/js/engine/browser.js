// @ts-check
/**
 * The second engine: the rules in this browser, in a few workers. It answers what the server answers (page/local.py), with the
 * same random numbers, and takes the place of `server.js` without a line changed in the views.
 *
 * @typedef {import('./interface.js').Tell} Tell
 * @typedef {import('./interface.js').Ways} Ways
 * @typedef {import('./interface.js').Ticket} Ticket
 * @typedef {import('./interface.js').Capabilities} Capabilities
 * @typedef {import('./browser/lives.js').Laboratory} Laboratory
 * @typedef {(told: import('./browser/report.js').Reported, asked: Asked) => Promise<{name: string, bytes: Uint8Array, sentence: string}>} File
 */
import { Asked } from './browser/asked.js';
import { fans, refined } from './browser/compare.js';
import { fork } from './browser/fork.js';
import { Refused } from './browser/ground.js';
import { life, tale } from './browser/life.js';
import { Cancelled, Job } from './browser/lives.js';
import { profile } from './browser/profile.js';
import { report } from './browser/report.js';
import { doubts, scents } from './browser/scents.js';
import { diagnosis } from './browser/today.js';
import { CALLS, Calls } from './interface.js';

export const MOST_RUNS = 200; // lives of each arm: a laptop on a desk answers in seconds
export const DRAFT = [8, 16]; // fewest and most lives of a draft
const KEPT = 12; // finished comparisons
const URGENT = new Set(['open', 'compare', 'network']);
const AT_LEISURE = new Set(['sensitivity']);

export class BrowserEngine extends Calls {
  /**
   * @param {Map<string, any>} territories by name, as Python wrote them down
   * @param {Laboratory} laboratory where months are simulated
   * @param {(key: string, fields: {[name: string]: any}) => string} say the words of a fault
   * @param {{most?: number, file?: File}} [more] file: makes one of an answer; a page that can make none has none
   */
  constructor(territories, laboratory, say, more = {}) {
    super();
    this.territories = territories;
    this.laboratory = laboratory;
    this.say = say;
    this.most = more.most ?? MOST_RUNS;
    this.file = more.file ?? null;
    this.moves = 0;
    /** @type {Map<string, {move: number, job: Job}>} */
    this.working = new Map();
    /** @type {Map<string, any>} */
    this.kept = new Map();
  }

  /** @returns {Promise<Capabilities>} */
  async capabilities() {
    /** @param {string} call */
    const able = (call) => {
      if (call === 'report' && !this.file) return { can: false, why: 'report_in_python' };
      return { can: true, why: '' };
    };
    return {
      calls: Object.fromEntries(CALLS.map((call) => [call, able(call)])),
      most_runs: this.most,
      draft_runs: DRAFT,
      territories: [...this.territories.values()].map(({ name, open }) => ({ name, title: open.title })),
    };
  }

  /**
   * Begins a call; what was under way on its channel ends.
   * @param {string} call @param {any} request @param {Tell} tell @param {Ways} [ways] @returns {Ticket}
   */
  ask(call, request, tell, ways = {}) {
    const channel = ways.channel ?? call;
    const move = ++this.moves;
    this.working.get(channel)?.job.cancel();
    const job = new Job(this.laboratory, URGENT.has(call) && request.rest !== true ? 0 : AT_LEISURE.has(call) ? 2 : 1);
    this.working.set(channel, { move, job });
    this.work(call, request, job, (answer) => {
      if (this.working.get(channel)?.move === move) tell({ ...answer, head: { ...answer.head, call, channel, move } });
    }).then(
      () => this.over(channel, move),
      (error) => {
        const mine = this.over(channel, move);
        if (mine && !(error instanceof Cancelled)) ways.fail?.(this.told(error));
      },
    );
    return { channel, move };
  }

  /** Forgets a call that has ended; whether it was the latest on its channel. @param {string} channel @param {number} move */
  over(channel, move) {
    const mine = this.working.get(channel)?.move === move;
    if (mine) this.working.delete(channel);
    return mine;
  }

  /** A fault in words. @param {any} error */
  told(error) {
    if (error instanceof Refused) return this.say(error.key, error.fields);
    console.warn(error);
    return this.say('failed', { why: String(error?.message ?? error).slice(0, 200) });
  }

  /** @param {string} call @param {any} request @param {Job} job @param {Tell} tell */
  async work(call, request, job, tell) {
    await null; // whoever asked has the ticket first
    if (call === 'report' && !this.file) throw new Refused('cannot', { call });
    const asked = new Asked(request, this.territories);
    await WORK[call](this, asked, job, tell);
  }

  /** The lives of a comparison at rest, which go on after the contract: those that are there, or none yet. @param {Asked} asked */
  async atRest(asked) {
    const found = this.known(asked.key) ?? (await this.laboratory.lives(asked.land, asked.ground, asked.arms, asked.seed, { after: asked.land.open.months_after }));
    this.keep(asked.key, found);
    return found;
  }

  /** What was simulated already with these settings. @param {string} key */
  known(key) {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  /** @param {string} key @param {any} lives */
  keep(key, lives) {
    this.kept.set(key, lives);
    for (const old of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(old);
  }

  /** @param {Ticket} ticket */
  cancel(ticket) {
    const working = this.working.get(ticket.channel);
    if (!working || working.move !== ticket.move) return;
    working.job.cancel();
    this.working.delete(ticket.channel);
  }
}

/** @type {{[call: string]: (engine: BrowserEngine, asked: Asked, job: Job, tell: Tell) => Promise<void> | void}} */
const WORK = {
  open: (_, asked, __, tell) => tell({ head: { ...structuredClone(asked.land.open), real: asked.land.real }, blocks: {}, shapes: {} }),
  compare: async (engine, asked, job, tell) => {
    const most = asked.whole('most', 2, engine.most, engine.most);
    const kept = engine.known(asked.key);
    if (kept && kept.runs >= most) return tell(fans(kept, asked.settings, true, true));
    if (asked.rest) return refined(await engine.atRest(asked), job, asked.settings, most, tell);
    const lives = await engine.laboratory.lives(asked.land, asked.ground, asked.arms, asked.seed);
    await lives.until(job, engine.laboratory.draftRuns(asked.land.name, DRAFT));
    tell(fans(lives, asked.settings, false, false));
  },
  branch: fork,
  network: life,
  story: tale,
  diagnose: diagnosis,
  profile,
  sensitivity: (engine, asked, job, tell) => (asked.fields.of === 'assumptions' ? doubts(engine, asked, job, tell) : scents(engine, asked, job, tell)),
  report,
};
