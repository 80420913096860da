"""Tests of `scenario.toml.words`: what is allowed, in words: English and French, one line a rule."""

from pathlib import Path

from tests.scenario.folders import only_fault, written


def test_a_fault_is_told_in_english_and_in_french(tmp_path: Path) -> None:
    fault = only_fault(written(tmp_path / "faulty", 'title = "T"\nmonth = 3\n'))
    path = tmp_path / "faulty" / "scenario.toml"
    assert fault.text().startswith(f'{path}:2: month: found "month"; allowed: one of name, title')
    assert fault.text().endswith('Did you mean "months"?')
    assert fault.text("fr").startswith(f'{path}:2: month : trouvé "month" ; permis : un de name, title')
    assert fault.text("fr").endswith("Vouliez-vous dire « months » ?")


def test_a_limit_is_spelt_out(tmp_path: Path) -> None:
    assert (
        only_fault(written(tmp_path / "rich", "budget = 1e12\n")).allowed == "a number from 0 to 1000000000"
    )
