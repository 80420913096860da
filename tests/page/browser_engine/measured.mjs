// The same in Node, with threads for workers.
import fs from 'node:fs';
import { Worker } from 'node:worker_threads';
import { worker } from './js/engine/wasm/worker.js';
import { answer } from './measured.js';

const SCRIPT = `
const { parentPort } = require('node:worker_threads');
const self = { postMessage: (message, moved) => parentPort.postMessage(message, moved) };
parentPort.on('message', (data) => self.onmessage({ data }));
(${worker})(self);`;

/** A thread that looks like a worker of a page. */
class Thread {
  constructor() {
    this.thread = new Worker(SCRIPT, { eval: true });
    this.thread.on('message', (data) => this.onmessage({ data }));
    this.thread.on('error', (error) => this.onerror(error));
  }
  postMessage(message) {
    this.thread.postMessage(message);
  }
  terminate() {
    this.thread.terminate();
  }
}
const cost = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const told = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify(await answer(told, () => new Thread(), cost)));
process.exit(0);
