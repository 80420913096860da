// @ts-check
/** Sums, means and quantiles as numpy has them, so that thresholds fall alike. */

/** @typedef {Float64Array | number[]} Row */

/** The sum, pair by pair, in numpy's order. @param {Row} values @param {number} [from] @param {number} [count] @returns {number} */
export function sumOf(values, from = 0, count = values.length - from) {
  if (count > 128) {
    const half = Math.floor(count / 2) - (Math.floor(count / 2) % 8);
    return sumOf(values, from, half) + sumOf(values, from + half, count - half);
  }
  let rest = 0;
  if (count < 8) {
    for (let i = from; i < from + count; i++) rest += values[i];
    return rest;
  }
  const r = Array.from({ length: 8 }, (_, i) => values[from + i]);
  const whole = count - (count % 8);
  for (let i = 8; i < whole; i++) r[i % 8] += values[from + i];
  rest = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
  for (let i = whole; i < count; i++) rest += values[from + i];
  return rest;
}

/** @param {Row} values */
export function meanOf(values) {
  return sumOf(values) / values.length;
}

/** Standard deviation of a sample: over n - 1. @param {Row} values */
export function deviationOf(values) {
  const mean = meanOf(values);
  return Math.sqrt(sumOf(Float64Array.from(values, (each) => (each - mean) * (each - mean))) / (values.length - 1));
}

/** The values in rising order. @param {Row} values @returns {Float64Array} */
export function sorted(values) {
  return Float64Array.from(values).sort();
}

/** A quantile of values in rising order, by linear interpolation. @param {Row} rising @param {number} level */
export function quantileOfSorted(rising, level) {
  const place = (rising.length - 1) * level;
  const below = Math.floor(place);
  const [low, high] = [rising[below], rising[Math.min(below + 1, rising.length - 1)]];
  const part = place - below;
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/** @param {Row} values @param {number} level */
export function quantile(values, level) {
  return quantileOfSorted(sorted(values), level);
}

/** @param {Row} values @param {number[]} levels @returns {number[]} */
export function quantiles(values, levels) {
  const rising = sorted(values);
  return levels.map((level) => quantileOfSorted(rising, level));
}

/** @param {Row} values */
export function median(values) {
  const rising = sorted(values);
  const half = rising.length >> 1;
  return rising.length % 2 ? rising[half] : (rising[half - 1] + rising[half]) / 2;
}

/** A column of a table of rows. @param {Row} table @param {number} width @param {number} column @returns {Float64Array} */
export function columnOf(table, width, column) {
  return Float64Array.from({ length: table.length / width }, (_, row) => table[row * width + column]);
}
