"""The contracts are chosen before anything is simulated, and every arm has its line, in both languages."""

from pathlib import Path

import numpy as np
import pytest

from experiment_scripts import experiment
from simul_agir import Collection

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def places() -> list[object]:
    found = experiment("thirty_contracts")
    return [found.lived(code, runs=3) for code in found.chosen(2, choice=5)]


def test_the_choice_is_thirty_different_contracts_and_always_the_same() -> None:
    codes = experiment("thirty_contracts").chosen()
    assert len(set(codes)) == 30
    assert set(codes) <= set(Collection.load("france").codes)
    assert codes == experiment("thirty_contracts").chosen() != experiment("thirty_contracts").chosen(choice=1)


def test_shares_of_stages_sum_to_one_and_all_contracts_are_counted(places: list[object], lang: str) -> None:
    for place in places:
        assert np.allclose(place.stages.sum(axis=1), 1.0)  # type: ignore[attr-defined]
    header, _, *rows = experiment("thirty_contracts").lines(places, lang)
    assert [row.split("`")[1] for row in rows] == list(experiment("thirty_contracts").ARMS)
    assert all(row.count("|") == header.count("|") for row in rows)
    assert sum(int(row.split("|")[-2]) for row in rows if "–" not in row.split("|")[-2]) == len(places)
    assert ("2 contracts" in experiment("thirty_contracts").words(places, lang)) == (lang == "en")


@pytest.mark.parametrize("page", ["evaluation.md", "evaluation.fr.md"])
def test_the_page_holds_a_line_for_every_arm(page: str) -> None:
    held = experiment("thirty_contracts").TABLE.search((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert held is not None
    assert all(f"| `{arm}` |" in held[0] for arm in experiment("thirty_contracts").ARMS)


def test_every_outcome_of_the_profile_has_its_line(places: list[object], lang: str) -> None:
    header, _, *rows = experiment("thirty_contracts").profile_lines(places, lang)
    assert len(rows) == 1 + len(experiment("thirty_contracts").frozen_spreads())
    assert all(row.count("|") == header.count("|") for row in rows)
    shares = np.stack([place.shares for place in places])  # type: ignore[attr-defined]
    assert np.all((shares >= 0.0) & (shares <= 1.0))
