"""Tests of `report.dossier.compared`: a comparison in a dossier's record."""

from copy import copy
from types import SimpleNamespace

from tests.report.dossier.test_dossier import answer, page  # noqa: F401

from simul_agir.report.dossier import dossier_of
from simul_agir.report.dossier.block import read_block
from simul_agir.report.dossier.page import render
from simul_agir.study import Comparison


def test_a_profile_leads_where_there_is_one(answer: Comparison, lang: str) -> None:
    standings = [
        SimpleNamespace(
            arm=arm, standing=standing, share=share, clear_share=share / 2, regret=0.1, flip=None,
            lead=lead, low=lead - 0.01, high=lead + 0.01,
        )
        for arm, standing, share, lead in (
            ("residents", "level", 0.62, 0.0),
            ("resilience", "below", 0.38, 0.4),
            ("none", "below", 0.0, 0.9),
        )
    ]  # fmt: skip
    gains = [
        SimpleNamespace(
            arm=arm,
            outcome="worst_need",
            family="needs",
            mean=-0.2,
            low=-0.3,
            high=-0.1,
            units=1.0,
            clear=True,
        )
        for arm in ("residents", "resilience")
    ]
    profile = SimpleNamespace(
        vision=answer.profile.vision if answer.profile else {},
        top=("residents",),
        undecided=0.12,
        standings=standings,
        gains=gains,
    )
    found = copy(answer)
    object.__setattr__(found, "profile", profile)
    page = dossier_of(found, lang, jobs=1)
    head = page[page.index("<h1>") : page.index("</h1>")]
    assert "62\u00a0%" in head
    assert "▲ −0" in page
    assert render(read_block(page.encode())) == page
