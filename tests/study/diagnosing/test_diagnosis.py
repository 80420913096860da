"""Where a territory stands: the same for the same draws, with its uncertainty, and silent about persons when shared."""

import shutil
from pathlib import Path

import pytest

from simul_agir.scenario.importing.questions import QUESTIONS
from simul_agir.scenario.shipped import shipped
from simul_agir.study.diagnosing import Diagnosis, diagnose


@pytest.fixture(scope="module")
def loos() -> Diagnosis:
    return diagnose("loos-en-gohelle", draws=6)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The classroom as somebody's own folder."""
    folder = tmp_path / "my-town"
    shutil.copytree(shipped()["classroom"], folder)
    return folder


def plain(found: Diagnosis, names: bool = False) -> dict[str, object]:
    return {key: value for key, value in found.to_dict(names).items() if key != "provenance"}


def test_the_same_draws_give_the_same_answer(loos: Diagnosis) -> None:
    assert plain(diagnose("loos-en-gohelle", draws=6)) == plain(loos)
    assert plain(diagnose("loos-en-gohelle", draws=6, seed=2)) != plain(loos)


def test_answers_on_the_past_year_decide_the_stage(town: Path) -> None:
    many = {"comfort": 8, "outside_concern": 12, "partners": 30, "joint_action": 12}
    columns = ",".join(("id", *QUESTIONS))
    top = ",".join(("nadia", *(str(many.get(name, 1)) for name in QUESTIONS)))
    none = ",".join(("thomas", *("0" for _ in QUESTIONS)))
    (town / "answers.csv").write_text(f"{columns}\n{top}\n{none}\n", encoding="utf-8")
    found = diagnose(town, draws=4)
    by_id = {found.scenario.landscape.ids[each.position]: each for each in found.actors}
    assert (by_id["nadia"].stage, by_id["nadia"].sure) == (4, 1.0)
    assert (by_id["thomas"].stage, by_id["thomas"].sure) == (0, 1.0)
    assert dict(by_id["thomas"].lacks)["comfort"] == 1.0
    assert found.answers == 2
