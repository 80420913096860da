"""The sentences of a diagnosis, made of a record by hand."""

from typing import Any

import pytest

from simul_agir.locale import words
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.report.dossier.diagnosis_sentences import DiagnosisSentences


def record(**answer: Any) -> dict[str, Any]:
    shares = dict(zip(STAGES, (0.5, 0.3, 0.1, 0.1, 0.0), strict=True))
    return {
        "asked": {"redrawn": True},
        "answer": {
            "index": {"mean": 0.8, "low": 0.7, "high": 0.9},
            "stages": {
                name: {"mean": each, "low": each - 0.05, "high": each + 0.05} for name, each in shares.items()
            },
            "held": ("trust", 0.4),
            "sure": {"stages_known": 0.25, "cells_said": 0.5, "ties_said": 1.0},
            "draws": 20,
            "answered": 0,
            "steps": [{"to": STAGES[1], "held": {CRITERIA[1]: 0.2, CRITERIA[0]: 0.6}}],
            **answer,
        },
    }


@pytest.fixture
def telling(lang: str) -> DiagnosisSentences:
    return DiagnosisSentences(record(), words(lang))


def test_the_sentence_names_the_stage_of_most_actors(telling: DiagnosisSentences) -> None:
    assert telling.translate.name("stage", STAGES[0]) in telling.today()
    assert telling.translate.percent(0.5) in telling.today()


def test_how_sure_it_is_tells_draws_and_what_was_said(telling: DiagnosisSentences, lang: str) -> None:
    text = telling.how_sure()
    for share in (0.25, 0.5, 1.0):
        assert telling.translate.percent(share) in text
    assert "20" in text
    answered = DiagnosisSentences(record(answered=3), words(lang)).how_sure()
    assert answered != text
    assert "3" in answered


def test_what_was_not_redrawn_is_said(lang: str) -> None:
    plain = record()
    plain["asked"]["redrawn"] = False
    assert words(lang)("dossier.not_redrawn") in DiagnosisSentences(plain, words(lang)).how_sure()


def test_each_stage_tells_its_share_and_what_is_lacking_for_the_next(telling: DiagnosisSentences) -> None:
    rows = telling.steps()
    assert [row["name"][0] for row in rows] == ["0", "1", "2", "3", "4"]
    assert telling.translate.percent(0.45) in rows[0]["share"]
    first, second = (telling.translate.name("criterion", name) for name in CRITERIA[:2])
    assert rows[0]["held"].index(first) < rows[0]["held"].index(second)  # what holds back most, first
    assert [row["held"] for row in rows[1:]] == ["", "", "", ""]


def test_shares_stand_from_the_foot_of_the_ladder_up(telling: DiagnosisSentences) -> None:
    assert telling.in_order(dict(zip(reversed(STAGES), range(5), strict=True))) == [4, 3, 2, 1, 0]
