// @ts-check
/**
 * The numbers of numpy's Philox generator, 4 x 64 bits, ten rounds, as `Generator` reads them: whole numbers below a bound, signs,
 * and exponential deviates (Marsaglia and Tsang's ziggurat of 256 layers).
 */

const M = [0xd2e7470e, 0xe14c6c93, 0xca5a8263, 0x95121157]; // two multipliers, upper and lower half each
const W = [0x9e3779b9, 0x7f4a7c15, 0xbb67ae85, 0x84caa73b]; // what the key grows by
const TWO_32 = 4294967296;
const TWO_53 = 9007199254740992;
const ROUNDS = 10;

/** The upper half of a product of 32 bits each. @param {number} a @param {number} b */
function upper(a, b) {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const [crossed, other] = [a0 * b1, a1 * b0];
  const middle = ((a0 * b0) >>> 16) + (crossed & 0xffff) + (other & 0xffff);
  return (a1 * b1 + (crossed >>> 16) + (other >>> 16) + (middle >>> 16)) >>> 0;
}

/** A product of 64 bits each, from the top: four words of 32. @param {number} ah @param {number} al @param {number} bh @param {number} bl */
function product(ah, al, bh, bl) {
  const second = upper(al, bl) + (Math.imul(al, bh) >>> 0) + (Math.imul(ah, bl) >>> 0);
  const third = upper(al, bh) + upper(ah, bl) + (Math.imul(ah, bh) >>> 0) + Math.floor(second / TWO_32);
  return [(upper(ah, bh) + Math.floor(third / TWO_32)) >>> 0, third >>> 0, second >>> 0, Math.imul(al, bl) >>> 0];
}

export class Philox {
  /** A stream for one purpose. @param {number} seed @param {number} purpose */
  constructor(seed, purpose) {
    this.key = [Math.floor(seed / TWO_32), seed >>> 0, Math.floor(purpose / TWO_32), purpose >>> 0];
    this.counter = 0;
    this.block = new Uint32Array(8); // four words of 64 bits, each its lower half first
    this.place = 8;
    this.kept = -1; // the upper half of a word whose lower half was taken, or -1
  }

  /** The next block of four words. */
  refill() {
    this.counter += 1;
    let [c0h, c0l, c1h, c1l, c2h, c2l, c3h, c3l] = [Math.floor(this.counter / TWO_32), this.counter >>> 0, 0, 0, 0, 0, 0, 0];
    let [k0h, k0l, k1h, k1l] = this.key;
    for (let round = 0; round < ROUNDS; round++) {
      const [h0h, h0l, l0h, l0l] = product(M[0], M[1], c0h, c0l);
      const [h1h, h1l, l1h, l1l] = product(M[2], M[3], c2h, c2l);
      [c0h, c0l, c1h, c1l] = [(h1h ^ c1h ^ k0h) >>> 0, (h1l ^ c1l ^ k0l) >>> 0, l1h, l1l];
      [c2h, c2l, c3h, c3l] = [(h0h ^ c3h ^ k1h) >>> 0, (h0l ^ c3l ^ k1l) >>> 0, l0h, l0l];
      const [low0, low1] = [k0l + W[1], k1l + W[3]];
      [k0h, k0l] = [(k0h + W[0] + (low0 >= TWO_32 ? 1 : 0)) >>> 0, low0 >>> 0];
      [k1h, k1l] = [(k1h + W[2] + (low1 >= TWO_32 ? 1 : 0)) >>> 0, low1 >>> 0];
    }
    this.block.set([c0l, c0h, c1l, c1h, c2l, c2h, c3l, c3h]);
    this.place = 0;
  }

  /** The next word of 64 bits: its upper and lower half. @returns {[number, number]} */
  word() {
    if (this.place >= 8) this.refill();
    this.place += 2;
    return [this.block[this.place - 1], this.block[this.place - 2]];
  }

  /** The next 32 bits. */
  half() {
    if (this.kept >= 0) {
      const kept = this.kept;
      this.kept = -1;
      return kept;
    }
    const [high, low] = this.word();
    this.kept = high;
    return low;
  }

  /** Whole numbers from 0 to below `bound`, at most 2^32. @param {number} bound @param {number} count @returns {Uint32Array} */
  integers(bound, count) {
    const found = new Uint32Array(count);
    const threshold = (TWO_32 - bound) % bound;
    for (let i = 0; i < count && bound > 1; i++) {
      let bits = this.half();
      while (Math.imul(bits, bound) >>> 0 < threshold) bits = this.half();
      found[i] = upper(bits, bound);
    }
    return found;
  }

  /** Signs, 1 or -1. @param {number} count @returns {Int8Array} */
  signs(count) {
    const found = new Int8Array(count);
    let bits = 0;
    for (let i = 0; i < count; i++) {
      bits = i % 4 ? bits >>> 8 : this.half();
      found[i] = bits & 0x80 ? -1 : 1;
    }
    return found;
  }

  /** A number in [0, 1). */
  uniform() {
    const [high, low] = this.word();
    return (high * 2097152 + (low >>> 11)) / TWO_53;
  }

  /** An exponential deviate of mean 1. @returns {number} */
  exponential() {
    for (;;) {
      const [high, low] = this.word();
      const layer = (low >>> 3) & 0xff;
      const bits = high * 2097152 + (low >>> 11);
      const x = bits * LAYERS.width[layer];
      if (bits < LAYERS.inside[layer]) return x;
      if (layer === 0) return TAIL - Math.log1p(-this.uniform());
      const [above, here] = [LAYERS.height[layer - 1], LAYERS.height[layer]];
      if ((above - here) * this.uniform() + here < Math.exp(-x)) return x;
    }
  }
}

const TAIL = 7.69711747013104972; // where the last layer begins
const AREA = 0.0039496598225815571993; // of each layer
const LAYERS = layers();

/** The ziggurat's layers: width for a bit, bits that lie inside for sure, height. */
function layers() {
  const [width, inside, height] = [new Float64Array(256), new Float64Array(256), new Float64Array(256)];
  let [edge, before] = [TAIL, TAIL];
  const base = AREA / Math.exp(-edge);
  [inside[0], inside[1]] = [Math.floor((edge / base) * TWO_53), 0];
  [width[0], width[255], height[0], height[255]] = [base / TWO_53, edge / TWO_53, 1, Math.exp(-edge)];
  for (let layer = 254; layer > 0; layer--) {
    edge = -Math.log(AREA / edge + Math.exp(-edge));
    inside[layer + 1] = Math.floor((edge / before) * TWO_53);
    before = edge;
    [height[layer], width[layer]] = [Math.exp(-edge), edge / TWO_53];
  }
  return { width, inside, height };
}
