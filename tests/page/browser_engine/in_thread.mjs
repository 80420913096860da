// A worker's place in this thread, and arrays as JSON holds them.
import { worker } from './js/engine/wasm/worker.js';

const KINDS = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array, u8: BigUint64Array, i4: Int32Array, i2: Int16Array, u2: Uint16Array, u1: Uint8Array };

/** What stands for a worker: the same text, made anew, answered on the next turn of the loop. */
export class InThread {
  constructor() {
    this.scope = { postMessage: (message) => setTimeout(() => this.onmessage({ data: message })) };
    new Function('self', `'use strict';(${worker})(self);`)(this.scope);
  }

  postMessage(message) {
    const clone = structuredClone(message);
    setTimeout(() => this.scope.onmessage({ data: clone }));
  }

  terminate() {
    this.onmessage = () => {};
  }
}

/** @param {{dtype: string, data: string}} told */
function unpacked({ dtype, data }) {
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  return new KINDS[dtype](bytes.buffer);
}

/** The same with every packed array as one. */
export function unpackedAll(value) {
  if (Array.isArray(value)) return value.map(unpackedAll);
  if (value === null || typeof value !== 'object') return value;
  if ('dtype' in value) return unpacked(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpackedAll(each)]));
}

/** @param {Float64Array | Uint8Array} array */
export function packed(array) {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}
