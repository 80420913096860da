"""Tests of `report.dossier.record`: a dossier: from a request and its answer to the page, and the page's file."""

from tests.report.dossier.test_dossier import answer, page  # noqa: F401

from simul_agir.report.dossier import dossier_of
from simul_agir.study import Comparison


def test_the_same_answer_gives_the_same_bytes(answer: Comparison, page: str) -> None:
    assert dossier_of(answer, "en", jobs=2) == page
