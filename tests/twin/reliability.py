"""How reliably a person delivers (7.1)."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace


def drawn_reliability(p: SimpleNamespace, luck: Callable[[int], tuple[float, ...]]) -> float:
    """From a beta distribution of the mean and spread given, or the mean; `luck(n)`: draws of trial n."""
    mean = p.reliability_mean
    if not p.reliability:
        return mean
    evidence = mean * (1.0 - mean) / p.reliability_spread**2 - 1.0
    return beta(mean * evidence, (1.0 - mean) * evidence, luck)


def beta(a: float, b: float, luck: Callable[[int], tuple[float, ...]]) -> float:
    """By trials: under the curve of the density where it has a mode, else by powers (Johnk 1964)."""
    trial = 0
    while True:
        u, v, _, _ = luck(trial)
        trial += 1
        if a > 1 and b > 1:
            mode = (a - 1) / (a + b - 2)
            if v <= (u / mode) ** (a - 1) * ((1 - u) / (1 - mode)) ** (b - 1):
                return u
        else:
            x, y = u ** (1 / a), v ** (1 / b)
            if x + y <= 1:
                return x / (x + y)
