// Runs recorded calls of the rules in WebAssembly and counts the doubles that differ from those of the native run.
import fs from "node:fs";

const folder = process.argv[2];
const calls = JSON.parse(fs.readFileSync(`${folder}/calls.json`, "utf8"));
const module = await WebAssembly.compile(fs.readFileSync(`${folder}/rules.wasm`));
const imports = WebAssembly.Module.imports(module).map((each) => `${each.module}.${each.name}`);
let compared = 0, different = 0;
for (const [number, call] of calls.entries()) {
  const memory = new WebAssembly.Memory({ initial: Math.max(call.pages, 128) });
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  if (instance.exports.__heap_base.value > call.base) throw new Error("the code needs more room");
  new Uint8Array(memory.buffer).set(fs.readFileSync(`${folder}/${number}.before`), call.base);
  const failed = instance.exports.live(call.words);
  if (failed !== 0) throw new Error(`a rule failed: ${failed}`);
  const expected = fs.readFileSync(`${folder}/${number}.after`);
  let at = 0;
  for (const [place, length] of call.after) {
    const found = Buffer.from(memory.buffer, place, length);
    for (let start = 0; start < length; start += 8) {
      compared += 1;
      const end = Math.min(start + 8, length);
      if (Buffer.compare(found.subarray(start, end), expected.subarray(at + start, at + end)) !== 0) different += 1;
    }
    at += length;
  }
}
console.log(JSON.stringify({ compared, different, imports }));
