// What the page's own engine answers to some requests, for the test beside it: every answer of each, with its numbers.
import { readFileSync } from 'node:fs';
import { InThread } from './in_thread.mjs';
import { BrowserEngine } from './js/engine/browser.js';
import { Laboratory } from './js/engine/browser/lives.js';

const told = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const territories = new Map(told.territories.map((each) => [each.name, each]));

/** @param {any} answer */
function plain({ head, blocks, shapes }) {
  return { head, blocks: Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, [...block]])), shapes };
}

const answers = [];
for (const { call, request } of told.asked) {
  const engine = new BrowserEngine(territories, new Laboratory(told.shared, told.rules, { workers: 2, spawn: () => new InThread() }), (key, fields) => JSON.stringify({ key, fields }), { most: told.most });
  const found = [];
  const fault = await new Promise((done) => {
    const over = engine.over.bind(engine);
    engine.over = (channel, move) => {
      setTimeout(() => done(null));
      return over(channel, move);
    };
    engine[call](request, (answer) => found.push(plain(answer)), { fail: (text) => done(text) });
  });
  answers.push({ answers: found, fault });
}
const able = await new BrowserEngine(territories, new Laboratory(told.shared, told.rules), () => '').capabilities();
process.stdout.write(JSON.stringify({ answers, able }), () => process.exit(0));
