"""Who takes part: readiness against a threshold, all at once, from what was seen last month."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from territories import numbers, plain, world

SOCIAL_ONLY = {
    "weight_motivation": 0.0,
    "weight_identification": 0.0,
    "weight_concern": 0.0,
    "weight_obligation": 0.0,
    "weight_social": 1.0,
    "social_scope": 1.0,
}


def test_readiness_is_a_weighted_mean() -> None:
    made = world(2, domains=2)
    row = made.actors[0]
    row[[at.MOTIVATION, at.IDENTIFICATION, at.PUBLIC_POWER, at.SEEN]] = (0.6, 0.4, 0.5, 0.5)
    made.territory[at.ENGAGED_SHARE] = 0.2
    made.needs[at.LEVEL] = (0.8, 0.2)
    made.profiles[0, at.PRIORITIES] = (0.5, 0.5)
    made.profiles[0, at.MANDATE] = (1.0, 0.0)
    weights = {"weight_motivation": 1, "weight_identification": 1.5, "weight_concern": 0.5}
    p = numbers(**weights, weight_obligation=0.5, weight_social=1, social_scope=0.3)
    seen = 0.7 * 0.5 + 0.3 * 0.2
    by_hand = (1 * 0.6 + 1.5 * 0.4 + 0.5 * 0.5 + 0.5 * 0.5 * 0.8 + 1 * seen) / 4.5
    assert plain().engagement.readiness(made, p, 0) == pytest.approx(by_hand)


def engaged_by_month(thresholds: list[float], months: int) -> list[int]:
    """How many take part month by month when only the share of others counts."""
    made, p = world(len(thresholds)), numbers(**SOCIAL_ONLY)
    made.actors[:, at.THRESHOLD] = thresholds
    counts = []
    for _ in range(months):
        plain().engagement.engage(made, p)
        plain().engagement.look_around(made)
        counts.append(int(made.actors[:, at.ENGAGED].sum()))
    return counts


def test_granovetters_crowd_joins_one_by_one() -> None:
    assert engaged_by_month([k / 10 for k in range(10)], 11) == [*range(1, 11), 10]


def test_granovetters_crowd_with_one_threshold_changed_stays_at_one() -> None:
    assert engaged_by_month([0.0, 0.2, *(k / 10 for k in range(2, 10))], 5) == [1] * 5


@pytest.mark.parametrize(("spread", "few"), [(0.06, True), (0.2, False)])
def test_a_crowd_of_normal_thresholds_cascades_above_the_critical_spread(spread: float, few: bool) -> None:
    thresholds = np.random.default_rng(3).normal(0.25, spread, 300)
    share = engaged_by_month(list(thresholds), 60)[-1] / 300
    assert (share < 0.2) if few else (share > 0.8)


def test_those_who_sleep_do_not_take_part() -> None:
    made = world()
    made.actors[1, at.AWAKE] = 0.0
    plain().engagement.engage(made, numbers(**SOCIAL_ONLY))
    assert made.actors[:, at.ENGAGED].tolist() == [1.0, 0.0, 1.0, 1.0]


def test_switched_off_everybody_awake_takes_part() -> None:
    made = world()
    made.actors[:, at.THRESHOLD] = 1.0
    made.actors[1, at.AWAKE] = 0.0
    plain().engagement.engage(made, numbers(engagement=0))
    assert made.actors[:, at.ENGAGED].tolist() == [1.0, 0.0, 1.0, 1.0]


def test_latency_is_taking_part_only_in_ones_own_field() -> None:
    made = world()
    made.actors[:, at.ENGAGED] = 0.0
    made.profiles[0, at.MANDATE] = (0.5, 0.3, 0.2)
    p = numbers(own_field=1.2)  # times an even share: .4 of the mandate
    assert [bool(plain().engagement.takes_part(made, p, 0, k)) for k in range(3)] == [True, False, False]
    made.actors[0, at.AWAKE] = 0.0
    assert not plain().engagement.takes_part(made, p, 0, 0)


def test_the_share_engaged_is_that_of_actors_with_voice() -> None:
    made = world()
    made.actors[:, at.VOICE] = (0.0, 0.5, 0.5, 1.0)
    made.actors[:, at.ENGAGED] = (1.0, 1.0, 0.0, 0.0)
    plain().engagement.look_around(made)
    assert made.territory[at.ENGAGED_SHARE] == pytest.approx(1 / 3)
