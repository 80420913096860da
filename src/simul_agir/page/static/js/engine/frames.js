// @ts-check
/** @typedef {import('./interface.js').Answer} Answer */

const MAGIC = 0x31474153; // "SAG1", little-endian

/**
 * Reads a frame: magic, length of the head, head in JSON, blocks of 32-bit numbers (or a file).
 * @param {ArrayBuffer} frame
 * @returns {Answer}
 */
export function unpack(frame) {
  const view = new DataView(frame);
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not a frame');
  const length = view.getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(frame, 8, length)));
  const start = 8 + length;
  /** @type {import('./interface.js').Blocks} */
  const blocks = {};
  /** @type {{[name: string]: number[]}} */
  const shapes = {};
  for (const [name, place] of Object.entries(head.blocks)) {
    const size = place.shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1);
    const from = start + place.start;
    blocks[name] = place.kind === 'f' ? new Float32Array(frame, from, size) : new Int32Array(frame, from, size);
    shapes[name] = place.shape;
  }
  return { head, blocks, shapes, file: head.bytes ? new Uint8Array(frame, start, head.bytes) : undefined };
}
