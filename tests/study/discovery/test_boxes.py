"""PRIM finds a planted box, and none where there is none."""

import sys

import numpy as np
import pandas as pd
import pytest

from simul_agir.locale import RequestError
from simul_agir.study.discovery import boxes
from simul_agir.study.discovery.boxes import Box, fit, seek

POINTS = 240


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Peeled at one pace only."""
    monkeypatch.setattr(boxes, "PEELS", (0.1,))


@pytest.fixture(scope="module")
def points() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.random((POINTS, 5)), columns=list("abcde"))
    table["kind"] = rng.choice(["x", "y", "z"], POINTS)
    table["whole"] = rng.integers(0, 6, POINTS)
    table["same"] = 1.0
    return table


def spoilt(cases: pd.Series, share: float = 0.05) -> np.ndarray:
    """Some of the points told wrongly."""
    wrong = np.random.default_rng(2).random(len(cases)) < share
    return np.where(wrong, ~cases.to_numpy(), cases.to_numpy())


def test_a_planted_box_is_found_where_it_is(points: pd.DataFrame) -> None:
    found = seek(
        points[["a", "b", "c"]], spoilt((points["a"] > 0.6) & (points["b"] < 0.5)), seed=1, repeats=1
    )
    assert found.box is not None
    assert set(found.box.limits) == {"a", "b"}
    low = found.box.limits["a"][0]
    assert low == pytest.approx(0.6, abs=0.08)
    assert found.box.limits["b"][1] == pytest.approx(0.5, abs=0.08)
    assert found.density[0] > 0.75
    assert found.coverage[0] > 0.6
    assert found.reproduced("a") >= 0.8
    assert found.reproduced("c") <= 0.3


def test_boxes_of_texts_and_whole_numbers_are_found(points: pd.DataFrame) -> None:
    found = fit(points, spoilt((points["kind"] != "x") & (points["whole"] >= 3), 0.02))
    assert found is not None
    assert found.limits["kind"] == frozenset({"y", "z"})
    assert 2 < found.limits["whole"][0] <= 3


@pytest.mark.parametrize("seed", [1, 2])
def test_where_there_is_no_box_none_is_given(points: pd.DataFrame, quick: None, seed: int) -> None:
    cases = np.random.default_rng(seed).random(POINTS) < 0.3
    found = seek(points[list("abc")], cases, seed=seed, repeats=1)
    assert found.box is None
    assert found.density[1] < found.base + 0.1


def test_coverage_density_and_mass_are_counted(points: pd.DataFrame) -> None:
    table = pd.DataFrame({"a": [0.1, 0.2, 0.6, 0.7, 0.8], "k": ["x", "y", "x", "x", "y"]})
    cases = np.array([True, False, True, True, False])
    box = Box({"a": (0.5, None), "k": frozenset({"x"})}, 0, 0, 0).judged(table, cases)
    assert (box.coverage, box.density, box.mass) == (2 / 3, 1.0, 2 / 5)


def test_the_same_seed_gives_the_same_boxes(points: pd.DataFrame, quick: None) -> None:
    cases = (points["a"] > 0.5).to_numpy()
    first, again = (seek(points[["a", "b"]], cases, seed=4, repeats=1) for _ in range(2))
    assert first.again == again.again
    assert first.box == again.box


def test_a_library_that_is_missing_is_named_with_its_extra(
    points: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(RequestError, match=r"simul-agir\[study\]"):
        fit(points, (points["a"] > 0.5).to_numpy())


def test_a_factor_may_be_called_scenario(points: pd.DataFrame) -> None:
    table = points[["a", "kind"]].rename(columns={"kind": "scenario"})
    found = fit(table, (table["scenario"] == "x").to_numpy())
    assert found is not None
    assert found.limits == {"scenario": frozenset({"x"})}
