"""Tests of `study.exploring.bullseye`: where each actor stands in one life."""

from tests.study.exploring.test_answers import small  # noqa: F401

from simul_agir.scenario import Scenario
from simul_agir.study.exploring import places_of


def test_every_actor_has_a_place_of_its_own(small: Scenario) -> None:
    angles = [place.angle for place in places_of(small)]
    assert len({round(angle, 6) for angle in angles}) == small.landscape.size
    assert all(0 <= angle < 1 for angle in angles)
