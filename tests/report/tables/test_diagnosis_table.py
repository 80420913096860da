"""The text of a diagnosis, in both editions and languages."""

import pytest
from tests.study.diagnosing.test_diagnosis import loos  # noqa: F401

from simul_agir.report.tables.diagnosis_table import as_text
from simul_agir.study.diagnosing import Diagnosis


@pytest.mark.parametrize("width", [70, 120])
def test_no_line_is_wider_than_asked(width: int, loos: Diagnosis, lang: str) -> None:
    assert max(map(len, as_text(loos, lang, width).splitlines())) <= width


def test_actors_are_named_only_where_that_is_asked_for(loos: Diagnosis) -> None:
    names = [name for name in loos.scenario.landscape.names if len(name) > 12]
    assert not any(name in as_text(loos, "en") for name in names)
    assert len(as_text(loos, "en", names=True)) > len(as_text(loos, "en"))
