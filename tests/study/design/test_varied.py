"""Tests of `study.design.varied`: the keys that vary, read from [vary]."""

from pathlib import Path

import pytest
from tests.study.design.test_bounds import HEAD, NAMES, study

from simul_agir.scenario import ScenarioError


def test_a_grid_of_more_points_than_any_number_is_a_fault(tmp_path: Path) -> None:
    lines = "".join(f"parameters.{name} = {{ low = 0.5, high = 0.6, levels = 1000 }}\n" for name in NAMES)
    with pytest.raises(ScenarioError) as refused:
        study(tmp_path, f"{HEAD}[vary]\n{lines}")
    (fault,) = refused.value.faults
    assert (fault.field, fault.value) == ("vary", "1" + "0" * 21)


def test_a_number_of_5000_hexadecimal_digits_among_values_is_out_of_range(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        study(tmp_path, f"{HEAD}[vary]\nbudget = [0x{'f' * 5_000}]\n")
    (fault,) = refused.value.faults
    assert fault.field == "vary.budget[1]"
