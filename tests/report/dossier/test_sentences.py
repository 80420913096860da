"""Tests of `report.dossier.sentences`: the sentences of a dossier, made of its record alone."""

import re

from tests.report.dossier.test_dossier import answer, page  # noqa: F401

from simul_agir.report.dossier import dossier_of
from simul_agir.study import Comparison


def test_it_has_all_parts_in_both_languages(answer: Comparison, lang: str) -> None:
    page = dossier_of(answer, lang, jobs=1)
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert len(heads) == 12
    assert f'<html lang="{lang}">' in page
    assert page.count("<svg") > 8
    assert all("aria-label" in each or "aria-hidden" in each for each in re.findall(r"<svg[^>]*>", page))
    assert "simul-agir compare classroom --arm none" in page
