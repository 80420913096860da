"""The scenarios that come with the package."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario
from simul_agir.scenario.shipped import shipped

NAMES = (
    "classroom",
    "grand-lyon",
    "loos-en-gohelle",
    "many-operators-little-trust",
    "siloed-services",
    "small-contract",
)


def test_six_scenarios_are_shipped() -> None:
    assert set(NAMES) <= set(shipped())


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_scenario_loads_by_name_wherever_one_stands(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    scenario = Scenario.load(name)
    assert scenario.name == name
    assert scenario.title
    assert scenario.title_fr
    assert len(scenario.description) > 100


def test_a_path_and_a_name_give_the_same() -> None:
    assert Scenario.load("classroom") == Scenario.load(shipped()["classroom"])


def test_a_folder_here_goes_before_a_shipped_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "classroom").mkdir()
    (tmp_path / "classroom" / "scenario.toml").write_text('title = "Mine"\ncontract = "CN04801N"')
    monkeypatch.chdir(tmp_path)
    assert Scenario.load("classroom").title == "Mine"


def test_loos_en_gohelle_leans_to_residents() -> None:
    loos, plain = Scenario.load("loos-en-gohelle"), Scenario.load("CN06202I")
    lead = plain.landscape.lead
    posture = "posture_residents"
    assert loos.contract == "CN06202I"
    assert loos.landscape.attributes[posture][lead] > plain.landscape.attributes[posture][lead]
    assert loos.effort == pytest.approx(0.5 * loos.landscape.size / 22, abs=0.01)


def test_many_operators_trust_little() -> None:
    scenario = Scenario.load("many-operators-little-trust")
    operators = [kind in ("operator", "association") for kind in scenario.landscape.kinds]
    assert sum(operators) > len(operators) / 2
    assert scenario.landscape.trusts.mean() < 0.35


def test_the_classroom_has_twelve_named_actors_and_known_ties() -> None:
    landscape = Scenario.load("classroom").landscape
    assert landscape.size == 12
    assert "Nadia Belkacem" in landscape.names[landscape.lead]
    assert "Thomas Le Goff" in landscape.names[landscape.project_team]
    assert len(landscape.sources) == 31
    assert [landscape.ids[actor] for actor in range(12) if landscape.asleep[actor]] == ["hall-7"]
