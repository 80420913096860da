"""What a month cannot cost less than, and where the rest goes.

The floor is what the model's own draws, powers and exponentials, and one reading and writing of a run's whole state, cost
when they are run alone, in loops with nothing else in them. How many there are is counted in the same rules, uncompiled.
"""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numba
import numpy as np

from benchmarks.rates import SCENARIO, STANCE
from benchmarks.territories import of_size
from benchmarks.timing import interleaved
from simul_agir import Scenario
from simul_agir.engine.layout import WIDTH
from simul_agir.simulation import Batch

ACTORS = 60
RUNS = 64
BLOCKS = 4096  # of draws, in one turn of the floor
MECHANISMS = ("encounters", "actions", "aid", "learning", "wearing", "engagement", "shocks", "turnover")
# What is counted each time that a rule is called: blocks of four draws, powers, exponentials.
COUNTED = {
    "uniforms": ("draws", lambda *_: 1),
    "_draw_eight": ("draws", lambda *_: WIDTH),
    "power": ("powers", lambda _, exponent: int(exponent != 1.0)),
    "taught": ("exponentials", lambda _, dose: np.size(dose)),
}
ROOT = Path(__file__).parents[1]
COUNT = "from benchmarks.floor import count; print(*count())"


def territory() -> Scenario:
    """The territory that is lived."""
    return of_size(Scenario.load(SCENARIO), ACTORS)


def count() -> tuple[float, float, float]:
    """Blocks of four draws, powers, and exponentials, of an actor-month. Only with the compiler off."""
    made: Counter[str] = Counter()
    modules = [
        module
        for name, module in sys.modules.items()
        if name.startswith(("simul_agir.model.", "simul_agir.engine."))
    ]
    for name in COUNTED:
        home = next(
            module
            for module in modules
            if getattr(vars(module).get(name), "__module__", "") == module.__name__
        )
        rule = vars(home)[name]

        def counted(*given: object, rule: object = rule, name: str = name) -> object:
            kind, number = COUNTED[name]
            made[kind] += number(*given)
            return rule(*given)  # type: ignore[operator]

        for module in modules:
            if vars(module).get(name) is rule:
                setattr(module, name, counted)
    place = replace(territory(), months=12)
    Batch.begin(place, STANCE, 1, 1).run_until(12)
    months = ACTORS * (place.warm_up + place.months)
    return made["draws"] / months, made["powers"] / months, made["exponentials"] / months


@numba.njit(error_model="numpy")
def _draw(first: int, words: "np.ndarray") -> None:
    """Philox 4x32-10 for as many counters as `words` (4, n) has columns."""
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    for i in range(words.shape[1]):
        x0, x1, x2, x3 = np.uint64(first + i), np.uint64(1), np.uint64(2), np.uint64(3)
        k0, k1 = np.uint64(7), np.uint64(9)
        for _ in range(10):
            p0, p1 = np.uint64(0xD2511F53) * x0, np.uint64(0xCD9E8D57) * x2
            x0, x1, x2, x3 = (p1 >> shift) ^ x1 ^ k0, p1 & low, (p0 >> shift) ^ x3 ^ k1, p0 & low
            k0, k1 = (k0 + np.uint64(0x9E3779B9)) & low, (k1 + np.uint64(0xBB67AE85)) & low
        words[0, i], words[1, i], words[2, i], words[3, i] = x0, x1, x2, x3


@numba.njit(error_model="numpy")
def _raise(bases: "np.ndarray", power: float) -> float:
    total = 0.0
    for i in range(bases.shape[0]):
        total += bases[i] ** power
    return total


@numba.njit(error_model="numpy")
def _decay(doses: "np.ndarray") -> float:
    total = 0.0
    for i in range(doses.shape[0]):
        total += np.exp(-doses[i])
    return total


@numba.njit(error_model="numpy")
def _touch(state: "np.ndarray") -> None:
    for i in range(state.shape[0]):
        state[i] = state[i] * 0.999


def floor() -> None:
    """The floor, and how many times as much an actor-month costs; then what each mechanism costs."""
    told = subprocess.run(
        [sys.executable, "-c", COUNT],
        check=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout
    draws, powers, exponentials = (float(word) for word in told.split())
    place = territory()
    bytes_of_run = _bytes_of_run(place)
    words, bases = np.zeros((4, BLOCKS), np.uint32), np.linspace(0.1, 0.9, BLOCKS)
    state = np.ones(bytes_of_run // 8)
    medians = interleaved(
        {
            "draws": lambda: [_draw(each, words) for each in range(50)],
            "powers": lambda: [_raise(bases, 1.5 + each) for each in range(50)],
            "exponentials": lambda: [_decay(bases) for _ in range(50)],
            "memory": lambda: [_touch(state) for _ in range(2000)],
            "whole": lambda: Batch.begin(place, STANCE, RUNS, 1).run_until(place.months),
        }
    )
    parts = {
        f"{draws:.2f} blocks of draws": medians["draws"] / (50 * BLOCKS) * draws,
        f"{powers:.2f} powers": medians["powers"] / (50 * BLOCKS) * powers,
        f"{exponentials:.2f} exponentials": medians["exponentials"] / (50 * BLOCKS) * exponentials,
        f"{bytes_of_run / ACTORS:.0f} bytes read and written": medians["memory"] / 2000 / ACTORS,
    }
    whole = medians["whole"] / (RUNS * ACTORS * (place.warm_up + place.months))
    least = sum(parts.values())
    print(f"Floor of an actor-month, one thread, {ACTORS} actors under {STANCE}:")
    for name, cost in parts.items():
        print(f"  {name:34s} {cost * 1e9:6.1f} ns")
    print(
        f"  together {least * 1e9:.1f} ns; the whole {whole * 1e9:.0f} ns, {whole / least:.1f} times as much"
    )
    _where(place, whole)


def _bytes_of_run(place: Scenario) -> int:
    state = Batch.begin(place, STANCE, 1, 1).state
    return sum(array.nbytes for array in state.arrays().values())


def _where(place: Scenario, whole: float) -> None:
    """What an actor-month costs less when a mechanism is switched off, and with it what follows from it."""
    off = {name: replace(place, mechanisms={**place.mechanisms, name: False}) for name in MECHANISMS}
    medians = interleaved(
        {
            name: lambda each=each: Batch.begin(each, STANCE, RUNS // 4, 1).run_until(each.months)  # type: ignore[misc]
            for name, each in {
                **off,
                "nothing": replace(place, mechanisms=dict.fromkeys(MECHANISMS, False)),
            }.items()
        }
    )
    months = RUNS // 4 * ACTORS * (place.warm_up + place.months)
    print("  Switched off, with what follows from it, an actor-month costs less by:")
    for name in MECHANISMS:
        print(f"    {name:32s} {(whole - medians[name] / months) * 1e9:6.0f} ns")
    print(
        f"    {'all of them, which leaves':32s} {medians['nothing'] / months * 1e9:6.0f} ns: the ladder and the measures"
    )
