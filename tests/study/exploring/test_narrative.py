"""Tests of `study.exploring.narrative`: one run as a story."""

import numpy as np
from tests.study.exploring.test_answers import lives, small  # noqa: F401

from simul_agir.scenario import Scenario
from simul_agir.study.exploring import (
    PairedRuns,
    arms_of,
    narrative_of,
)


def test_a_story_tells_the_run_of_the_fans(small: Scenario, lives: PairedRuns) -> None:
    arm = arms_of(small)[2]
    tale = narrative_of(small, arm, 1, 4)
    assert np.array_equal(tale.ladder, lives.ladder(arm.called)[4])
    for turn in tale.turns:
        told = {actor for event in tale.events for actor in event.actors}
        assert set(turn.actors) <= told
