// @ts-check
/** Arrays and files as they lie in a page: base 64, and gzip. */

/** @type {{[dtype: string]: any}} */
const KINDS = { f8: Float64Array, f4: Float32Array, i8: BigInt64Array, u8: BigUint64Array, i4: Int32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array };

/** @param {string} text @returns {Uint8Array} */
export function bytesOf(text) {
  const signs = atob(text);
  const found = new Uint8Array(signs.length);
  for (let i = 0; i < signs.length; i++) found[i] = signs.charCodeAt(i);
  return found;
}

/** An array that Python packed. @param {{dtype: string, data: string}} packed */
export function unpackArray(packed) {
  const bytes = bytesOf(packed.data);
  return new KINDS[packed.dtype](bytes.buffer);
}

/** Bytes that gzip made smaller, as they were. @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export async function gunzip(bytes) {
  const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
