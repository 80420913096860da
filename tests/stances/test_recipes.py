"""A recipe makes the calendar that the stance itself sets, to the last bit; mid-contract, what is left of the effort."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.model.parameters import FTE_HOURS, OWN_SHARE, vector
from simul_agir.model.schedule import set_calendar
from simul_agir.scenario import PathSpec, Step
from simul_agir.simulation import Batch
from simul_agir.simulation.calendars import path_row
from simul_agir.stances import Briefing, Stance, get
from simul_agir.stances.base_burnt import BaseBurnt
from simul_agir.stances.random_policy import RandomPolicy
from simul_agir.stances.recipes import recipe_of
from simul_agir.stances.registry import BUILT_IN
from territories import scenario

KINDS = (*BUILT_IN.values(), BaseBurnt)
BATCH = Batch.begin(scenario(), "none", 1)


@some.composite
def briefings(draw: Any) -> Briefing:
    """What a stance may be told."""
    steps = [Step(draw(some.integers(0, 20)), draw(some.integers(0, 20))) for _ in range(4)]
    return Briefing(
        months=draw(some.integers(1, 100)),
        hours=draw(some.floats(0.0, 5000.0)),
        path=PathSpec(*steps, draw(some.none() | some.integers(1, 40))),
        own_share=draw(some.floats(0.4, 0.9)),
    )


def made(told: Briefing, stance: Stance, before: np.ndarray | None = None, due: float = 0.0) -> np.ndarray:
    """The calendar that the rules make, (months, 12)."""
    recipe, shares = recipe_of(stance)
    points = vector()[None]
    points[0, FTE_HOURS], points[0, OWN_SHARE] = told.hours, told.own_share
    calendars = np.zeros((1, told.months + 1, 12))
    if before is not None:
        calendars[0, 1:] = before
    path = path_row(scenario(path=told.path))
    buffer = np.ones_like(calendars[0])
    set_calendar(
        *(
            BATCH.handle(),
            1,
            points,
            1.0,
            path,
            recipe,
            shares,
            told.month,
            np.array([due]),
            buffer,
            calendars,
        )
    )
    assert not calendars[0, 0].any()
    return calendars[0, 1:]


@settings(max_examples=150, deadline=None)
@given(told=briefings(), kind=some.sampled_from(KINDS))
def test_a_recipe_gives_the_stances_own_calendar(told: Briefing, kind: type[Stance]) -> None:
    assert np.array_equal(made(told, kind()), kind().calendar(told))


def test_a_stance_of_ones_own_with_instruments_alone_has_a_recipe() -> None:
    class Aid(Stance):
        name, source, own = "aid", "mine", {"back_mutual_aid": 2.0, "convene": 2.0}

    _, shares = recipe_of(Aid())
    assert shares.tolist() == [[0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0]]
    told = Briefing(12, 10.0, PathSpec(), 0.6)
    assert np.array_equal(made(told, Aid()), Aid().calendar(told))


@pytest.mark.parametrize("stance", [RandomPolicy(0)], ids=["random policy"])
def test_a_stance_with_a_calendar_of_its_own_making_has_none(stance: Stance) -> None:
    assert recipe_of(stance) is None
    assert recipe_of(get("residents")) is not None
