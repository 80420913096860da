// @ts-check
/**
 * The first engine: the program on this machine (or on the facilitator's), over one socket.
 * @typedef {import('./interface.js').Tell} Tell
 * @typedef {import('./interface.js').Ways} Ways
 * @typedef {import('./interface.js').Ticket} Ticket
 * @typedef {import('./interface.js').Capabilities} Capabilities
 */
import { unpack } from './frames.js';
import { Calls } from './interface.js';

const AGAIN = [500, 1000, 2000, 4000]; // milliseconds before each new try to connect

export class Line {
  /**
   * The socket of a role: kept open, opened again when it breaks.
   * @param {string} role
   */
  constructor(role) {
    this.role = role;
    this.tries = 0;
    this.open = false;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {((message: any) => void)[]} */
    this.hearers = [];
    /** @type {((answer: import('./interface.js').Answer) => void)[]} */
    this.readers = [];
    /** @type {((open: boolean) => void)[]} */
    this.watchers = [];
    this.connect();
  }

  connect() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/${this.role}/ws`);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.open = true;
      this.tries = 0;
      for (const watch of this.watchers) watch(true);
    };
    socket.onmessage = (event) => {
      if (typeof event.data === 'string') {
        const message = JSON.parse(event.data);
        for (const hear of this.hearers) hear(message);
      } else {
        const answer = unpack(event.data);
        for (const read of this.readers) read(answer);
      }
    };
    socket.onclose = () => {
      const was = this.open;
      this.open = false;
      if (was) for (const watch of this.watchers) watch(false);
      setTimeout(() => this.connect(), AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
    };
    this.socket = socket;
  }

  /**
   * Sends a message; false where nobody is there to hear it.
   * @param {any} message
   */
  say(message) {
    if (!this.open || !this.socket) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }
}

export class ServerEngine extends Calls {
  /**
   * @param {Line} line
   * @param {() => string} lang
   */
  constructor(line, lang) {
    super();
    this.line = line;
    this.lang = lang;
    this.moves = 0;
    /** @type {Map<string, {move: number, tell: Tell, fail?: (text: string) => void, call: string, request: any}>} */
    this.waiting = new Map();
    /** @type {Promise<Capabilities>} */
    this.able = new Promise((done) => {
      line.hearers.push((message) => {
        if (message.type === 'capabilities') done(message.capabilities);
        if (message.type === 'fault') this.fault(message);
      });
    });
    line.readers.push((answer) => this.take(answer));
    line.watchers.push((open) => {
      if (open) for (const [channel, each] of this.waiting) this.send(channel, each);
    });
  }

  /** @param {import('./interface.js').Answer} answer */
  take(answer) {
    const waiting = this.waiting.get(answer.head.channel);
    if (waiting && waiting.move === answer.head.move) waiting.tell(answer); // anything older is stale: dropped
  }

  /** @param {any} message */
  fault(message) {
    const waiting = this.waiting.get(message.channel);
    if (waiting && waiting.move === message.move) {
      this.waiting.delete(message.channel);
      if (waiting.fail) waiting.fail(message.text);
    }
  }

  /**
   * @param {string} channel
   * @param {{move: number, call: string, request: any}} each
   */
  send(channel, each) {
    this.line.say({ type: 'call', call: each.call, channel, move: each.move, request: each.request, lang: this.lang() });
  }

  /**
   * @param {string} call
   * @param {any} request
   * @param {Tell} tell
   * @param {Ways} [ways]
   * @returns {Ticket}
   */
  ask(call, request, tell, ways = {}) {
    const channel = ways.channel ?? call;
    const move = ++this.moves;
    const each = { move, tell, fail: ways.fail, call, request };
    this.waiting.set(channel, each);
    this.send(channel, each);
    return { channel, move };
  }

  /** @returns {Promise<Capabilities>} */
  capabilities() {
    return this.able;
  }

  /** @param {Ticket} ticket */
  cancel(ticket) {
    const waiting = this.waiting.get(ticket.channel);
    if (!waiting || waiting.move !== ticket.move) return;
    this.waiting.delete(ticket.channel);
    this.line.say({ type: 'cancel', channel: ticket.channel });
  }
}

/**
 * Answers from the server, over a socket of one's role.
 * @type {import('./interface.js').Way}
 */
export const onServer = {
  open: (role, lang) => {
    const line = new Line(role);
    return { line, engine: new ServerEngine(line, lang) };
  },
};
