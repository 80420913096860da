"""Where a territory stands: the same for the same draws, with its uncertainty, and silent about persons when shared."""

import json
import shutil
from pathlib import Path

import pytest

from simul_agir.locale import RequestError
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.importing.questions import QUESTIONS
from simul_agir.scenario.shipped import shipped
from simul_agir.study.diagnosing import Diagnosis, Subject, diagnose


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


def test_shares_add_up_and_intervals_hold_their_means(loos: Diagnosis) -> None:
    assert sum(each.mean for each in loos.stages) == pytest.approx(1.0)
    assert len(loos.actors) == 83
    assert all(0 <= each.sure <= 1 and each.stage in range(len(STAGES)) for each in loos.actors)
    assert sum(each.actors for each in loos.types) == 83
    assert [need.name for need in loos.needs] == list(loos.scenario.domains)
    assert all(name in CRITERIA for step in loos.steps for name, _ in step.held)


def test_nobody_is_sent_to_somebody_it_knows_or_to_itself(loos: Diagnosis) -> None:
    known = {pair for one, other in loos.known for pair in ((one, other), (other, one))}
    for actor in loos.actors:
        assert all(meeting.other != actor.position for meeting in actor.meets)
        assert not {(actor.position, meeting.other) for meeting in actor.meets} & known
        gains = [meeting.gain for meeting in actor.meets]
        assert gains == sorted(gains, reverse=True)


def test_what_nobody_said_varies_and_what_a_table_says_does_not() -> None:
    subject = Subject.load("classroom")
    one, other = subject.drawn(0), subject.drawn(3)
    assert (one.landscape.attributes["capacity"] == other.landscape.attributes["capacity"]).all()
    assert (
        one.landscape.attributes["cooperation_skill"] != other.landscape.attributes["cooperation_skill"]
    ).any()
    alone = Subject(Scenario.load("classroom"))
    assert alone.drawn(3) is alone.scenario
    assert not diagnose(alone, draws=1).redrawn


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


@pytest.mark.parametrize("line", ["nobody,1", "nadia,1\nnadia,0", "nadia,7"])
def test_faulty_answers_are_told_with_their_line(town: Path, line: str) -> None:
    (town / "answers.csv").write_text(f"id,identification\n{line}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as told:
        diagnose(town, draws=1)
    assert "answers.csv" in str(told.value)


@pytest.mark.parametrize("draws", [0, 1001])
def test_draws_have_bounds(draws: int) -> None:
    with pytest.raises(RequestError):
        diagnose("classroom", draws=draws)


def test_the_edition_to_share_holds_no_actor_and_no_trust(loos: Diagnosis) -> None:
    for found in (loos, diagnose("classroom", draws=2)):
        told = json.dumps(plain(found), ensure_ascii=False)
        for name, called in zip(found.scenario.landscape.names, found.scenario.landscape.ids, strict=True):
            assert name not in told
            assert f'"{called}"' not in told
        assert "trust" not in told.replace("cohesion", "")
        assert all(each["actors"] >= 5 for each in found.to_dict()["types"])


def test_the_facilitators_edition_names_them(loos: Diagnosis) -> None:
    told = loos.to_dict(names=True)
    assert {each["name"] for each in told["actors"]} == set(loos.scenario.landscape.names)
