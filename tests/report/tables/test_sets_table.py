"""Tests of `report.tables.sets_table`: a comparison over many sets of assumptions."""

from tests.report.test_sets_report import found  # noqa: F401

from simul_agir.report.tables.sets_table import csv_header, csv_rows
from simul_agir.study import Comparison


def test_the_file_has_a_line_a_set_and_stance(found: Comparison) -> None:
    assert found.over_sets is not None
    header, rows = csv_header(found.over_sets), csv_rows(found.over_sets)
    assert header == (
        *("set", "stance", "runs", "mean", "sd", "highest"),
        *("parameters.homophily", "mechanisms.shocks"),
    )
    assert len(rows) == 20 * 3
    assert all(len(row) == len(header) for row in rows)
    last = rows[-1]
    assert last[:3] == ("20", "residents", 3)
    assert last[5:] == (1, 1.95, 0)
