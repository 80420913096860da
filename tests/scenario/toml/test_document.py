"""Tests of `scenario.toml.document`: scenario.toml as a checked document."""

from pathlib import Path

from tests.scenario.folders import ACTORS, TOML, faults_of, only_fault, written
from tests.scenario.test_faults import FOUR

from simul_agir.scenario import Scenario


def test_an_actor_of_a_kind_with_a_faulty_number_is_no_second_fault(tmp_path: Path) -> None:
    toml = TOML + '[kinds.library]\nlike = "school"\nvoice = 2\n'
    folder = written(tmp_path / "faulty", toml, ACTORS.replace("social_security", "library"))
    assert only_fault(folder).field == "kinds.library.voice"


def test_fewer_actors_than_a_contract_can_do_without_are_refused(tmp_path: Path, lang: str) -> None:
    toml = 'contract = "CN04801N"\n[landscape]\nactors = 3\n'
    fault = only_fault(written(tmp_path / "few", toml, None, None))
    assert (fault.line, fault.field, fault.value) == (3, "landscape.actors", "3")
    least = int(fault.text(lang).split("allowed: " if lang == "en" else "permis : ")[1].split()[4])
    (tmp_path / "few" / "scenario.toml").write_text(toml.replace("3", str(least)))
    assert Scenario.load(tmp_path / "few").landscape.size == least


def test_a_vision_that_rules_out_all_four_stances_is_refused(tmp_path: Path) -> None:
    fault = only_fault(written(tmp_path / "none", f"{TOML}[vision]\nexcluded = {FOUR}\n"))
    assert (fault.line, fault.field) == (4, "vision.excluded")
    assert "at most three" in fault.allowed
    assert "au plus trois" in fault.allowed_fr


def test_faulty_domains_do_not_hide_other_faults_nor_make_false_ones(tmp_path: Path) -> None:
    folder = written(tmp_path / "faulty", 'domains = ["housing", 3]\n', ACTORS.replace("0.125", "125"))
    assert [fault.field for fault in faults_of(folder)] == ["expertise_housing", "domains[2]"]
