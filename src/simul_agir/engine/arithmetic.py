"""Exponential, logarithm, power and normal quantile with the same bits on every machine and in a browser.

The C library's functions differ between machines in the last digit, and NumPy's between versions. These functions use
only + - x /, square roots and integer operations, which every processor rounds alike; no multiplication is fused with an
addition. Each takes one number, eight at a time (lowering), or an array if the compiler is off. Their names are unusual
so that no compiler replaces them by its own versions.

Sources: fdlibm (Sun Microsystems 1993: e_exp.c, e_log.c, e_pow.c), with its polynomials and splits, and selections in
place of jumps; Wichura 1988, algorithm AS 241 (PPND16), for the normal quantile.
"""

from typing import Any, Final

import numpy as np

from simul_agir.engine.actors import where
from simul_agir.engine.rule import compiled, is_compiling

Number = Any  # one number, or eight

_INFINITE: Final = float("inf")
_UNKNOWN: Final = float("nan")
_WHOLE: Final = 1.5 * 2.0**52  # added to a number below 2**51, it rounds it to an integer, in the lowest bits
_LARGE: Final = 2.0**52
_BIAS: Final = 1023.0
_LEAST_NORMAL: Final = 2.0**-1022
_LIFT: Final = 2.0**54  # factor that turns every subnormal number into a normal one
_LIFTED: Final = 54.0
_LN2_HIGH: Final = 6.93147180369123816490e-01  # its product with an integer exponent is exact
_LN2_LOW: Final = 1.90821492927058770002e-10
_PER_LN2: Final = 1.44269504088896338700e00
_ROOT_2: Final = 1.41421356237309504880e00
_BEYOND: Final = 800.0  # e to this power is larger than any number
# r (e**r + 1) / (e**r - 1) = 2 + P0 r**2 + P1 r**4 ...
_P: Final = (
    *(1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05),
    *(-1.65339022054652515390e-06, 4.13813679705723846039e-08),
)
# log((1 + s) / (1 - s)) = 2 s + s (G0 s**2 + G1 s**4 ...)
_G: Final = (
    *(6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01),
    *(1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01),
)
# log((1 + s) / (1 - s)) x 3 / 2 = s (3 + s**2 + L0 s**4 ...)
_L: Final = (
    *(5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01),
    *(2.72728123808534006489e-01, 2.30660745775561754067e-01, 2.06975017800338417784e-01),
)
_ROOT_1_5: Final = 1.22474487139158904910e00
_ROOT_3: Final = 1.73205080756887729353e00
_CENTRE_HIGH: Final = 5.84962487220764160156e-01  # log2(1.5), in two parts
_CENTRE_LOW: Final = 1.35003920212974897128e-08
_CP: Final = 9.61796693925975554329e-01  # 2 / (3 log 2), and in two parts
_CP_HIGH: Final = 9.61796700954437255859e-01
_CP_LOW: Final = -7.02846165095275826516e-09
_LN2: Final = 6.93147180559945286227e-01  # and in two parts, the first of few bits
_LN2_COARSE: Final = 6.93147182464599609375e-01
_LN2_REST: Final = -1.90465429995776804525e-09
_MOST_EXPONENT: Final = 2.0**64  # beyond this exponent results are only 0, 1 and infinity
_MOST_DOUBLINGS: Final = 1100.0
# The normal law by shares of a half: AS 241, the highest power first.
_MIDDLE_TOP: Final = (
    *(2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4),
    *(1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
)
_MIDDLE_BOTTOM: Final = (
    *(5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4),
    *(5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
)
_SHOULDER_TOP: Final = (
    *(
        7.74545014278341407640e-4,
        2.27238449892691845833e-2,
        2.41780725177450611770e-1,
        1.27045825245236838258e0,
    ),
    *(3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
)
_SHOULDER_BOTTOM: Final = (
    *(
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        1.51986665636164571966e-2,
        1.48103976427480074590e-1,
    ),
    *(6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0),
)
_TAIL_TOP: Final = (
    *(
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        1.24266094738807843860e-3,
        2.65321895265761230930e-2,
    ),
    *(
        2.96560571828504891230e-1,
        1.78482653991729133580e0,
        5.46378491116411436990e0,
        6.65790464350110377720e0,
    ),
)
_TAIL_BOTTOM: Final = (
    *(
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
    ),
    *(1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)
_SHARE: Final = 0.425  # distance from 1/2 within which the central formula holds
_FAR: Final = 5.0  # sqrt(-log(tail probability)) from which the tail formula holds


def _bits(value: Any) -> Any:
    return np.asarray(value, np.float64).view(np.uint64)


def _double(bits: Any) -> Any:
    return bits.view(np.float64)[()]


def _shifted_in(value: Any) -> Any:
    return _double(_bits(value) + np.uint64(1023) << np.uint64(52))


def _exponent_in(value: Any) -> Any:
    return _double(_bits(value) >> np.uint64(52) | _bits(_LARGE))


def _fraction_of(value: Any) -> Any:
    return _double(_bits(value) & np.uint64(2**52 - 1) | _bits(1.0))


def _coarse(value: Any) -> Any:
    return _double(_bits(value) & np.uint64(0xFFFFFFFF00000000))


# Operations on the bits of a number: 2**n, given n + 1.5 * 2**52; 2**52 + exponent + 1023; the mantissa, in
# [1, 2); the number with its lowest 32 bits zero.
shifted_in: Any = _shifted_in
exponent_in: Any = _exponent_in
fraction_of: Any = _fraction_of
coarse: Any = _coarse
square_root: Any = np.sqrt
if is_compiling():
    from simul_agir.engine.lowering import arithmetic_llvm

    shifted_in, exponent_in = arithmetic_llvm.shifted_in, arithmetic_llvm.exponent_in
    fraction_of, coarse = arithmetic_llvm.fraction_of, arithmetic_llvm.coarse
    square_root = arithmetic_llvm.square_root


@compiled
def _whole(value: Number) -> Number:
    """The nearest integer of a number below 2**51; ties go to the even one."""
    return (value + _WHOLE) - _WHOLE


@compiled
def _scaled(value: Number, power: Number) -> Number:
    """value x 2**power, rounded once, for an integer power in -2040..2040 and a value near 1."""
    half = _whole(power * 0.5)
    return value * shifted_in(half + _WHOLE) * shifted_in((power - half) + _WHOLE)


@compiled
def _kept_within(value: Number, most: float) -> Number:
    """A number clipped to -most..most; NaN becomes most."""
    value = where(value < most, value, most)
    return where(value > -most, value, -most)


@compiled
def _curved(z: Number) -> Number:
    """z - z * z / 6 ..., the series c with e**z = 1 + z + z c / (2 - c)."""
    t = z * z
    return z - t * (_P[0] + t * (_P[1] + t * (_P[2] + t * (_P[3] + t * _P[4]))))


@compiled
def agir_exp(x: Number) -> Number:
    """e**x, with an error below one unit in the last place; 0 or infinity beyond the range of doubles."""
    kept = _kept_within(x, _BEYOND)
    k = _whole(kept * _PER_LN2)
    high, low = kept - k * _LN2_HIGH, k * _LN2_LOW
    r = high - low
    c = _curved(r)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    return where(x != x, x, _scaled(y, k))


@compiled
def agir_log(x: Number) -> Number:
    """Natural logarithm, with an error below one unit in the last place; minus infinity at 0, NaN below."""
    small = x < _LEAST_NORMAL
    lifted = x * where(small, _LIFT, 1.0)
    m = fraction_of(lifted)
    k = (exponent_in(lifted) - _LARGE) - where(small, _BIAS + _LIFTED, _BIAS)
    above = m > _ROOT_2
    m, k = where(above, 0.5 * m, m), where(above, k + 1.0, k)
    f = m - 1.0
    square = 0.5 * f * f
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    odd = z * (_G[0] + w * (_G[2] + w * (_G[4] + w * _G[6])))
    even = w * (_G[1] + w * (_G[3] + w * _G[5]))
    y = k * _LN2_HIGH - ((square - (s * (square + (even + odd)) + k * _LN2_LOW)) - f)
    y = where(x < _INFINITE, y, x)  # the logarithm of infinity is infinity, that of NaN is NaN
    y = where(x == 0.0, -_INFINITE, y)
    return where(x < 0.0, _UNKNOWN, y)


@compiled
def _log_2(x: Number) -> tuple[Number, Number]:
    """Logarithm to base 2 of a positive number, as a sum of two parts; the first has at most 21 bits."""
    small = x < _LEAST_NORMAL
    lifted = x * where(small, _LIFT, 1.0)
    m = fraction_of(lifted)
    n = (exponent_in(lifted) - _LARGE) - where(small, _BIAS + _LIFTED, _BIAS)
    high, middle = m >= _ROOT_3, m >= _ROOT_1_5
    m, n = where(high, 0.5 * m, m), where(high, n + 1.0, n)
    centre = where(high, 1.0, where(middle, 1.5, 1.0))
    base_high = where(high, 0.0, where(middle, _CENTRE_HIGH, 0.0))
    base_low = where(high, 0.0, where(middle, _CENTRE_LOW, 0.0))
    # s = (m - centre) / (m + centre), in two parts
    u = m - centre
    v = 1.0 / (m + centre)
    s = u * v
    s_high = coarse(s)
    t_high = coarse(m + centre)
    t_low = m - (t_high - centre)
    s_low = v * ((u - s_high * t_high) - s_high * t_low)
    # log((1 + s) / (1 - s)) x 3 / 2 = s (3 + s**2 + r), in two parts
    z = s * s
    r = z * z * (_L[0] + z * (_L[1] + z * (_L[2] + z * (_L[3] + z * (_L[4] + z * _L[5])))))
    r = r + s_low * (s_high + s)
    z = s_high * s_high
    t_high = coarse(3.0 + z + r)
    t_low = r - ((t_high - 3.0) - z)
    u, v = s_high * t_high, s_low * t_high + t_low * s
    p_high = coarse(u + v)
    p_low = v - (p_high - u)
    # to base 2, with the logarithm of the centre and the exponent
    z_high, z_low = _CP_HIGH * p_high, _CP_LOW * p_high + p_low * _CP + base_low
    first = coarse(((z_high + z_low) + base_high) + n)
    return first, z_low - (((first - n) - base_high) - z_high)


@compiled
def agir_pow(x: Number, y: Number) -> Number:
    """x**y for x >= 0, with an error below one unit in the last place; NaN for x < 0. It is 1 for y = 0 and for x = 1."""
    kept = _kept_within(y, _MOST_EXPONENT)
    log_high, log_low = _log_2(x)
    y_high = coarse(kept)
    low = (kept - y_high) * log_high + kept * log_low
    high = y_high * log_high
    total = high + low
    beyond = (total > _MOST_DOUBLINGS) | (total < -_MOST_DOUBLINGS)
    high, low = where(beyond, _kept_within(total, _MOST_DOUBLINGS), high), where(beyond, 0.0, low)
    n = _whole(high)
    high = high - n
    # 2**(high + low) = e**(z + w)
    t = coarse(low + high)
    u, v = t * _LN2_COARSE, (low - (t - high)) * _LN2 + t * _LN2_REST
    z = u + v
    w = v - (z - u)
    c = _curved(z)
    power = _scaled(1.0 - (((z * c) / (c - 2.0) - (w + z * w)) - z), n)
    power = where(x == 0.0, where(y > 0.0, 0.0, _INFINITE), power)
    power = where(x == _INFINITE, where(y > 0.0, _INFINITE, 0.0), power)
    power = where((x != x) | (x < 0.0) | (y != y), _UNKNOWN, power)
    return where(y == 0.0, 1.0, power)


@compiled
def _polynomial(c: tuple[float, ...], r: Number) -> Number:
    """A polynomial with eight coefficients, the highest power first."""
    return ((((((c[0] * r + c[1]) * r + c[2]) * r + c[3]) * r + c[4]) * r + c[5]) * r + c[6]) * r + c[7]


@compiled
def agir_normal(u: Number) -> Number:
    """Standard normal quantile of a probability u, 0 < u < 1, with an error of a few units in the last place."""
    q = u - 0.5
    r = (_SHARE * _SHARE) - q * q
    middle = q * _polynomial(_MIDDLE_TOP, r) / _polynomial(_MIDDLE_BOTTOM, r)
    beyond = where(q < 0.0, u, 1.0 - u)
    far = square_root(0.0 - agir_log(where(beyond > 0.0, beyond, _UNKNOWN)))
    r = far - 1.6
    shoulder = _polynomial(_SHOULDER_TOP, r) / _polynomial(_SHOULDER_BOTTOM, r)
    r = far - _FAR
    tail = _polynomial(_TAIL_TOP, r) / _polynomial(_TAIL_BOTTOM, r)
    size = where(far <= _FAR, shoulder, tail)
    deviate = where((q <= _SHARE) & (q >= -_SHARE), middle, where(q < 0.0, 0.0 - size, size))
    return where((u > 0.0) & (u < 1.0), deviate, _UNKNOWN)
