"""A tally counts what numpy counts, and knows no order."""

from functools import reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from numpy.typing import NDArray

from simul_agir.simulation.grids import AMOUNT, COUNT, DIFFERENCE, LADDER, RATIO, SHARE, STAGE, Grid
from simul_agir.simulation.tally import Tally

Floats = NDArray[np.float64]
GRIDS = (SHARE, LADDER, STAGE, RATIO, COUNT, AMOUNT, DIFFERENCE)
SERIES = ("share", "ladder", "stage", "ratio", "count", "amount", "difference")
FEW = settings(max_examples=60, deadline=None)


def value_of(grid: Grid) -> some.SearchStrategy[float]:
    """Values on a grid, at its edges and, rarely, outside."""
    low, high = grid.low - 2.0, min(grid.high * 1.5, 3e5)
    if grid.whole:
        return some.integers(int(grid.low), int(high)).map(float)
    edges = [float(edge) for edge in grid.edges if edge <= high]
    return some.one_of(some.floats(low, high), some.sampled_from(edges))


RUN = some.tuples(*(value_of(grid) for grid in GRIDS))


def array_of(runs: list[tuple[float, ...]]) -> Floats:
    return np.array(runs, np.float64).reshape(len(runs), 1, len(SERIES))


def tally_of(runs: list[tuple[float, ...]]) -> Tally:
    tally = Tally.empty(SERIES, GRIDS, 1)
    tally.add(array_of(runs))
    return tally


def merged(*tallies: Tally) -> Tally:
    whole = Tally.empty(SERIES, GRIDS, 1)
    for tally in tallies:
        whole.merge(tally)
    return whole


@FEW
@given(some.lists(RUN, min_size=1, max_size=30))
def test_it_counts_what_numpy_counts(runs: list[tuple[float, ...]]) -> None:
    tally, values = tally_of(runs), array_of(runs)[:, 0]
    for place, (name, grid) in enumerate(zip(SERIES, GRIDS, strict=True)):
        counts = tally.counts_of(name)[0]
        assert np.array_equal(counts[1:-1], np.histogram(values[:, place], grid.edges)[0])
        assert counts[0] == np.count_nonzero(values[:, place] < grid.low)
        assert counts[-1] == np.count_nonzero(values[:, place] > grid.high)


@FEW
@given(some.lists(some.lists(RUN, max_size=8), min_size=1, max_size=6), some.randoms())
def test_merging_is_commutative_and_associative_bit_for_bit(
    parts: list[list[tuple[float, ...]]], chance: object
) -> None:
    together = tally_of([run for part in parts for run in part])
    tallies = [tally_of(part) for part in parts]
    in_order = merged(*tallies)
    chance.shuffle(tallies)  # type: ignore[attr-defined]
    assert merged(*tallies).same_as(in_order)
    assert reduce(merged, tallies).same_as(in_order)
    assert in_order.same_as(together)


@FEW
@given(some.lists(RUN, min_size=1, max_size=100), some.floats(0, 1))
def test_a_quantile_is_off_by_its_bin_at_most(runs: list[tuple[float, ...]], level: float) -> None:
    tally, values = tally_of(runs), np.sort(array_of(runs)[:, 0], axis=0)
    below = int(level * (len(runs) - 1))
    for place, (name, grid) in enumerate(zip(SERIES, GRIDS, strict=True)):
        mine = values[:, place]
        width = max(grid.width_at(mine[rank]) for rank in (below, min(below + 1, len(runs) - 1)))
        off = abs(tally.quantiles(name, [level])[0, 0] - np.quantile(mine, level))
        assert off <= width + 1e-12 * max(1.0, np.abs(mine).max())


@FEW
@given(some.lists(RUN, min_size=1, max_size=100))
def test_the_ends_are_exact_and_the_mean_almost(runs: list[tuple[float, ...]]) -> None:
    tally, values = tally_of(runs), array_of(runs)[:, 0]
    for place, (name, grid) in enumerate(zip(SERIES, GRIDS, strict=True)):
        mine = values[:, place]
        assert tally.quantiles(name, [0.0, 1.0])[:, 0].tolist() == [mine.min(), mine.max()]
        assert tally.mean(name)[0] == pytest.approx(mine.mean(), rel=1e-13, abs=grid.fine)


def test_the_deviation_is_that_of_the_bins_middles() -> None:
    rng = np.random.default_rng(1)
    values = rng.beta(2, 5, (4000, 3, 1))
    tally = Tally.empty(("share",), (SHARE,), 3)
    tally.add(values)
    assert tally.deviation("share") == pytest.approx(values[:, :, 0].std(axis=0, ddof=1), rel=1e-3)


def test_the_share_from_an_edge_on_is_exact() -> None:
    rng = np.random.default_rng(2)
    values = np.concatenate([rng.random(300), np.full(20, 0.25), [0.0, 1.0]])
    tally = Tally.empty(("share",), (SHARE,), 1)
    tally.add(values[:, None, None])
    for edge in (0.0, 0.25, 0.5, 255 / 256):
        assert tally.share_from("share", edge)[0] == pytest.approx(np.mean(values >= edge), abs=1e-12)
    inside = 0.5 + 1 / 700
    held = np.mean((values >= 0.5) & (values < 0.5 + 1 / 256))
    assert abs(tally.share_from("share", inside)[0] - np.mean(values >= inside)) <= held


def test_sums_of_the_largest_values_do_not_overflow() -> None:
    values = np.full((5000, 1, 1), DIFFERENCE.limit)
    tally = Tally.empty(("gap",), (DIFFERENCE,), 1)
    tally.add(values)
    tally.add(-values[:1000])
    assert tally.mean("gap")[0] == pytest.approx(DIFFERENCE.limit * 4000 / 6000, rel=1e-15)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e9])
def test_what_is_no_value_of_the_series_is_refused_and_counted_nowhere(value: float) -> None:
    tally = Tally.empty(("share",), (SHARE,), 2)
    values = np.full((3, 2, 1), 0.5)
    values[2, 1] = value
    with pytest.raises(ValueError, match="'share'"):
        tally.add(values)
    assert tally.same_as(Tally.empty(("share",), (SHARE,), 2))


def test_other_series_or_lines_are_refused() -> None:
    tally = Tally.empty(("share",), (SHARE,), 2)
    with pytest.raises(ValueError, match="do not count the same"):
        tally.merge(Tally.empty(("share",), (SHARE,), 3))
    with pytest.raises(ValueError, match="do not count the same"):
        tally.merge(Tally.empty(("share",), (LADDER,), 2))
    with pytest.raises(ValueError, match="shape"):
        tally.add(np.zeros((1, 3, 1)))
    with pytest.raises(KeyError, match="happiness"):
        tally.counts_of("happiness")


def test_before_the_first_run_nothing_is_known() -> None:
    tally = Tally.empty(("share",), (SHARE,), 1)
    assert np.isnan(tally.mean("share")[0])
    assert np.isnan(tally.deviation("share")[0])
    with pytest.raises(ValueError, match="no run"):
        tally.quantiles("share")


def test_a_level_beyond_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="levels"):
        tally_of([tuple(float(grid.low) for grid in GRIDS)]).quantiles("share", [1.5])
