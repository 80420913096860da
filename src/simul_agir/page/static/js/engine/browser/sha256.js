// @ts-check
/** SHA-256 (FIPS 180-4): the browser's own where it offers one, which it does not on a page that came without encryption. */

const SQUARES = 64; // words of a block's schedule, and rounds

/** The first 32 bits of the fractional parts of roots of the first primes. @param {number} count @param {(prime: number) => number} root */
function partsOf(count, root) {
  const found = [];
  for (let each = 2; found.length < count; each++) {
    let prime = true;
    for (let part = 2; part * part <= each; part++) if (each % part === 0) prime = false;
    if (prime) found.push(Math.floor((root(each) % 1) * 2 ** 32));
  }
  return Uint32Array.from(found);
}

const [START, ROUNDS] = [partsOf(8, Math.sqrt), partsOf(SQUARES, Math.cbrt)];

/** The digest of some bytes, in hexadecimal digits. @param {Uint8Array} bytes @returns {Promise<string>} */
export async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return digest(bytes);
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {any} */ (bytes)));
  return [...found].map((each) => each.toString(16).padStart(2, '0')).join('');
}

/** The same by these lines alone. @param {Uint8Array} bytes @returns {string} */
export function digest(bytes) {
  const state = START.slice();
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let from = 0; from < whole; from += 64) block(state, view, from);
  const rest = new Uint8Array(bytes.length - whole < 56 ? 64 : 128);
  rest.set(bytes.subarray(whole));
  rest[bytes.length - whole] = 0x80;
  const last = new DataView(rest.buffer);
  last.setUint32(rest.length - 8, Math.floor(bytes.length / 2 ** 29));
  last.setUint32(rest.length - 4, (bytes.length * 8) >>> 0);
  for (let from = 0; from < rest.length; from += 64) block(state, last, from);
  return [...state].map((each) => each.toString(16).padStart(8, '0')).join('');
}

const schedule = new Uint32Array(SQUARES);

/** @param {number} word @param {number} bits */
function turn(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

/** One block of 64 bytes. @param {Uint32Array} state @param {DataView} view @param {number} from */
function block(state, view, from) {
  for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(from + 4 * t);
  for (let t = 16; t < SQUARES; t++) {
    const [one, other] = [schedule[t - 15], schedule[t - 2]];
    schedule[t] = schedule[t - 16] + schedule[t - 7] + (turn(one, 7) ^ turn(one, 18) ^ (one >>> 3)) + (turn(other, 17) ^ turn(other, 19) ^ (other >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < SQUARES; t++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[t] + schedule[t]) | 0;
    const other = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + other) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((each, place) => (state[place] += each));
}
