"""Tests of `engine.cells`: types of arrays and integers in rules."""

import numpy as np
import pytest

from simul_agir.engine import cells


@pytest.mark.parametrize("name", ["int64", "uint64", "int16", "uint16"])
def test_integers_are_numpys_when_rules_run(name: str) -> None:
    assert getattr(cells, name) is getattr(np, name)
