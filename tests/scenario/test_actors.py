"""Tests of `scenario.actors`: actors: what a table says of them, and what is drawn where it says nothing."""

from pathlib import Path

from tests.scenario.folders import ACTORS, faults_of, only_fault, written


def test_two_leads_are_one_too_many(tmp_path: Path) -> None:
    actors = ACTORS.replace("caf,CAF,social_security,", "caf,CAF,social_security,lead")
    fault = only_fault(written(tmp_path / "faulty", actors=actors))
    assert (fault.field, fault.value) == ("role", '"agglo, caf"')


def test_a_faulty_kind_does_not_hide_that_nobody_leads(tmp_path: Path) -> None:
    actors = ACTORS.replace(",lead,", ",,").replace("social_security", "social")
    told = {fault.field for fault in faults_of(written(tmp_path / "faulty", actors=actors))}
    assert told == {"kind", "role"}


def test_an_actor_without_id_still_leads(tmp_path: Path) -> None:
    actors = ACTORS.replace("agglo,Agglo", ",Agglo")
    told = [fault.field for fault in faults_of(written(tmp_path / "faulty", actors=actors, ties=None))]
    assert told == ["id"]
