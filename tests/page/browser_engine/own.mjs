// What the page's own engine finds of a dossier's numbers, for the test beside it.
import { readFileSync } from 'node:fs';
import { InThread } from './in_thread.mjs';
import { Laboratory } from './js/engine/browser/lives.js';
import { repeated } from './js/engine/browser/own.js';

const told = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const found = [];
const laboratory = new Laboratory(told.shared, told.rules, { workers: 2, spawn: () => new InThread() });
await repeated(laboratory, told.land, told.own, told.record, { part: () => {}, found: (each) => found.push(each) });
process.stdout.write(JSON.stringify(found), () => process.exit(0));
