// @ts-check
/** The normal law and Student's: shares below a value, and values below which a share lies. */

const SMALL = [1.28379167095512558561e-1, -3.25042107247001499370e-1, -2.84817495755985104766e-2, -5.77027029648944159157e-3, -2.37630166566501626084e-5];
const SMALL_BELOW = [3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3, 1.32494738004321644526e-4, -3.96022827877536812320e-6];
const MIDDLE = [-2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1, 3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.16637559486879084300e-3];
const MIDDLE_BELOW = [1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2, 1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.19844998467991074170e-2];
const LARGE = [-9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1, -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1, -9.81432934416914548592];
const LARGE_BELOW = [1.96512716674392571292e1, 1.37657754143519042600e2, 4.34565877475229228821e2, 6.45387271733267880336e2, 4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2];
const FAR = [-9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1, -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2];
const FAR_BELOW = [3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3, 2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1];
const AT_ONE = 8.45062911510467529297e-1;

/** c0 + c1 x + c2 x^2 ... @param {number[]} c @param {number} x */
function polynomial(c, x) {
  return c.reduceRight((sum, each) => sum * x + each, 0);
}

/** The complementary error function, as Sun's fdlibm has it. @param {number} x @returns {number} */
export function erfc(x) {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size < 0.84375) {
    if (size < 1.3877787807814457e-17) return 1 - x;
    const share = polynomial(SMALL, x * x) / (1 + x * x * polynomial(SMALL_BELOW, x * x));
    return x < 0.25 ? 1 - (x + x * share) : 0.5 - (x - 0.5 + x * share);
  }
  if (size < 1.25) {
    const share = polynomial(MIDDLE, size - 1) / (1 + (size - 1) * polynomial(MIDDLE_BELOW, size - 1));
    return x >= 0 ? 1 - AT_ONE - share : 1 + (AT_ONE + share);
  }
  if (size >= 28) return x > 0 ? 0 : 2;
  if (x < -6) return 2;
  const s = 1 / (size * size);
  const near = size < 1 / 0.35;
  const share = near ? polynomial(LARGE, s) / (1 + s * polynomial(LARGE_BELOW, s)) : polynomial(FAR, s) / (1 + s * polynomial(FAR_BELOW, s));
  const z = rounded(size);
  const tail = (Math.exp(-z * z - 0.5625) * Math.exp((z - size) * (z + size) + share)) / size;
  return x > 0 ? tail : 2 - tail;
}

/** The number without its lower 32 bits, whose square is exact. @param {number} x */
function rounded(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** Chance that a standard normal number lies below a value. @param {number} value */
export function normalBelow(value) {
  return 0.5 * erfc(-value / Math.SQRT2);
}

const CENTRE = [3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3];
const CENTRE_BELOW = [1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3];
const SIDE = [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4];
const SIDE_BELOW = [1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9];
const END = [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7];
const END_BELOW = [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15];

/** Value below which a standard normal number lies with a chance in (0, 1): Wichura's AS 241. @param {number} share */
export function normalQuantile(share) {
  const q = share - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r)) * q;
  }
  const r = Math.sqrt(-Math.log(q <= 0 ? share : 1 - share));
  const x = r <= 5 ? polynomial(SIDE, r - 1.6) / polynomial(SIDE_BELOW, r - 1.6) : polynomial(END, r - 5) / polynomial(END_BELOW, r - 5);
  return q < 0 ? -x : x;
}

/** Share of Student's law above a value that is not negative, by a continued fraction. @param {number} t @param {number} freedom */
function studentAbove(t, freedom) {
  const [a, b, x] = [freedom / 2, 0.5, freedom / (freedom + t * t)];
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (t === 0) return 0.5;
  const whole = x < (a + 1) / (a + b + 2) ? (front * fraction(a, b, x)) / a : 1 - (front * fraction(b, a, 1 - x)) / b;
  return whole / 2;
}

/** Lentz's continued fraction of the incomplete beta function. @param {number} a @param {number} b @param {number} x */
function fraction(a, b, x) {
  const least = 1e-300;
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1) || least)];
  let found = d;
  for (let m = 1; m < 500; m++) {
    let step = 1;
    for (const each of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / (1 + each * d || least);
      c = 1 + each / c || least;
      step = c * d;
      found *= step;
    }
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return found;
}

const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

/** Logarithm of the gamma function above 0.5. @param {number} x */
function logGamma(x) {
  const sum = LANCZOS.reduce((total, each, place) => (place ? total + each / (x - 1 + place) : each), 0);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Value below which a number of Student's law lies with a chance above a half. @param {number} freedom @param {number} share */
export function studentQuantile(freedom, share) {
  let [low, high] = [0, 1];
  while (studentAbove(high, freedom) > 1 - share) [low, high] = [high, 2 * high];
  for (let turn = 0; turn < 200 && high - low > 1e-15 * high; turn++) {
    const middle = (low + high) / 2;
    if (studentAbove(middle, freedom) > 1 - share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
