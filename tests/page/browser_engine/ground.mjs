// What the page's own engine makes of scenarios, sliders, arms and starts, for the test beside it.
import { readFileSync } from 'node:fs';
import { calendarOf, caughtUp, decisionsOf } from './js/engine/browser/calendars.js';
import { changed, mixtureOf, moved, Refused, shockRows, vectorOf } from './js/engine/browser/ground.js';
import { startAt } from './js/engine/browser/starts.js';
import { unpackArray } from './js/engine/browser/packed.js';

const told = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { numbers, policies, accepted } = told.shared;

const answers = told.cases.map(({ territory, settings, changes, stances, month, lived, due }) => {
  const land = told.territories[territory];
  try {
    const ground = changed(moved(land.ground, land.sliders, settings), changes, numbers);
    const p = vectorOf(ground, numbers);
    const brief = { fteHours: p[numbers.fte_hours], ownShare: p[numbers.own_share] };
    return {
      budget: ground.budget,
      vector: [...p],
      shocks: [...shockRows(ground)],
      mixture: [...mixtureOf(ground, accepted, numbers)],
      calendars: stances.map((name) => [...calendarOf(name, ground, brief, policies)]),
      later: stances.map((name) => [...calendarOf(name, ground, brief, policies, month, Float64Array.from(lived), due)]),
      decisions: stances.map((name) => decisionsOf(ground, policies.stances[name])),
      caught: stances.map((name) => caughtUp(ground, policies.stances[name], month)),
    };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error.key, fields: error.fields };
  }
});
const starts = told.starts.map(({ territory, points }) => {
  const land = told.territories[territory];
  const base = Object.fromEntries(Object.entries(land.state).map(([name, each]) => [name, unpackArray(each)]));
  const ties = Object.fromEntries(Object.entries(land.ties).map(([name, each]) => [name, unpackArray(each)]));
  return points.map((p) => {
    const state = startAt(base, ties, Float64Array.from(p), land.places);
    return Object.fromEntries(Object.entries(state).map(([name, array]) => [name, Buffer.from(array.buffer).toString('base64')]));
  });
});
process.stdout.write(JSON.stringify({ answers, starts }));
