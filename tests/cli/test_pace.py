"""How far a long work is, and when it will end, in words."""

import io
import re

import pytest

from simul_agir.cli.pace import Pace
from simul_agir.locale import words


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def told(steps: list[tuple[float, int]], lang: str = "en", total: int = 900) -> list[str]:
    clock, stream = Clock(), io.StringIO()
    with Pace(words(lang), 300, stream, clock) as pace:
        for now, done in steps:
            clock.now = now
            pace(done, total)
    return stream.getvalue().splitlines()


def test_a_short_work_says_nothing() -> None:
    assert told([(0, 0), (2, 300), (5, 900)]) == []


def test_the_end_is_foreseen_from_this_sessions_pace() -> None:
    (line,) = told([(0, 600), (20, 700)])
    assert re.fullmatch(r"233 of 300 points \(78 %\); about 40 s to go, until [\d-]*\s?\d\d:\d\d", line)


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "20 of 300 points (7 %)"), ("fr", "20 points sur 300 (7\u00a0%)")]
)
def test_before_anything_is_lived_no_end_is_foreseen(lang: str, expected: str) -> None:
    assert told([(0, 60), (20, 60)], lang) == [expected]


def test_lines_come_less_and_less_often() -> None:
    lines = told([(float(second), second) for second in range(900)])
    assert 5 < len(lines) < 12


@pytest.mark.parametrize(
    ("total", "expected"),
    [(100, "80 s"), (900, "15 min"), (9000, "2 h"), (150_000, "42 h"), (900_000, "10 days")],
)
def test_durations_are_as_exact_as_a_guess_may_be(total: int, expected: str) -> None:
    (line,) = told([(0, 0), (20, 20)], total=total)
    assert f"about {expected} to go" in line
