"""The contracts are chosen before anything is lived, and every arm has its line, in both languages."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from simul_agir import Collection

ROOT = Path(__file__).parents[2]


@cache
def experiment() -> ModuleType:
    """experiments/thirty_contracts.py."""
    place = ROOT / "experiments" / "thirty_contracts.py"
    specification = importlib.util.spec_from_file_location("thirty_contracts", place)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def places() -> list[object]:
    found = experiment()
    return [found.lived(code, runs=3) for code in found.chosen(2, choice=5)]


def test_the_choice_is_thirty_different_contracts_and_always_the_same() -> None:
    codes = experiment().chosen()
    assert len(set(codes)) == 30
    assert set(codes) <= set(Collection.load("france").codes)
    assert codes == experiment().chosen() != experiment().chosen(choice=1)


def test_shares_of_stages_sum_to_one_and_all_contracts_are_counted(places: list[object], lang: str) -> None:
    for place in places:
        assert np.allclose(place.stages.sum(axis=1), 1.0)  # type: ignore[attr-defined]
    header, _, *rows = experiment().lines(places, lang)
    assert [row.split("`")[1] for row in rows] == list(experiment().ARMS)
    assert all(row.count("|") == header.count("|") for row in rows)
    assert sum(int(row.split("|")[-2]) for row in rows if "–" not in row.split("|")[-2]) == len(places)
    assert ("2 contracts" in experiment().words(places, lang)) == (lang == "en")


@pytest.mark.parametrize("page", ["evaluation.md", "evaluation.fr.md"])
def test_the_page_holds_a_line_for_every_arm(page: str) -> None:
    held = experiment().TABLE.search((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert held is not None
    assert all(f"| `{arm}` |" in held[0] for arm in experiment().ARMS)


def test_every_outcome_of_the_profile_has_its_line(places: list[object], lang: str) -> None:
    header, _, *rows = experiment().profile_lines(places, lang)
    assert len(rows) == 1 + len(experiment().frozen_spreads())
    assert all(row.count("|") == header.count("|") for row in rows)
    shares = np.stack([place.shares for place in places])  # type: ignore[attr-defined]
    assert np.all((shares >= 0.0) & (shares <= 1.0))
