"""Arms of the claims: at equal cost, in another rhythm, or without one instrument."""

from typing import ClassVar

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.scenario import Scenario
from simul_agir.simulation.calendars import briefing_of
from simul_agir.stances import Briefing, get
from simul_agir.stances.contract import StanceContract

NAMES = ("steady_decree", "brief_animation", "hurried_residents", "hurried_animation", "unregulated")


class TestVariants(StanceContract):
    stance: ClassVar[str]

    @pytest.fixture(autouse=True, params=NAMES)
    def each(self, request: pytest.FixtureRequest) -> None:
        type(self).stance = request.param


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return briefing_of(Scenario.from_contract("CN06204I"))


def test_the_instruments_of_a_decree_are_the_same_in_either_rhythm(briefing: Briefing) -> None:
    burst, steady = (get(name).calendar(briefing) for name in ("decree", "steady_decree"))
    np.testing.assert_allclose(burst.sum(axis=0), steady.sum(axis=0))
    assert np.ptp(steady.sum(axis=1)) == pytest.approx(0.0, abs=1e-9)


def test_brief_animation_spends_nine_tenths_in_its_year(briefing: Briefing) -> None:
    calendar = get("brief_animation").calendar(briefing)
    assert calendar[:12].sum() / calendar.sum() == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("hurried", "usual"), [("hurried_residents", "residents"), ("hurried_animation", "animation")]
)
def test_a_hurried_month_divides_its_effort_as_usual(briefing: Briefing, hurried: str, usual: str) -> None:
    fast, slow = get(hurried).calendar(briefing), get(usual).calendar(briefing)
    assert fast[:18].sum() / fast.sum() == pytest.approx(0.9)
    np.testing.assert_allclose(fast / fast.sum(axis=1, keepdims=True), slow / slow.sum(axis=1, keepdims=True))


def test_unregulated_gives_the_hours_of_regulation_to_the_rest_of_the_base(briefing: Briefing) -> None:
    without, base = get("unregulated").calendar(briefing), get("animation").calendar(briefing)
    assert without[:, INSTRUMENTS.index("regulate")].sum() == 0.0
    np.testing.assert_allclose(without.sum(axis=1), base.sum(axis=1))
