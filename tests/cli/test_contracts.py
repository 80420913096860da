"""Tests of `cli.contracts`: `simul-agir contracts`: find one of the 372 real contracts."""

import json

import pytest

from simul_agir.cli import main


def test_a_search_finds_contracts(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contracts", "lens", "lievin", "--lang", lang]) == 0
    shown = capsys.readouterr()
    assert "CN06202I" in shown.out
    assert {"en": "Contracts: ", "fr": "Contrats\u202f: "}[lang] in shown.err


def test_all_372_contracts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contracts", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 372
