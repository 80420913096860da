"""Tests of `scenario.ties`: the ties actors start with: given, or drawn by a sparse rule of field and place."""

from pathlib import Path

import pytest
from tests.scenario.folders import TIES, faults_of, only_fault, written
from tests.scenario.test_faults import FAULTY_TIES


@pytest.mark.parametrize(("old", "new", "line", "field", "value", "nearest"), FAULTY_TIES)
def test_a_fault_of_a_tie_is_told(
    tmp_path: Path, old: str, new: str, line: int, field: str, value: str, nearest: str | None
) -> None:
    assert old in TIES
    fault = only_fault(written(tmp_path / "faulty", ties=TIES.replace(old, new, 1)))
    assert (fault.line, fault.field, fault.value, fault.nearest) == (line, field, value, nearest)
    assert fault.file.endswith("ties.csv")


@pytest.mark.parametrize("actors", ["id,kind\n", "name,kind\nAda,intercommunality\nBo,project_team\n"])
def test_where_no_actor_can_be_named_no_tie_is_called_dangling(tmp_path: Path, actors: str) -> None:
    told = faults_of(written(tmp_path / "nobody", actors=actors))
    assert {Path(fault.file).name for fault in told} == {"actors.csv"}
