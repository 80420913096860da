"""Tests of `study.diagnosing.run_diagnosis`: asking where a territory stands."""

from pathlib import Path

import pytest
from tests.study.diagnosing.test_diagnosis import town  # noqa: F401

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.study.diagnosing import Subject, diagnose


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


@pytest.mark.parametrize("line", ["nobody,1", "nadia,1\nnadia,0", "nadia,7"])
def test_faulty_answers_are_told_with_their_line(town: Path, line: str) -> None:
    (town / "answers.csv").write_text(f"id,identification\n{line}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as told:
        diagnose(town, draws=1)
    assert "answers.csv" in str(told.value)
