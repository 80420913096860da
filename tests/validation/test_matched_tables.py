"""Tests of `validation.matched_tables`: a matching as tables."""

import numpy as np
import pytest
from tests.validation.test_matching import NAMES, made, places_of

from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.validation import matched_tables as tables


def test_the_tables_hold_every_point_set_target_and_parameter() -> None:
    found = made(places_of(300)[:, 0])
    points, sets = tables.point_rows(found), tables.set_rows(found)
    assert len(points) == 300
    assert sum(row["accepted"] for row in points) == len(found.accepted)
    assert len(AssumptionSets.of(sets)) == 10
    held_out = np.full((10, 2), 0.5)
    targets = tables.target_rows(found, np.array([0.6, 0.5]), held_out)
    assert [row["measure"] for row in targets] == ["density_team", "asleep"]
    assert targets[0]["default_implausibility"] == pytest.approx(5.0)
    assert targets[0]["held_out_met"] == 10
    assert [row["parameter"] for row in tables.parameter_rows(found)] == list(NAMES)
    assert tables.counts(found)["kept"] == 10
