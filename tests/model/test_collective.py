"""The collective's stage has structural conditions of its own; the network is read, not written."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.state import World
from territories import believe, numbers, plain, tie, world

SOUGHT = 0b10


def seek(made: World, *pairs: tuple[int, int]) -> None:
    """Each first sought each second lately."""
    for i, j in pairs:
        if plain().ties.place(made, i, j) < 0:
            tie(made, i, j)
        a = plain().ties.place(made, i, j)
        made.tie_index[i, at.CONTACT, a] = made.tie_index[j, at.SOUGHT_BY, made.tie_index[i, at.BACK, a]] = (
            SOUGHT
        )


def both_ways(*pairs: tuple[int, int]) -> list[tuple[int, int]]:
    return [*pairs, *((j, i) for i, j in pairs)]


def test_the_giant_component_is_of_reciprocated_ties_among_those_present() -> None:
    made = world(7)
    seek(made, *both_ways((0, 1), (1, 2), (3, 4)), (2, 3), (5, 6))
    assert plain().collective.find_giant(made) == pytest.approx(3 / 7)
    made.actors[6, at.AWAKE] = 0.0
    assert plain().collective.find_giant(made) == pytest.approx(3 / 6)


def test_a_contact_counts_if_either_side_sought_it_and_is_reciprocated_if_both_did() -> None:
    made = world(4)
    seek(made, *both_ways((0, 1)), (1, 2), (2, 3))
    plain().collective.read_network(made)
    assert made.territory[[at.DENSITY, at.RECIPROCITY]] == pytest.approx([3 / 6, 2 / 4])


def test_transitivity_counts_alters_who_work_with_each_other() -> None:
    made = world(4)
    seek(made, *both_ways((0, 1), (1, 2), (0, 2), (2, 3)))
    plain().collective.read_network(made)
    assert made.territory[at.TRANSITIVITY] == pytest.approx(6 / 10)


def standing(stages: list[int], actors: int = 3) -> World:
    """A territory whose actors stand so, woven into one, with a facilitator and actions on every need."""
    made = world(len(stages))
    made.actors[:, at.STAGE] = stages
    seek(made, *both_ways(*((i, i + 1) for i in range(len(stages) - 1))))
    made.bitsets[0, at.FACILITATED] = 1
    made.truth[at.ACTED] = 1
    return made


def collective_stage(made: World, **overrides: float) -> int:
    return int(plain().collective.collective_stage(made, numbers(synergy_level=0.0, **overrides)))


@pytest.mark.parametrize(
    ("stages", "stage"),
    [
        ([0, 0, 0], 0),
        ([1, 0, 3], 1),
        ([1, 1, 0], 1),
        ([2, 2, 0], 2),
        ([3, 3, 0], 3),
        ([1, 0, 0], 0),
        ([3, 2, 2], 2),
    ],
)
def test_the_collective_stands_where_two_thirds_stand(stages: list[int], stage: int) -> None:
    assert collective_stage(standing(stages)) == stage


def test_a_collective_that_is_not_woven_into_one_stays_at_latency() -> None:
    made = standing([3, 3, 3])
    plain().ties.forget(made, 1, plain().ties.place(made, 1, 2))
    assert collective_stage(made, giant_level=0.8) == 0


def test_without_a_facilitator_there_is_no_team() -> None:
    made = standing([3, 3, 3])
    made.bitsets[:, at.FACILITATED] = 0
    assert collective_stage(made) == 1


def test_one_facilitator_serves_so_many_actors() -> None:
    made = standing([3] * 6)
    assert collective_stage(made, facilitator_span=6) == 3
    assert collective_stage(made, facilitator_span=5) == 1


def test_without_actions_on_two_thirds_of_the_needs_there_is_no_team_action() -> None:
    made = standing([3, 3, 3])
    made.truth[at.ACTED, 0] = 0
    assert collective_stage(made) == 3
    made.truth[at.ACTED, 1] = 0
    assert collective_stage(made) == 2


def test_excellence_needs_synergy() -> None:
    made = standing([4, 4, 4])
    made.actors[:, at.FIRST_TRUST] = 0.5
    made.actors[:, at.FIRST_ALIGNMENT] = 1.0
    made.profiles[:, at.COMFORT] = 1.0
    for i in range(3):
        plain().collective._remember_beliefs(made, i)
    assert collective_stage(made) == 3
    for i, j in ((0, 1), (1, 0), (1, 2), (2, 1)):
        made.ties[i, at.SUCCESSES, plain().ties.place(made, i, j)] = 50.0
    assert collective_stage(made) == 4


def test_sleepers_count_among_those_who_must_stand() -> None:
    made = standing([2, 2, 0])
    made.actors[2, at.AWAKE] = 0.0
    assert collective_stage(made) == 2
    made = standing([2, 2, 0, 0])
    made.actors[3, at.AWAKE] = 0.0
    assert collective_stage(made, giant_level=0.0) == 0


def test_synergy_is_what_was_gained_since_month_0() -> None:
    made = world(2, domains=2)
    made.truth[at.LINKS] = (0b11, 0b10)
    made.profiles[:, at.COMFORT] = 1.0
    made.profiles[:, at.MANDATE] = ((1.0, 0.0), (0.0, 1.0))
    seek(made, *both_ways((0, 1)))
    made.actors[:, at.FIRST_TRUST] = 0.5
    made.actors[:, at.FIRST_ALIGNMENT] = 1.0
    plain().collective.remember_start(made)
    made.actors[:, at.FIRST_TRUST], made.actors[:, at.FIRST_ALIGNMENT] = 0.5, 1.0
    p = numbers(weight_coordination=0.0, weight_coverage=2.0, delivery=0.9)
    assert plain().collective.synergy(made, p) == pytest.approx(0.0, abs=1e-6)
    believe(made, 0, 0, 1)
    full, half = (plain().team_action.success_chance(p, covered, 0.0) for covered in (1.0, 0.5))
    assert plain().collective.synergy(made, p) == pytest.approx((full - half) / 2)


def test_month_0_is_remembered_and_accounts_begin() -> None:
    made = world(3)
    made.actors[:, at.STAGE] = 2.0
    made.actors[:, at.TRUST] = 0.7
    made.accounts[[at.MONEY, at.HOURS, at.PURSE]] = 5.0
    believe(made, 0, 0, 1)
    plain().ladder.find_centre(made)
    plain().collective.remember_start(made)
    assert (
        made.actors[:, [at.BEST_STAGE, at.FIRST_TRUST, at.FIRST_ALIGNMENT]].tolist() == [[2.0, 0.7, 1.0]] * 3
    )
    assert made.accounts[[at.MONEY, at.HOURS, at.PURSE]].tolist() == [0.0, 0.0, 5.0]
    believed = [plain().collective.believed_at_first(made, 0, 0, domain) for domain in range(3)]
    assert believed == [True, True, False]


def test_reading_writes_nothing_but_what_is_read() -> None:
    made = standing([2, 2, 2])
    before = {name: np.copy(array) for name, array in made._asdict().items()}
    plain().collective.stand(made, numbers(), True)
    changed = {name for name, array in made._asdict().items() if not np.array_equal(array, before[name])}
    assert changed <= {"territory", "scratch", "team"}
