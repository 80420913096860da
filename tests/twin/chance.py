"""Draws that belong to decisions (section 7.0): Philox 4x32-10 in plain Python, or the model's own generator instead."""

from random import Random

Draws = tuple[float, float, float, float]

_LOW = 0xFFFFFFFF
_GOLDEN = 0x9E3779B9
_SCALE = 2.0**-32


class Philox:
    """The draws of one replicate; `month` is the one under way, counted from the start of the warm-up."""

    def __init__(self, seed: int, replicate: int) -> None:
        self.month = 0
        self._keys = [
            ((seed + turn * 0x9E3779B9) & _LOW, (replicate + turn * 0xBB67AE85) & _LOW) for turn in range(10)
        ]

    def draws(self, purpose: int, actor: int = 0, other: int = 0, month: int | None = None) -> Draws:
        """u0 to u3 of one decision."""
        x0, x1, x2, x3 = actor, other, self.month if month is None else month, purpose
        for k0, k1 in self._keys:
            p0 = 0xD2511F53 * x0
            p1 = 0xCD9E8D57 * x2
            x0, x1, x2, x3 = p1 >> 32 ^ x1 ^ k0, p1 & _LOW, p0 >> 32 ^ x3 ^ k1, p0 & _LOW
        return (x0 + 0.5) * _SCALE, (x1 + 0.5) * _SCALE, (x2 + 0.5) * _SCALE, (x3 + 0.5) * _SCALE


def mixed(word: int) -> int:
    """A word of 32 bits from another."""
    word ^= word >> 16
    word = word * 0x7FEB352D & _LOW
    word ^= word >> 15
    word = word * 0x846CA68B & _LOW
    return word ^ word >> 16


def word_in(word: int, channel: int) -> int:
    """The word of a channel of a word."""
    return mixed(word + channel * _GOLDEN & _LOW)


def draw_in(word: int, channel: int) -> float:
    """The draw of a channel of a word."""
    return opened(word_in(word, channel))


def word_with(word: int, place: int) -> int:
    """The word of a word with an actor."""
    return mixed(word ^ place * _GOLDEN & _LOW)


def opened(word: int) -> float:
    """A word as a draw."""
    return (word + 0.5) * _SCALE


def word_of(draw: float) -> int:
    """The word of which a draw was made."""
    return int(draw * 2.0**32)


class Stream:
    """Draws one after the other from a generator, as most models of agents take them: quicker, and common to no two arms."""

    def __init__(self, generator: Random) -> None:
        self.month = 0
        self._next = generator.random

    def draws(self, purpose: int, actor: int = 0, other: int = 0, month: int | None = None) -> Draws:
        """Four draws."""
        draw = self._next
        return draw(), draw(), draw(), draw()
