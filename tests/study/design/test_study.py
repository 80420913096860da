"""Tests of `study.design.study`: a study: what varies, how, how often it is lived and what is kept of it."""

from pathlib import Path

import pytest
from tests.study.design.test_study_file import FAULTY, TOLD

from simul_agir.scenario import ScenarioError
from simul_agir.study.design import Study


def test_every_fault_of_a_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    file.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        Study.load(file)
    found = {(fault.line, fault.field, fault.nearest) for fault in caught.value.faults}
    assert found == set(TOLD)
    assert {fault.file for fault in caught.value.faults} == {str(file)}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_faults_speak_both_languages(tmp_path: Path, lang: str) -> None:
    (tmp_path / "study.toml").write_text(FAULTY, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        Study.load(tmp_path)
    words = {"en": "allowed: a number from 0 to 1", "fr": "permis : un nombre de 0 à 1"}
    assert words[lang] in caught.value.text(lang)


def test_a_fault_in_the_scenarios_own_files_keeps_its_place(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "scenario.toml").write_text('contract = "CN06202I"\nmonths = 0\n', encoding="utf-8")
    (tmp_path / "study.toml").write_text('scenario = "mine"\nruns = 0\n', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        Study.load(tmp_path)
    assert [(Path(fault.file).name, fault.line) for fault in caught.value.faults] == [
        ("scenario.toml", 2),
        ("study.toml", 2),
    ]


def test_a_scenario_is_looked_for_beside_its_study(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "scenario.toml").write_text('contract = "CN06202I"\n', encoding="utf-8")
    (tmp_path / "study.toml").write_text('scenario = "mine"\n', encoding="utf-8")
    found = Study.load(tmp_path / "study.toml")
    assert found.scenario().contract == "CN06202I"
    assert found.origins[0].files.keys() == {"scenario.toml"}
