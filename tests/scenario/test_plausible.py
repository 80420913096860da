"""`check` remarks on numbers that are hardly so, and refuses none of them."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario
from simul_agir.scenario.shipped import shipped

from .folders import written

HEAD = "id,name,kind,role,capacity,ordinary,voice\n"
SOUND = (
    HEAD
    + "a,Agglo,intercommunality,lead,160,5000,0.5\nb,Team,project_team,project_team,150,,0.5\nc,Club,association,,20,,\n"
)


def remarks(folder: Path, actors: str, toml: str = "months = 12\n", ties: str | None = None) -> list[str]:
    return [str(each) for each in Scenario.load(written(folder / "town", toml, actors, ties)).notes]


def test_nothing_is_said_of_what_is_usual(tmp_path: Path) -> None:
    assert remarks(tmp_path, SOUND) == []
    for folder in shipped().values():
        assert not any("hardly" in each for each in Scenario.load(folder).notes)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",20,", ",0.5,", "capacity below 5 hours a month"),
        (",5000,", ",90000000,", "ordinary a hundred times"),
        (",5000,", ",0.01,", "ordinary a hundred times"),
    ],
)
def test_an_unlikely_number_is_remarked_with_its_actor(tmp_path: Path, old: str, new: str, told: str) -> None:
    (remark,) = remarks(tmp_path, SOUND.replace(old, new))
    assert told in remark
    assert remark.endswith(("Club", "Agglo"))


def test_nobody_with_voice_is_remarked(tmp_path: Path) -> None:
    actors = SOUND.replace(",0.5\n", ",0\n").replace(",20,,\n", ",20,,0\n")
    assert remarks(tmp_path, actors) == ["hardly so: voice is 0 for every actor"]


def test_a_budget_of_another_order_is_remarked(tmp_path: Path) -> None:
    (remark,) = remarks(tmp_path, SOUND, "budget = 2\n")
    assert remark.startswith("hardly so: a budget of 2 euros a month")


def test_an_empty_table_of_ties_is_remarked(tmp_path: Path) -> None:
    assert any(
        "the table of ties is empty" in each for each in remarks(tmp_path, SOUND, ties="source,target\n")
    )
