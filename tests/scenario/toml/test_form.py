"""Tests of `scenario.toml.form`: the form of a TOML file."""

from pathlib import Path

import pytest
from tests.scenario.folders import TOML, faults_of, only_fault, written
from tests.scenario.test_faults import HIDDEN, toml_with


@pytest.mark.parametrize(("text", "fields"), HIDDEN, ids=[each[0][:40] for each in HIDDEN])
def test_a_fault_of_form_hides_no_other(tmp_path: Path, text: str, fields: set[str]) -> None:
    folder = written(
        tmp_path / "faulty", toml_with(text), "id,kind\na,intercommunality\nb,project_team\n", None
    )
    told = faults_of(folder)
    assert {fault.field for fault in told} == fields
    assert len(told) == len(set(told))


def test_a_list_too_long_hides_no_fault_of_its_items(tmp_path: Path) -> None:
    shocks = "[[shocks]]\nmonth = 40\nsize = 2\n" + "[[shocks]]\nmonth = 1\nsize = 0\n" * 1_000
    told = {fault.field for fault in faults_of(written(tmp_path / "faulty", TOML + shocks))}
    assert told == {"shocks", "shocks[1].month", "shocks[1].size"}


def test_a_misspelt_like_does_not_make_the_kind_unknown(tmp_path: Path) -> None:
    toml = TOML + '[kinds.library]\nlik = "school"\n'
    assert only_fault(written(tmp_path / "faulty", toml)).field == "kinds.library.lik"
