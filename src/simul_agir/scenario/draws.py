"""Random numbers for landscapes: each draw depends on an actor's id and a purpose, not on a position in a stream.

Only uniforms are taken from the generator; distributions are computed here, so that no new version of numpy changes a
landscape.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import normal

Floats = NDArray[np.float64]
_WORD = 0xFFFFFFFFFFFFFFFF
DIGITS = 6  # decimals of drawn values, so that the last bit of a library's logarithm changes no hash


def key(seed: int, purpose: str, name: str) -> int:
    """A 128-bit key for one purpose of one actor."""
    label = f"{seed}\x00{purpose}\x00{name}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(label, digest_size=16).digest(), "little")


def uniforms(seed: int, purpose: str, name: str, count: int) -> Floats:
    """`count` uniforms in [0, 1) that depend only on seed, purpose and name."""
    row: Floats = table(seed, purpose, (name,), count)[0]
    return row


def table(seed: int, purpose: str, names: tuple[str, ...], count: int) -> Floats:
    """Uniforms, (len(names), count), one row per name, from a Philox generator with the name's key.

    One generator is restarted with each key; a new generator per name would take five times as long.
    """
    rows = np.empty((len(names), count))
    philox = np.random.Philox(0)
    generator, state = np.random.Generator(philox), philox.state
    for position, name in enumerate(names):
        long = key(seed, purpose, name)
        state["state"]["key"][:] = long & _WORD, long >> 64
        philox.state = state
        generator.random(out=rows[position])
    return rows


def truncated_normal(
    uniform: ArrayLike, mean: ArrayLike, spread: ArrayLike, low: float, high: float
) -> Floats:
    """Normal(mean, spread) truncated to [low, high], by inversion. Spread 0 gives the mean."""
    share, middle, width = np.broadcast_arrays(
        np.asarray(uniform, float), np.asarray(mean, float), np.asarray(spread, float)
    )
    scale = np.maximum(width, 1e-12)
    bottom, top = normal.below((low - middle) / scale), normal.below((high - middle) / scale)
    drawn = middle + scale * normal.quantile(np.clip(bottom + share * (top - bottom), 1e-15, 1.0 - 1e-15))
    kept = np.clip(np.where(width > 0, drawn, middle), low, high)
    return np.asarray(np.round(kept, DIGITS))


def lognormal(uniform: ArrayLike, median: ArrayLike, spread: ArrayLike, high: float) -> Floats:
    """Lognormal with this `median`, `spread` being the standard deviation of the logarithm, within [0, high]."""
    share = np.clip(np.asarray(uniform, float), 1e-12, 1.0 - 1e-12)
    drawn = np.asarray(median, float) * np.exp(np.asarray(spread, float) * normal.quantile(share))
    return np.asarray(np.round(np.clip(drawn, 0.0, high), 4))


def actor_keys(seed: int, purpose: str, names: tuple[str, ...]) -> NDArray[np.uint64]:
    """64-bit keys of actors, (N,), to be combined in pairs."""
    return np.array([key(seed, purpose, name) & _WORD for name in names], dtype=np.uint64)


def pair_uniforms(first: NDArray[np.uint64], second: NDArray[np.uint64], purpose: int) -> Floats:
    """Uniforms for ordered pairs of keys: the SplitMix64 finaliser over both (Steele, Lea & Flood 2014)."""
    with np.errstate(over="ignore"):
        state = _mix(first + np.uint64(0x9E3779B97F4A7C15) * np.uint64(purpose + 1))
        state = _mix(state ^ (second + np.uint64(0x9E3779B97F4A7C15)))
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mix(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(state ^ (state >> np.uint64(31)), dtype=np.uint64)
