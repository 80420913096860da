"""History matching: waves of points, each where the emulators of the last did not rule out, then the sets that remain.

Sources: Craig and others 1997; Vernon, Goldstein and Bower 2010 (implausibility, waves, emulators).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from simul_agir.lifeline import end_with_parent
from simul_agir.processors import processors
from simul_agir.study.design.points import Drawn
from simul_agir.validation.emulator import Emulator
from simul_agir.validation.matching_design import MatchingDesign
from simul_agir.validation.regimes import read_regimes, summary
from simul_agir.validation.sample import sample
from simul_agir.validation.targets import highest, implausibilities

Floats = NDArray[np.float64]
Report = Callable[[int, int, int], None]  # wave, points lived, points of the wave

CANDIDATES = 1 << 15  # places looked at by emulators at a time
BATCHES = 64  # of candidates at most
LEAST = 20  # sets without which the next-highest implausibility is taken
WORST = 3  # the third-highest is the last that is taken


@dataclass(frozen=True)
class _Task:
    """One point to simulate."""

    contracts: tuple[str, ...]
    parameters: Mapping[str, float]
    measures: tuple[str, ...]
    runs: int
    seed: int


def _simulated(task: _Task) -> tuple[list[float], list[list[float]]]:
    """The measures of a point over all its runs, and over each run of the contracts alone."""
    runs = {
        code: [read_regimes(code, task.parameters, task.seed, run) for run in range(task.runs)]
        for code in task.contracts
    }
    whole = summary(runs)
    alone = [summary({code: [each[place]] for code, each in runs.items()}) for place in range(task.runs)]
    return [whole[name] for name in task.measures], [[each[name] for name in task.measures] for each in alone]


@dataclass(frozen=True, eq=False)
class Wave:
    """Points of one wave. places (n, d) in the unit cube; values (n, targets); alone (n, runs, targets)."""

    number: int
    places: Floats
    values: Floats
    alone: Floats

    @property
    def luck(self) -> Floats:
        """Variance due to chance of each target's value, pooled over the points, (targets,); 0 with a single run."""
        runs = self.alone.shape[1]
        if runs < 2:
            return np.zeros(self.alone.shape[2])
        sound = np.asarray(np.isfinite(self.alone).all(axis=1))
        within = np.where(sound, np.where(sound[:, None], self.alone, 0.0).var(axis=1, ddof=1), 0.0)
        return np.asarray(within.sum(axis=0) / np.maximum(1, sound.sum(axis=0)) / runs)


@dataclass(frozen=True, eq=False)
class Matching:
    """The result of a matching. found (points, targets): implausibility of every point run, wave after wave.

    unmet: targets that no point meets, which rule nothing out. order: which highest implausibility decides; 1 unless
    too few sets were left. accepted: positions of the points that remain; chosen: those of them kept as sets.
    """

    design: MatchingDesign
    seed: int
    waves: tuple[Wave, ...]
    found: Floats
    unmet: tuple[str, ...]
    order: int
    accepted: tuple[int, ...]
    chosen: tuple[int, ...]

    @property
    def places(self) -> Floats:
        """(points, d), wave after wave."""
        return np.concatenate([wave.places for wave in self.waves])

    @property
    def values(self) -> Floats:
        """(points, targets), wave after wave."""
        return np.concatenate([wave.values for wave in self.waves])

    def parameters(self, point: int) -> dict[str, float]:
        """What a point sets."""
        return parameters_at(self.design, self.places[point])


def parameters_at(design: MatchingDesign, place: Floats) -> dict[str, float]:
    """The parameters at a place of the unit cube, six digits each: as they are written down."""
    return {
        name: float(f"{factor.at(float(each)):.6g}")
        for name, factor, each in zip(design.names, design.factors, place, strict=True)
    }


def match(
    design: MatchingDesign, seed: int = 1, jobs: int | None = None, report: Report | None = None
) -> Matching:
    """All waves, then what remains. The same for the same design and seed, whatever `jobs` (processes)."""
    contracts = sample(design.contracts, seed)
    waves: list[Wave] = []
    ruled: list[list[Emulator | None]] = []
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs or processors(), mp_context=context, initializer=end_with_parent) as pool:
        for number, count in enumerate(design.waves, start=1):
            places = _places(design, count, seed + number - 1, ruled)
            tasks = tasks_at(design, places, contracts, seed)
            waves.append(_wave(number, places, pool.map(_simulated, tasks, chunksize=4), report))
            ruled.append(_emulators(design, waves, ruled))
    return remaining(design, seed, waves)


def tasks_at(design: MatchingDesign, places: Floats, contracts: Sequence[str], seed: int) -> list[_Task]:
    """The points at some places."""
    names = tuple(target.measure for target in design.targets)
    return [_Task(tuple(contracts), parameters_at(design, each), names, design.runs, seed) for each in places]


def run_sets(
    design: MatchingDesign,
    sets: Sequence[Mapping[str, float]],
    contracts: Sequence[str],
    seed: int,
    jobs: int | None = None,
) -> Floats:
    """The targets' measures under some sets on some contracts, (sets, targets)."""
    names = tuple(target.measure for target in design.targets)
    tasks = [_Task(tuple(contracts), each, names, design.runs, seed) for each in sets]
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs or processors(), mp_context=context, initializer=end_with_parent) as pool:
        return np.array([values for values, _ in pool.map(_simulated, tasks)])


def _wave(
    number: int,
    places: Floats,
    simulated: Iterable[tuple[list[float], list[list[float]]]],
    report: Report | None,
) -> Wave:
    values, alone = [], []
    for done, (whole, each) in enumerate(simulated, start=1):
        values.append(whole)
        alone.append(each)
        if report:
            report(number, done, len(places))
    return Wave(number, places, np.array(values), np.array(alone))


def _places(
    design: MatchingDesign, count: int, seed: int, ruled: Sequence[Sequence[Emulator | None]]
) -> Floats:
    """The first `count` places of a Sobol' sequence that no earlier wave's emulators rule out; fewer if there are so few."""
    if not ruled:
        return Drawn("sobol", design.factors, count, seed).laid.places
    kept: list[Floats] = []
    for batch in range(BATCHES):
        places = Drawn("sobol", design.factors, CANDIDATES, seed * 1000 + batch).laid.places
        kept.append(places[_possible(design, places, ruled)])
        if sum(map(len, kept)) >= count:
            break
    return np.concatenate(kept)[:count]


def _possible(
    design: MatchingDesign, places: Floats, ruled: Sequence[Sequence[Emulator | None]]
) -> NDArray[np.bool_]:
    """Whether emulators leave each place possible, (n,)."""
    possible = np.ones(len(places), bool)
    for emulators in ruled:
        for target, emulator in zip(design.targets, emulators, strict=True):
            if emulator is not None:
                found = target.implausibility(emulator.at(places), emulator.variance)
                possible &= found <= design.cutoff
    return possible


def _emulators(
    design: MatchingDesign, waves: Sequence[Wave], ruled: Sequence[Sequence[Emulator | None]]
) -> list[Emulator | None]:
    """An emulator for each target that some point meets, fitted where earlier ones leave it possible."""
    places = np.concatenate([wave.places for wave in waves])
    values = np.concatenate([wave.values for wave in waves])
    inside = _possible(design, places, ruled) if ruled else np.ones(len(places), bool)
    met = np.asarray((_found(design, waves) <= design.cutoff).any(axis=0))
    return [
        Emulator.of(places[inside], values[inside, column]) if met[column] else None
        for column in range(len(design.targets))
    ]


def _found(design: MatchingDesign, waves: Sequence[Wave]) -> Floats:
    """Implausibility of every point run, by the chance variance of its own wave."""
    return np.concatenate([implausibilities(design.targets, wave.values, wave.luck) for wave in waves])


def remaining(design: MatchingDesign, seed: int, waves: Sequence[Wave]) -> Matching:
    """The points that are not implausible, and `sets` of them, evenly over their order."""
    found = _found(design, waves)
    met = np.asarray((found <= design.cutoff).any(axis=0))
    accepted: list[int] = []
    order = 0
    while order < WORST and len(accepted) < LEAST:
        order += 1
        accepted = np.flatnonzero(highest(found[:, met], order) <= design.cutoff).tolist()
    count = min(design.sets, len(accepted))
    chosen = [accepted[len(accepted) * place // count] for place in range(count)]
    unmet = tuple(target.measure for target, some in zip(design.targets, met, strict=True) if not some)
    return Matching(design, seed, tuple(waves), found, unmet, order, tuple(accepted), tuple(chosen))
