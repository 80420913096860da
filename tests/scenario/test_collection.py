"""A collection is a folder that names contracts and what holds for all of them."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.collection import Collection, is_collection
from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.shipped import collections, shipped

FIVE = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience")


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "collection.toml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(ScenarioError) as caught:
        Collection.load(folder)
    return [(fault.line, fault.field) for fault in caught.value.faults]


def test_france_is_all_contracts_under_none_and_the_four_stances_over_six_years() -> None:
    france = Collection.load("france")
    assert france.codes == tuple(contracts())
    assert (len(france.codes), france.arms, france.months) == (372, FIVE, 72)
    assert "372" in france.titled("en")
    assert france.titled("fr") != france.titled("en")


def test_a_contract_of_france_is_the_scenario_of_that_contract() -> None:
    mine = Collection.load("france").scenario("CN06202I")
    assert mine == Scenario.from_contract("CN06202I", arms=FIVE)


@pytest.mark.parametrize("code", ["CN04801N", "CN06904M", "CN06202I"])
def test_actors_are_counted_without_being_drawn(code: str) -> None:
    france = Collection.load("france")
    assert france.actors(code) == france.scenario(code).landscape.size


def test_contracts_are_chosen_by_code_and_by_words(tmp_path: Path) -> None:
    mine = Collection.load(written(tmp_path, 'contracts = ["cn06202i", "métropole de lyon", "Lozère"]'))
    assert {"CN06202I", "CN06904M", "CN04801N"} <= set(mine.codes)
    assert list(mine.codes) == sorted(mine.codes)
    alone = Collection.load(written(tmp_path, 'contracts = "CN06202I"'))
    assert alone.codes == ("CN06202I",)


def test_of_a_collection_one_may_take_some() -> None:
    some = Collection.load("france").among(["CN06202I", "lyon"])
    assert some.codes == ("CN06202I", "CN06904M")
    assert some.among(["lyon"]).codes == ("CN06904M",)
    assert some.among(["nowhere"]).codes == ()


def test_what_stands_in_the_document_holds_for_every_contract(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        'title = "Mine"\nmonths = 12\narms = ["none", "sham"]\n[parameters]\nown_share = 0.5\n[landscape]\nactors = 22\n',
    )
    mine = Collection.load(folder).among(["CN04801N"])
    found = mine.scenario("CN04801N")
    assert (mine.titled("fr"), mine.months, mine.arms) == ("Mine", 12, ("none", "sham"))
    assert (found.months, found.arms, found.landscape.size) == (12, ("none", "sham"), mine.actors("CN04801N"))
    assert found.parameters == {"own_share": 0.5}
    assert mine.lasting(6).scenario("CN04801N").months == 6


def test_all_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    text = 'contracts = ["CN06202I", "CN06202X", 3]\nmonthss = 3\ncontract = "CN06202I"\narms = ["none", "residants"]\n'
    assert faults_of(written(tmp_path, text)) == [
        (1, "contracts[2]"),
        (1, "contracts[3]"),
        (2, "monthss"),
        (3, "contract"),
        (4, "arms[2]"),
    ]


@pytest.mark.parametrize("contracts", ["[]", "3", '"nowhere at all"', "{}", "true"])
def test_no_contracts_are_a_fault(contracts: str, tmp_path: Path) -> None:
    assert faults_of(written(tmp_path, f"contracts = {contracts}")) == [(1, "contracts")]


def test_a_broken_document_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(written(tmp_path, "contracts = [")) == [(1, "")]


def test_what_cannot_hold_for_a_contract_is_told_of_that_contract(tmp_path: Path) -> None:
    folder = written(tmp_path, 'contracts = ["CN06904M", "CN04801N"]\n[landscape]\nactors = 40\n')
    with pytest.raises(ScenarioError) as caught:
        Collection.load(folder).examine()
    assert ["CN06904M" in fault.file for fault in caught.value.faults] == [True]


def test_a_folder_here_goes_before_a_shipped_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "france").mkdir()
    assert len(Collection.load("france").codes) == 372
    written(tmp_path / "france", 'contracts = "lyon"')
    assert Collection.load("france").codes == ("CN06904M",)
    (tmp_path / "france" / "collection.toml").rename(tmp_path / "france" / "scenario.toml")
    assert not is_collection("france")


def test_a_collection_is_no_scenario_and_a_scenario_no_collection(tmp_path: Path) -> None:
    assert not set(collections()) & set(shipped())
    folder = str(written(tmp_path / "mine", 'contracts = "lyon"'))
    for name in ("france", folder):
        assert is_collection(name)
        with pytest.raises(ScenarioError, match="simul-agir compare"):
            Scenario.load(name)
    for name in ("classroom", "CN06202I", "nowhere", str(tmp_path)):
        assert not is_collection(name)
        with pytest.raises(ScenarioError, match=r"collection\.toml"):
            Collection.load(name)
