"""How long a stance trains follows what its territory lacks; the hours of a month stay what they are."""

from dataclasses import replace

import numpy as np

from simul_agir.model.instruments import TRAIN
from simul_agir.scenario import PathSpec, Step
from simul_agir.simulation import Batch
from simul_agir.simulation.calendars import calendars_of, path_row
from simul_agir.stances import get
from territories import scenario

PATH = PathSpec(Step(0, 3), Step(3, 1), Step(4, 4), Step(20, 0))
PLACE = scenario(months=24, path=PATH, effort=1.0)


def test_a_path_is_told_to_the_rules_by_starts_lengths_and_when_it_is_taken_up_again() -> None:
    assert path_row(PLACE).tolist() == [0, 3, 4, 20, 3, 1, 4, 0, -1]
    again = replace(PLACE, path=replace(PATH, revisit=9))
    assert path_row(again).tolist()[-1] == 9


def test_a_diagnosis_settles_how_long_each_run_trains() -> None:
    place = replace(PLACE, parameters={"training_stretch": 2.0, "training_spread": 0.0})
    batch = Batch.begin(place, "residents", 3, seed=2).run_until(4)
    usual = calendars_of(place, get("residents"))[0]
    assert (batch.calendars[:, 9, TRAIN] > usual[9, TRAIN]).all()
    assert np.array_equal(batch.calendars[:, :4], np.broadcast_to(usual[:4], (3, 4, 12)))
    assert np.allclose(batch.calendars.sum(axis=2), usual.sum(axis=1))
