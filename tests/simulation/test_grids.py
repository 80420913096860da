"""Every grid has edges that no machine rounds, and every indicator has a grid."""

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.simulation.grids import AMOUNT, COUNT, DIFFERENCE, GRIDS, LADDER, RATIO, SHARE, STAGE, Grid

ALL = {
    "share": SHARE,
    "ladder": LADDER,
    "stage": STAGE,
    "ratio": RATIO,
    "count": COUNT,
    "amount": AMOUNT,
    "difference": DIFFERENCE,
}
GRID = pytest.mark.parametrize("grid", ALL.values(), ids=ALL)


def test_every_indicator_has_a_grid_and_nothing_else_does() -> None:
    assert sorted(GRIDS) == sorted(INDICATORS)


@GRID
def test_edges_rise_and_are_whole_numbers_of_units(grid: Grid) -> None:
    assert (np.diff(grid.edges) > 0).all()
    assert len(grid.edges) == grid.size + 1
    assert np.array_equal(grid.edges / grid.unit, np.rint(grid.edges / grid.unit))


@pytest.mark.parametrize(
    ("name", "low", "high", "size"),
    [
        ("share", 0, 1, 256),
        ("ladder", 0, 4, 1024),
        ("stage", 0, 8, 8),
        ("ratio", 0, 2**24, 1600),
        ("count", 0, 2**21, 1024),
        ("amount", 0, 2**40, 2240),
        ("difference", -4, 4, 2048),
    ],
)
def test_each_grid_reaches_as_far_as_it_says(name: str, low: float, high: float, size: int) -> None:
    grid = ALL[name]
    assert (grid.low, grid.high, grid.size) == (low, high, size)


@pytest.mark.parametrize("grid", [RATIO, COUNT, AMOUNT])
def test_bins_of_octaves_are_a_64th_of_their_values_at_most(grid: Grid) -> None:
    low, width = grid.edges[:-1], np.diff(grid.edges)
    large = low >= 64 * grid.unit
    assert (width[large] <= low[large] / 64).all()
    assert (width[~large] == grid.unit).all()


def test_small_whole_numbers_have_a_bin_each() -> None:
    assert [COUNT.width_at(number) for number in (0, 1, 127)] == [0, 0, 0]
    assert COUNT.width_at(128) == 1
    assert STAGE.width_at(3) == 0


def test_outside_a_grid_there_is_no_width() -> None:
    assert [SHARE.width_at(value) for value in (-0.1, 1.1)] == [np.inf, np.inf]
    assert SHARE.width_at(1.0) == 1 / 256


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": 0.1, "bins": 8},
        {"unit": 0.5, "bins": 6, "octaves": 2},
        {"unit": 0.5, "bins": 8, "octaves": 2, "first": 1},
    ],
)
def test_a_grid_whose_edges_would_be_rounded_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"powers of two|at nil"):
        Grid(**wrong)  # type: ignore[arg-type]


@GRID
def test_sums_count_in_a_unit_finer_than_a_double_of_the_grids_size(grid: Grid) -> None:
    size = max(-grid.low, grid.high)
    assert grid.fine <= 2.0**-51 * size
    assert grid.limit >= 16 * size
