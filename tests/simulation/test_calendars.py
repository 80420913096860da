"""How long a stance trains follows what its territory lacks; the hours of a month stay what they are."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS, TRAIN
from simul_agir.scenario import PathSpec, Step
from simul_agir.simulation import Batch
from simul_agir.simulation.calendars import calendars_of, lengthened, lengths_of_training
from simul_agir.stances import get
from territories import scenario

PATH = PathSpec(Step(0, 3), Step(3, 1), Step(4, 4), Step(20, 0))
PLACE = scenario(months=24, path=PATH, effort=1.0)


def test_a_gap_lengthens_the_training_in_proportion() -> None:
    own = np.array([[0.5, 0.5, 0.0, 0.0]])
    gaps = np.array([[0.4, 0.6, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]])
    points = replace(PLACE, parameters={"training_stretch": 1.5}).vector()[None]
    assert lengths_of_training(PLACE, own, gaps, points).tolist() == [7, 4]
    off = replace(PLACE, mechanisms={"lengthened_training": False}).vector()[None]
    assert lengths_of_training(PLACE, own, gaps, off).tolist() == [4, 4]
    assert lengths_of_training(PLACE, np.zeros((1, 4)), gaps, points).tolist() == [4, 4]


@pytest.mark.parametrize(("spread", "share"), [(0.0, 0.7), (1.0, 0.5 * 0.7 + 0.5 * 0.1)])
def test_a_longer_training_is_as_intense_or_spread_thinner(spread: float, share: float) -> None:
    usual = calendars_of(PLACE, get("residents"))[0]
    changed = lengthened(PLACE, usual, 3, 8, spread)
    base = PLACE.effort * 133.9 * 0.4
    assert changed[5:13, TRAIN] == pytest.approx(base * share)
    assert changed[13:, TRAIN] == pytest.approx(base * 0.1)
    assert changed.sum(axis=1) == pytest.approx(usual.sum(axis=1))
    own = [INSTRUMENTS.index(name) for name in ("amplify_voice", "match_contributions")]
    assert np.array_equal(changed[:, own], usual[:, own])


def test_months_lived_and_calendars_of_another_make_stay() -> None:
    usual = calendars_of(PLACE, get("residents"))[0]
    assert np.array_equal(lengthened(PLACE, usual, 6, 8, 0.5)[:7], usual[:7])
    money = calendars_of(PLACE, get("money"))[0]
    assert np.array_equal(lengthened(PLACE, money, 3, 8, 0.5), money)


def test_a_diagnosis_settles_how_long_each_run_trains() -> None:
    place = replace(PLACE, parameters={"training_stretch": 2.0, "training_spread": 0.0})
    batch = Batch.begin(place, "residents", 3, seed=2).live_until(4)
    usual = calendars_of(place, get("residents"))[0]
    assert (batch.calendars[:, 9, TRAIN] > usual[9, TRAIN]).all()
    assert np.array_equal(batch.calendars[:, :4], np.broadcast_to(usual[:4], (3, 4, 12)))
    assert np.allclose(batch.calendars.sum(axis=2), usual.sum(axis=1))
