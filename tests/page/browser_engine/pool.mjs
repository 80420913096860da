// What a pool does with workers that only note what they are given, and answer when they are told to.
import { Pool, Stopped } from './js/engine/wasm/pool.js';

const layout = { arrays: [{ name: 'actors', type: 'f8', shape: [10, 8], shared: false }], indicators: ['index'], domains: 4, instruments: [] };
const found = {};

class Noting {
  constructor(all) {
    this.told = [];
    this.ended = false;
    all.push(this);
  }
  postMessage(message) {
    if (message.type === 'run') this.told.push(message);
  }
  terminate() {
    this.ended = true;
  }
  answer(number = 0) {
    const [{ ticket, first, runs }] = this.told.splice(number, 1);
    this.onmessage({ data: { type: 'part', ticket, first, runs, taken: {} } });
  }
  fail(text) {
    const [{ ticket }] = this.told.splice(0, 1);
    this.onmessage({ data: { type: 'fault', ticket, text } });
  }
}

function pool() {
  const hands = [];
  return { hands, pool: new Pool({ module: null, layout, workers: 2, spawn: () => new Noting(hands) }) };
}
const outcome = (task) => task.done.then(() => 'done', (error) => (error instanceof Stopped ? 'stopped' : error.message));
const spans = (hand) => hand.told.map((each) => [each.first, each.runs]);

{
  const { hands, pool: each } = pool();
  const heard = [];
  const task = each.run([['drop', 'x']], { seed: 3, first: 10, runs: 5, batch: 2 }, (part) => heard.push(part.first));
  found.shared = hands.map(spans);
  hands[1].answer();
  found.early = [...heard];
  hands[0].answer();
  found.inOrder = [...heard];
  for (const hand of hands) if (hand.told.length) hand.answer();
  found.all = [...heard, await outcome(task)];
}
{
  const { hands, pool: each } = pool();
  const heard = [];
  const asked = [];
  const program = (first, runs) => (asked.push([first, runs]), []);
  const task = each.run(program, { seed: 1, runs: 6, batch: 2 }, (part) => heard.push(part.first));
  const other = each.run([], { seed: 2, runs: 1 }, () => heard.push('other'));
  const urgent = each.run([], { seed: 9, runs: 1, urgent: true }, () => heard.push('urgent'));
  task.cancel();
  hands[0].answer();
  hands[1].answer();
  found.urgent = hands.map((hand) => hand.told.map((run) => run.seed));
  found.cancelled = [asked, await outcome(task), [...heard]];
  hands[1].answer();
  hands[0].answer();
  found.afterwards = [await outcome(other), await outcome(urgent), [...heard]];
}
{
  const { hands, pool: each } = pool();
  const one = each.run([], { seed: 1, runs: 4, batch: 1 }, () => {});
  const two = each.run([], { seed: 1, runs: 1 }, () => {});
  each.stop();
  found.stopped = [await outcome(one), await outcome(two), hands.map((hand) => hand.ended), each.hands.size];
  const three = each.run([], { seed: 1, runs: 1 }, () => {});
  hands[2].answer();
  found.afresh = await outcome(three);
}
{
  const { hands, pool: each } = pool();
  const one = each.run([], { seed: 1, runs: 2, batch: 1 }, () => {});
  hands[0].fail('a rule failed in live');
  const two = each.run([], { seed: 1, runs: 1 }, () => {});
  found.fault = await outcome(one);
  hands[0].onerror({ message: 'blocked' });
  found.broken = [await outcome(two), hands[0].ended, each.hands.size];
}
{
  const { pool: each } = pool();
  found.batches = [each.batchOf(1), each.batchOf(8), each.batchOf(200)];
  each.layout = { ...layout, arrays: [{ name: 'actors', type: 'f8', shape: [2000, 600], shared: false }] };
  found.large = each.batchOf(200);
}
console.log(JSON.stringify(found));
