"""Persons differ in how reliably they do their part; nobody knows, until it shows."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from territories import numbers, plain, world

KEY = (1, 0)


def drawn(count: int, **overrides: float) -> np.ndarray:
    made = world(count)
    for i in range(count):
        plain().reliability.draw_person(made, numbers(**overrides), KEY, 3, i, 1)
    return made.actors[:, at.RELIABILITY]


@pytest.mark.parametrize(
    ("mean", "spread"), [(0.825, 0.185), (0.75, 0.12), (0.9, 0.25), (0.75, 0.25), (0.9, 0.12)]
)
def test_reliability_has_the_mean_and_the_spread_given(mean: float, spread: float) -> None:
    found = drawn(1500, reliability_mean=mean, reliability_spread=spread)
    assert ((found >= 0) & (found <= 1)).all()
    assert found.mean() == pytest.approx(mean, abs=4 * spread / 1500**0.5)
    assert found.std() == pytest.approx(spread, rel=0.1)


def test_where_persons_do_not_differ_all_have_the_mean() -> None:
    assert set(drawn(5, reliability=0.0, reliability_mean=0.8).tolist()) == {0.8}


def test_how_reluctant_an_actor_is_stays_when_its_person_leaves() -> None:
    made = world(50)
    for i in range(50):
        plain().reliability.draw_person(made, numbers(), KEY, 0, i, plain().reliability.FIRST_PERSON)
    before = made.actors[:, [at.RELUCTANCE, at.RELIABILITY]].copy()
    for i in range(50):
        plain().reliability.draw_person(made, numbers(), KEY, 9, i, plain().reliability.NEW_PERSON)
    assert np.array_equal(made.actors[:, at.RELUCTANCE], before[:, 0])
    assert not np.isclose(made.actors[:, at.RELIABILITY], before[:, 1]).any()
    assert np.mean(before[:, 0] < 0.64) == pytest.approx(0.64, abs=0.2)
