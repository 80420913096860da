"""Histograms of an ensemble say what the ensemble says, in memory that does not grow with the runs."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir import Scenario
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.simulation import Ensemble, Histograms, HistogramsError, simulate_arms, simulate_histograms
from simul_agir.simulation.histograms import joined_spans
from simul_agir.stances import StanceError
from stances.example_stances import Calming
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=10, warm_up=4, seed=3)
ARMS = ("none", "residents", "mixed", "diagnosed")
RUNS = 24


@pytest.fixture(scope="module")
def counted() -> Histograms:
    return simulate_histograms(PLACE, ARMS, RUNS, seed=4, jobs=1, batch=RUNS)


@pytest.fixture(scope="module")
def lived() -> dict[str, Ensemble]:
    return simulate_arms(PLACE, ARMS, RUNS, seed=4)


@pytest.mark.parametrize(("jobs", "batch"), [(1, 1), (2, 5), (3, None), (None, 70)])
def test_the_same_bits_whatever_the_threads_and_the_batches(
    counted: Histograms, jobs: int | None, batch: int | None
) -> None:
    assert simulate_histograms(PLACE, ARMS, RUNS, seed=4, jobs=jobs, batch=batch).same_as(counted)


@settings(max_examples=8, deadline=None)
@given(some.lists(some.integers(1, RUNS - 1), unique=True, max_size=4), some.randoms())
def test_parts_merge_into_the_whole_in_any_order(cuts: list[int], chance: object) -> None:
    bounds = [0, *sorted(cuts), RUNS]
    parts = [
        simulate_histograms(PLACE, ("none", "residents"), high - low, seed=4, first=low)
        for low, high in pairwise(bounds)
    ]
    whole = simulate_histograms(PLACE, ("none", "residents"), RUNS, seed=4)
    chance.shuffle(parts)  # type: ignore[attr-defined]
    assert parts[0].merge(*parts[1:]).same_as(whole)
    halves = [parts[0].merge(*parts[1 : len(parts) // 2]), *parts[max(1, len(parts) // 2) :]]
    assert halves[-1].merge(*halves[:-1]).same_as(whole)


def test_quantiles_and_means_are_the_ensembles(counted: Histograms, lived: dict[str, Ensemble]) -> None:
    levels = (0.0, 0.1, 0.5, 0.9, 1.0)
    for stance, ensemble in lived.items():
        tally = counted.of(stance)
        for name in INDICATORS:
            values = ensemble.of(name)
            width = max(map(tally.grid_of(name).width_at, values.ravel()))
            off = np.abs(tally.quantiles(name, levels) - np.quantile(values, levels, axis=0))
            assert off.max() <= width + 1e-9, name
            assert tally.mean(name) == pytest.approx(
                values.mean(axis=0), rel=1e-12, abs=tally.grid_of(name).fine
            )


def test_needs_and_bottlenecks_are_the_ensembles(counted: Histograms, lived: dict[str, Ensemble]) -> None:
    for stance, ensemble in lived.items():
        for k, domain in enumerate(PLACE.domains):
            found = counted.of(stance).mean(f"need.{domain}")
            assert found == pytest.approx(ensemble.needs[:, :, k].mean(axis=0), abs=1e-12)
        for c, criterion in enumerate(CRITERIA):
            held = counted.at_end(stance).mean(criterion)[0]
            assert held == pytest.approx(ensemble.bottlenecks[:, c].mean(), abs=1e-12)


@pytest.mark.parametrize("outcome", ["index", "area"])
def test_differences_are_paired(counted: Histograms, lived: dict[str, Ensemble], outcome: str) -> None:
    def read(stance: str) -> np.ndarray:
        index = lived[stance].of("index")
        return index[:, -1] if outcome == "index" else index[:, 1:].mean(axis=1)

    for a, b in (("residents", "none"), ("none", "residents"), ("mixed", "residents")):
        gaps, found = read(a) - read(b), counted.difference(a, b, outcome)
        assert found.mean == pytest.approx(gaps.mean(), abs=1e-12)
        assert found.deviation == pytest.approx(gaps.std(ddof=1), abs=1 / 256)
        assert found.probability == pytest.approx(np.mean(gaps > 0) + 0.5 * np.mean(gaps == 0))
        levels = (0.0, 0.25, 0.5, 1.0)
        assert np.abs(found.quantiles(levels) - np.quantile(gaps, levels)).max() <= 1 / 256 + 1e-12


def test_a_difference_from_the_other_side_is_the_opposite(counted: Histograms) -> None:
    there, back = (counted.difference(*pair) for pair in (("mixed", "none"), ("none", "mixed")))
    assert (there.mean, there.deviation) == (-back.mean, back.deviation)
    assert there.probability + back.probability == 1
    assert there.quantiles((0.1, 0.9)) == pytest.approx(-back.quantiles((0.9, 0.1)))


def test_one_stance_needs_no_name() -> None:
    alone = simulate_histograms(PLACE, "residents", 5, seed=4)
    assert alone.of() is alone.of("residents")
    assert alone.stances == ("residents",)
    assert len(alone.gaps.counts) == 0
    own = simulate_histograms(PLACE, Calming(), 2, seed=4)
    assert own.stances == ("calms_down",)


def test_a_stance_a_pair_or_an_outcome_that_there_is_not_is_refused(counted: Histograms) -> None:
    for wrong in (("none", "none"), ("none", "money"), ("none", "mixed", "happiness")):
        with pytest.raises(KeyError):
            counted.difference(*wrong)
    with pytest.raises(KeyError):
        counted.of("money")
    with pytest.raises(StanceError):
        simulate_histograms(PLACE, "nothing", 2)


def test_runs_are_never_counted_twice(counted: Histograms) -> None:
    again = simulate_histograms(PLACE, ARMS, 1, seed=4, first=RUNS - 1)
    with pytest.raises(HistogramsError, match="already"):
        counted.merge(again)
    assert counted.runs == RUNS


@pytest.mark.parametrize(
    ("place", "arms", "seed"),
    [(PLACE, ARMS, 5), (PLACE, ARMS[:2], 4), (scenario(actors=9, domains=5, months=10, warm_up=5), ARMS, 4)],
)
def test_runs_of_something_else_are_refused(
    counted: Histograms, place: Scenario, arms: tuple[str, ...], seed: int
) -> None:
    with pytest.raises(HistogramsError, match="is not"):
        counted.merge(simulate_histograms(place, arms, 1, seed=seed, first=RUNS))


def test_spans_join_where_they_touch() -> None:
    assert joined_spans([(5, 9), (0, 2), (2, 5), (12, 13), (10, 10)]) == ((0, 9), (12, 13))
    with pytest.raises(HistogramsError, match=r"3\.\.4"):
        joined_spans([(0, 5), (3, 9)])


def test_an_interruption_stops_the_work() -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_histograms(PLACE, ARMS, 40, jobs=2, batch=1, progress=interrupt)


def test_a_loaded_part_merges_like_any_other(counted: Histograms, tmp_path: Path) -> None:
    parts = [simulate_histograms(PLACE, ARMS, 12, seed=4, first=first) for first in (0, 12)]
    parts[0].save(tmp_path / "part")
    assert parts[1].merge(Histograms.load(tmp_path / "part")).same_as(counted)


PEAK = """
from pathlib import Path
from simul_agir import Scenario
from simul_agir.simulation import simulate_histograms
place = Scenario.load("classroom")
for runs in (100, {runs}):
    simulate_histograms(place, ("none", "residents"), runs, jobs=2)
    status = Path("/proc/self/status").read_text().split()
    print(int(status[status.index("VmHWM:") + 1]) // 1024)
"""


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no such account of memory elsewhere")


def peaks(runs: int) -> tuple[int, int]:
    """Peak memory before and after so many runs of two arms, MiB."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK.format(runs=runs)], check=True, capture_output=True, text=True
    )
    before, after = done.stdout.split()
    return int(before), int(after)


@LINUX
def test_memory_does_not_grow_with_the_runs() -> None:
    before, after = peaks(2000)
    assert after - before < 60  # kept as trajectories they would take 90 MiB
    assert after < 512


@pytest.mark.slow
@LINUX
def test_a_hundred_thousand_runs_of_two_arms_fit_in_512_mib() -> None:
    assert peaks(100_000)[1] < 512
