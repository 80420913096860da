"""What a diagnosis leaves behind, by hand: gaps by voice, and a training brief as far as one sees."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.path.observation import SEEN_POSTURES, SEEN_SKILL
from territories import numbers, plain, world


def seen_world() -> object:
    """Three actors: two heard, with voices 1 and .5, and one asleep."""
    made = world(actors=3, domains=2)
    made.actors[:, at.VOICE] = [1.0, 0.5, 1.0]
    made.actors[2, at.AWAKE] = 0.0
    made.seen[:, SEEN_SKILL] = [0.6, 0.3, 1.0]
    made.seen[:, SEEN_POSTURES : SEEN_POSTURES + 4] = [[0.0, 0.2, 0.4, 0.8], [0.3] * 4, [1.0] * 4]
    return made


def test_a_gap_is_what_those_heard_miss_in_posture_and_skill_by_voice() -> None:
    gaps = plain().diagnosis.change_gaps(seen_world())
    first = [1 - (posture + 0.6) / 2 for posture in (0.0, 0.2, 0.4, 0.8)]
    assert gaps == pytest.approx([(each + 0.5 * 0.7) / 1.5 for each in first])


def test_where_nobody_is_heard_all_count_alike() -> None:
    made = seen_world()
    made.actors[:, at.AWAKE] = 0.0
    assert plain().diagnosis.change_gaps(made)[3] == pytest.approx((0.3 + 0.7 + 0.0) / 3)


def test_the_smallest_gap_is_taken_among_the_feasible_and_the_first_of_equals() -> None:
    made = seen_world()
    assert plain().diagnosis.least_gap(made, np.array([0, 1, 2])) == 2
    made.seen[:, SEEN_POSTURES : SEEN_POSTURES + 4] = 0.5
    assert plain().diagnosis.least_gap(made, np.array([2, 3])) == 0


@pytest.mark.parametrize(("error", "clear"), [(0.0, 1.0), (0.125, 0.5), (0.25, 0.0)])
def test_training_goes_by_what_is_missing_as_far_as_one_sees(error: float, clear: float) -> None:
    made, p = seen_world(), numbers(diagnosis_error=0.25)
    made.sight[at.SIGHT_ERROR] = error
    plain().diagnosis.set_training_weights(made, p, (0.5, 0.5, 0.0, 0.0))
    missing = 1 - (0.1 + 0.6) / 2
    assert made.actors[0, at.TRAINING_WEIGHT] == pytest.approx(clear * missing + 1 - clear)
    plain().diagnosis.set_training_weights(made, p, (0.0, 0.0, 0.0, 0.0))
    assert made.actors[0, at.TRAINING_WEIGHT] == pytest.approx(clear * (1 - 0.6) + 1 - clear)
