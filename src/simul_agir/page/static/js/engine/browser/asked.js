// @ts-check
/** A request as the views make it, read with care; the same faults as the server's (page/query.py). */
import { moved, Refused } from './ground.js';
/** @typedef {import('./ground.js').Ground} Ground */
/** @typedef {{name: string, stance: string, changes: {[key: string]: any}, then: {month: number, stance: string | null, changes: {[key: string]: any}}[]}} Arm */

const MOST_SEED = 2 ** 32 - 1;

export class Asked {
  /**
   * Throws Refused for what cannot be met.
   * @param {any} request
   * @param {Map<string, any>} territories
   */
  constructor(request, territories) {
    const land = typeof request.territory === 'string' ? territories.get(request.territory) : undefined;
    if (!land) throw new Refused('no_territory', { found: String(request.territory).slice(0, 60) });
    this.land = land;
    this.fields = request;
    this.seed = request.seed ?? land.seed ?? 1;
    if (!Number.isInteger(this.seed) || this.seed < 0 || this.seed > MOST_SEED) throw new Refused('seed', { found: String(this.seed).slice(0, 20) });
    /** @type {{[key: string]: number}} */
    this.settings = request.settings ?? {};
    const sound = typeof this.settings === 'object' && !Array.isArray(this.settings) && Object.values(this.settings).every((each) => typeof each === 'number' && Number.isFinite(each));
    if (!sound) throw new Refused('settings');
    this.rest = request.rest === true;
    /** @type {Ground} */
    this.ground = moved(land.ground, land.sliders, this.settings);
  }

  /** What an answer is kept by. */
  get key() {
    return JSON.stringify([this.land.name, Object.entries(this.settings).sort(([a], [b]) => (a < b ? -1 : 1)), this.seed]);
  }

  /** @returns {Arm[]} */
  get arms() {
    return this.land.arms;
  }

  /** One of the territory's arms. @param {string} field @returns {Arm} */
  arm(field) {
    const found = this.arms.find((each) => each.name === this.fields[field]);
    if (!found) throw this.unknown(this.fields[field]);
    return found;
  }

  /** Some of the territory's arms; all where the field is left out. @param {string} field @returns {Arm[]} */
  someArms(field) {
    const names = this.fields[field] ?? this.arms.map((each) => each.name);
    if (!Array.isArray(names) || names.length < 1) throw this.unknown(names);
    return [...new Set(names)].map((name) => {
      const found = this.arms.find((each) => each.name === name);
      if (!found) throw this.unknown(name);
      return found;
    });
  }

  /** @param {any} found */
  unknown(found) {
    return new Refused('no_stance', { found: String(found).slice(0, 60), known: this.arms.map((each) => each.name).join(', ') });
  }

  /** A whole number within bounds. @param {string} field @param {number} low @param {number} high @param {number} [otherwise] @returns {number} */
  whole(field, low, high, otherwise) {
    const found = this.fields[field] ?? otherwise;
    if (!Number.isInteger(found) || found < low || found > high) throw new Refused('whole', { field, found: String(found).slice(0, 20), low, high });
    return found;
  }
}
