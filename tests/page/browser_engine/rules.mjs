// Runs programs by the compiled rules with workers that live in this thread; each answers with the numbers it took.
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Pool } from './js/engine/wasm/pool.js';
import { InThread, packed, unpackedAll } from './in_thread.mjs';

const told = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const answers = [];
for (const each of told) {
  const module = new WebAssembly.Module(gunzipSync(Buffer.from(each.wasm, 'base64')));
  const pool = new Pool({ module, layout: each.layout, spawn: () => new InThread(), limit: each.limit });
  const parts = [];
  try {
    await pool.run(unpackedAll(each.steps), each, (part) => parts.push(part)).done;
  } catch (error) {
    answers.push({ fault: error.message });
    continue;
  }
  const taken = {};
  for (const name of Object.keys(parts[0].taken)) taken[name] = parts.map((part) => packed(part.taken[name]));
  answers.push({ taken, runs: parts.map((part) => [part.first, part.runs]), hands: pool.hands.size });
}
console.log(JSON.stringify(answers));
