"""The table of a sensitivity analysis names every factor and fits its width."""

import pytest
from tests.study.sensitivity.test_analysis import found, study  # noqa: F401

from simul_agir.report.tables.sensitivity_table import as_text
from simul_agir.study.sensitivity.analysis import Sensitivity


@pytest.mark.parametrize("width", [70, 120])
def test_no_line_is_wider_than_asked(width: int, found: Sensitivity, lang: str) -> None:
    text = as_text(found, lang, width)
    assert text.strip()
    assert max(map(len, text.splitlines())) <= width
