"""`simul-agir claims`: a list, verdicts, numbers, files and stores; 2 for what cannot be asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from simul_agir.cli import main
from simul_agir.study.claims import claim_names
from simul_agir.study.design import Study
from simul_agir.study.store.schedule import Task

QUICK = ["claims", "C7", "--points", "3", "--runs", "2"]


def test_without_a_name_the_claims_are_listed(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert [name for name in claim_names() if f"{name}  " not in shown] == []
    assert {"en": "not decreed", "fr": "ne se décrète pas"}[lang] in shown
    assert main(["claims", "--json", "--lang", lang]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["claim"] for each in told] == list(claim_names())
    assert all(each["refuted"] for each in told)


def test_a_claim_is_told_with_what_would_refute_it_and_its_verdict(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*QUICK, "--lang", lang]) == 0
    shown = capsys.readouterr()
    assert {"en": "C7: CANNOT TELL", "fr": "C7 : ON NE PEUT DIRE"}[lang].replace(" :", "\u202f:") in shown.out
    for words in {"en": ("Refuted:", "Controls:", "holds in"), "fr": ("Réfutée", "Témoins", "tient dans")}[
        lang
    ]:
        assert words in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["C10"], "C9"),
        (["C1", "--size", "0"], "--size"),
        (["C1", "--size", "many"], "many"),
        (["C1", "--points", "0"], "--points"),
        (["C1", "--points", "5", "--size", "2"], "--points"),
        (["C1", "--runs", "1"], "--runs"),
        (["C1", "--seed", "-1"], "-1"),
        (["C1", "--jobs", "0"], "1024"),
        (["C1", "--out", "pyproject.toml"], "pyproject.toml"),
        (["C1", "--out", "docs"], "docs"),
    ],
)
def test_what_cannot_be_asked_is_a_fault(
    arguments: list[str],
    word: str,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert main(["claims", *arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert "Traceback" not in shown.err


def test_points_that_fail_are_told_and_end_with_1(
    lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from simul_agir.study.sweep import work

    lived = work.tables_of

    def failing(study: Study, task: Task, *rest: Any) -> Any:
        if task.point == 3:
            raise ValueError("this one")
        return lived(study, task, *rest)

    monkeypatch.setattr(work, "tables_of", failing)
    assert main([*QUICK, "--lang", lang]) == 1
    shown = capsys.readouterr().out
    assert {"en": "could not be simulated in every setting: 1.", "fr": "dans tous les réglages\u202f: 1."}[
        lang
    ] in shown.replace("\n", " ")
    assert {"en": "are not enough to decide", "fr": "ne suffisent pas pour trancher"}[lang] in shown
