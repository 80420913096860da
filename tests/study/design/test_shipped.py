"""Tests of `study.design.shipped`: the studies that are shipped: found in a checkout and in an installed wheel."""

import pytest

from simul_agir.study.design import Study
from simul_agir.study.design.shipped import shipped_studies


@pytest.mark.parametrize("name", sorted(shipped_studies()))
def test_every_shipped_study_is_sound(name: str) -> None:
    assert Study.load(name).name == name
