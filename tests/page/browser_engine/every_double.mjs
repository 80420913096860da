// The same in Node, with workers that live in this thread.
import fs from 'node:fs';
import { answer } from './every_double.js';
import { InThread } from './in_thread.mjs';

const told = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify(await answer(told, () => new InThread())));
