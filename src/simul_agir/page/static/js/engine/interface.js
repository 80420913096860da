// @ts-check
/**
 * The one interface between the views and whatever computes their answers. A second engine (the rules in the browser)
 * takes the place of `server.js` by offering an object with these methods: no view knows more of it.
 *
 * @typedef {{[name: string]: Float32Array | Int32Array}} Blocks
 * @typedef {{head: any, blocks: Blocks, shapes: {[name: string]: number[]}, file?: Uint8Array}} Answer
 * @typedef {{channel?: string, fail?: (text: string) => void}} Ways
 * @typedef {(answer: Answer) => void} Tell
 * @typedef {{channel: string, move: number}} Ticket
 * @typedef {{can: boolean, why: string}} Ability
 * @typedef {{calls: {[call: string]: Ability}, most_runs: number, draft_runs: number[],
 *   territories: {name: string, title: {[lang: string]: string}}[]}} Capabilities
 * @typedef {{
 *   capabilities: () => Promise<Capabilities>,
 *   open: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   compare: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   branch: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   network: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   story: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   diagnose: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   sensitivity: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   profile: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   report: (request: any, tell: Tell, ways?: Ways) => Ticket,
 *   cancel: (ticket: Ticket) => void,
 *   moves: number,
 * }} Engine
 * @typedef {{say: (message: any) => boolean, hearers: ((message: any) => void)[], watchers: ((open: boolean) => void)[]}} Talk
 *   what is said to others in the room, and heard from them
 * @typedef {{
 *   open: (role: string, lang: () => string) => {line: Talk, engine: Engine},
 *   head?: (page: any) => any[],
 *   foot?: (page: any) => any[],
 *   own?: boolean,
 * }} Way own: the engine serves this page alone, so that what is long keeps nobody waiting. Who answers; and, where a page is more than its screens, what stands in its head, and in its foot in place of links
 */

/** Every call that gives answers; a contract test goes through them. */
export const CALLS = ['open', 'compare', 'branch', 'network', 'story', 'diagnose', 'sensitivity', 'profile', 'report'];

/** What both engines have: a method a call, which asks by the call's name. How one asks and cancels is each engine's own. */
export class Calls {
  /** @param {string} call @param {any} _request @param {Tell} _tell @param {Ways} [_ways] @returns {Ticket} */
  ask(call, _request, _tell, _ways) {
    throw new Error(`this engine does not say how it asks: ${call}`);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  open(request, tell, ways) {
    return this.ask('open', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  compare(request, tell, ways) {
    return this.ask('compare', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  branch(request, tell, ways) {
    return this.ask('branch', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  network(request, tell, ways) {
    return this.ask('network', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  story(request, tell, ways) {
    return this.ask('story', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  diagnose(request, tell, ways) {
    return this.ask('diagnose', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  sensitivity(request, tell, ways) {
    return this.ask('sensitivity', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  profile(request, tell, ways) {
    return this.ask('profile', request, tell, ways);
  }

  /** @param {any} request @param {Tell} tell @param {Ways} [ways] */
  report(request, tell, ways) {
    return this.ask('report', request, tell, ways);
  }
}
