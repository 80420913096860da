"""Arms are lived on common luck, in ranges that are shared out evenly, on a desk written over again and again."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from simul_agir.model.instruments import AMPLIFY_VOICE, BURN
from simul_agir.scenario import PathSpec, Scenario, Shock, Step
from simul_agir.simulation import Batch, simulate_arms, simulate_histograms
from simul_agir.simulation.arms import Arms, Workspace, ranges_of, workspace_pool
from simul_agir.simulation.tasks import ProgressMonitor
from simul_agir.stances import Stance, get
from simulation.sameness import STANCES, assert_same_answer, assert_same_life
from simulation.test_shared_prefix import Announced, Late, OffThePath
from stances.example_stances import Calming
from territories import SHORT_PATH, scenario

PLACE = scenario(actors=9, domains=5, months=10, warm_up=4, seed=3)
PATH_STANCES = ("residents", "ordinary_resources", "conditional_aid", "resilience", "mixed")

steps = some.builds(Step, some.integers(0, 3), some.integers(0, 4))
paths = some.builds(PathSpec, steps, steps, steps, steps, some.sampled_from((None, 1, 4, 7)))
places = some.builds(
    lambda **fields: replace(PLACE, **fields),
    path=paths | some.just(SHORT_PATH),
    months=some.integers(1, 10),
    warm_up=some.integers(0, 3),
    effort=some.sampled_from((0.0, 0.2, 0.2, 2.0)),
    shocks=some.sampled_from(((), (Shock(1, 0.4, (), 0.5),))),
)
# Those that live alike are drawn often; `Late` is a class of a user's, with state, and two of one kind may differ.
policies = (
    some.sampled_from(PATH_STANCES).map(get)
    | some.sampled_from(STANCES).map(get)
    | some.builds(Late, some.integers(1, 10), some.sampled_from((BURN, AMPLIFY_VOICE)))
    | some.sampled_from((Calming, OffThePath, Announced)).map(lambda stance: stance())
)


def alone(place: Scenario, stance: Stance, runs: range, seed: int = 4, first: int = 0) -> Batch:
    """A stance that nobody lived with."""
    past = Batch.begin(place, "none", len(runs), seed, first + runs.start).run_until(0)
    return past.branch(stance).run_until(place.months)


def assert_lived_alone(place: Scenario, stances: Sequence[str | Stance], workspace: Workspace) -> Arms:
    """Every arm lives what it lives alone, in its order, whatever was lived on the desk before."""
    arms, monitor = Arms(place, stances, seed=4), ProgressMonitor(0)
    for runs in (range(2), range(2, 3)):
        simulated = arms.simulated(runs, workspace, monitor)
        for stance, (name, lived) in zip(stances, simulated, strict=True):
            stance = get(stance) if isinstance(stance, str) else stance
            assert lived.stance.name == name == stance.name
            assert_same_life(lived, alone(place, stance, runs))
    assert monitor.done == 3 * arms.months
    return arms


def test_a_desk_used_before_changes_nothing() -> None:
    arms, workspace, monitor = Arms(PLACE, STANCES, seed=4, first=2), Workspace(), ProgressMonitor(0)
    for runs in (range(3), range(3, 6), range(6, 8)):
        for name, (arm, lived) in zip(arms.names, arms.simulated(runs, workspace, monitor), strict=True):
            assert arm == name
            alone = Batch.begin(PLACE, "none", len(runs), seed=4, first=2 + runs.start).run_until(0)
            assert lived.stance.name == name
            assert_same_life(lived, alone.branch(lived.stance).run_until(10))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=places, stances=some.lists(policies, min_size=1, max_size=6))
def test_an_arm_is_the_same_alone_and_among_any_others_in_any_order(
    place: Scenario, stances: list[Stance]
) -> None:
    arms = assert_lived_alone(place, stances, Workspace())
    assert arms.months <= place.warm_up + len(stances) * place.months


@settings(max_examples=10, deadline=None)
@given(order=some.permutations(STANCES), months=some.sampled_from((3, 10)))
def test_so_it_is_among_all_of_them(order: list[str], months: int) -> None:
    workspace = Workspace()
    assert_lived_alone(PLACE, order, workspace)
    assert_lived_alone(replace(PLACE, months=months), order[:7], workspace)


def test_stances_of_one_class_that_differ_late_part_late() -> None:
    arms = assert_lived_alone(PLACE, [Late(month) for month in (10, 9, 10, 3)], Workspace())
    assert arms.months == 4 + 4 * 10 - 2 * 8
    assert Arms(PLACE, [Late(9), Late(10)]).months == 4 + 2 * 10 - 8


def test_stances_that_do_the_same_are_lived_once_and_given_each_by_its_name() -> None:
    place = replace(PLACE, effort=0.0)
    stances = ("sham", "none", "residents", "money", "decree")
    arms = assert_lived_alone(place, stances, Workspace())
    assert arms.months == 4 + 10
    lived = simulate_arms(place, stances, 3, seed=4)
    assert [ensemble.stance for ensemble in lived.values()] == list(stances)


def test_an_arm_parts_with_a_training_brief_of_its_own() -> None:
    """SHORT_PATH: the diagnosis closes with month 3, stances are chosen and training begins after month 4."""
    arms = Arms(PLACE, ("none", *PATH_STANCES), seed=4)
    assert arms.months == 4 + 6 * 10 - 4 * 4
    briefs = [
        arm.state.training_weights.tobytes()
        for _, arm in arms.simulated(range(3), Workspace(), ProgressMonitor(0))
    ]
    assert len(set(briefs)) == 6


def test_one_more_batch_is_kept_at_most() -> None:
    arms, workspace = Arms(PLACE, (*PATH_STANCES, "none", "decree", *STANCES), seed=4), Workspace()
    list(arms.simulated(range(3), workspace, ProgressMonitor(0)))
    kept = [batch for batch in vars(workspace).values() if batch is not None]
    assert len(kept) == 3
    assert len({id(batch.state.actors) for batch in kept}) == 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_reaches_its_total_and_the_shared_months_are_not_in_it(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    stances = ("mixed", "none", *PATH_STANCES[:3], "diagnosed")
    simulate_arms(PLACE, stances, 5, seed=4, jobs=jobs, progress=lambda *done: told.append(done))
    assert told[-1] == (5 * Arms(PLACE, stances).months,) * 2
    assert told[-1][1] < 5 * (4 + 6 * 10)


def test_in_any_order_the_answers_are_the_same_whatever_the_threads_and_batches() -> None:
    stances = ("none", *PATH_STANCES, "diagnosed")
    one = simulate_arms(PLACE, stances, 7, seed=4, jobs=1)
    other = simulate_arms(PLACE, stances[::-1], 7, seed=4, jobs=2, batch=3)
    assert list(other) == list(stances[::-1])
    for name in stances:
        assert_same_answer(one[name], other[name])
        assert_same_answer(one[name], simulate_arms(PLACE, [name], 7, seed=4)[name])


def test_histograms_of_arms_that_live_alike_count_what_each_lives() -> None:
    both = simulate_histograms(PLACE, ("mixed", "residents"), 6, seed=4, batch=4)
    single = simulate_histograms(PLACE, "residents", 6, seed=4)
    assert np.array_equal(both.monthly["residents"].counts, single.monthly["residents"].counts)


def test_months_lived_are_written_down_the_shared_ones_once() -> None:
    arms, monitor = Arms(PLACE, ("none", "residents"), seed=4), ProgressMonitor(0)
    assert arms.months == 4 + 2 * 10
    assert len(list(arms.simulated(range(5), Workspace(), monitor))) == 2
    assert monitor.done == 5 * arms.months


def test_told_to_stop_nothing_more_is_lived() -> None:
    arms, monitor = Arms(PLACE, ("none", "residents", "mixed"), seed=4), ProgressMonitor(0)
    lived = arms.simulated(range(2), Workspace(), monitor)
    next(lived)
    monitor.stopped = True
    assert list(lived) == []
    assert monitor.done == 2 * (4 + 10)


def test_told_to_stop_in_months_that_arms_share_none_of_them_is_given() -> None:
    class Impatient(ProgressMonitor):
        def add(self, amount: int) -> None:
            super().add(amount)
            self.stopped = self.done > 2 * 4

    monitor = Impatient(0)
    assert list(Arms(PLACE, PATH_STANCES, seed=4).simulated(range(2), Workspace(), monitor)) == []
    assert monitor.done == 2 * (4 + 4)


def test_lived_by_stretches_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [
        batch.indicators.copy()
        for _, batch in Arms(PLACE, STANCES, 4).simulated(range(3), Workspace(), ProgressMonitor(0))
    ]
    monkeypatch.setattr("simul_agir.simulation.arms._STRETCH", 3 * 9 * 3)
    parts = [
        batch.indicators.copy()
        for _, batch in Arms(PLACE, STANCES, 4).simulated(range(3), Workspace(), ProgressMonitor(0))
    ]
    assert all(np.array_equal(one, other) for one, other in zip(whole, parts, strict=True))


@pytest.mark.parametrize("actors", [5, 60, 2000])
@pytest.mark.parametrize("runs", [1, 7, 40, 1000])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_ranges_hold_every_run_once_and_as_many_for_each_thread(actors: int, runs: int, jobs: int) -> None:
    ranges = ranges_of(scenario(actors=actors, density=0.01), runs, jobs)
    assert [run for part in ranges for run in part] == list(range(runs))
    lengths = [len(part) for part in ranges]
    assert max(lengths) - min(lengths) <= 1
    assert len(ranges) % jobs == 0 or len(ranges) == runs


def test_ranges_of_a_size_one_asks_for() -> None:
    assert ranges_of(PLACE, 7, 2, 3) == [range(3), range(3, 6), range(6, 7)]
    assert ranges_of(PLACE, 0, 2) == []


def test_what_calls_before_have_left_on_desks_changes_no_answer() -> None:
    others = [
        replace(PLACE, needs=PLACE.needs * 0.5, months=7),
        scenario(actors=11, domains=8, months=10, seed=1),
    ]
    answers = [simulate_arms(place, STANCES, 3, seed=4, jobs=2) for place in (PLACE, *others, PLACE)]
    arms = Arms(PLACE, STANCES, seed=4)
    with pytest.raises(ZeroDivisionError):
        simulate_arms(PLACE, STANCES, 3, progress=lambda done, total: 1 // 0)
    again = simulate_arms(PLACE, STANCES, 3, seed=4, jobs=1)
    for name, lived in arms.simulated(range(3), Workspace(), ProgressMonitor(0)):
        for answer in (answers[0], answers[-1], again):
            assert np.array_equal(answer[name].values, lived.indicators)


def test_desks_are_lent_once_at_a_time_and_left_unless_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul_agir.simulation.arms._left", [])
    monkeypatch.setattr("simul_agir.simulation.arms._WORKSPACES", 2)
    with workspace_pool() as borrow:
        first = [borrow() for _ in range(3)]
        assert len({id(workspace) for workspace in first}) == 3
        used = Batch.begin(PLACE, "residents", runs=2)
        first[0].past = used
    with workspace_pool() as borrow:
        again = [borrow() for _ in range(3)]
        (kept,) = (workspace.past for workspace in again if workspace.past is not None)
        assert kept.state is used.state
        assert not hasattr(kept, "stance")  # nor a scenario: what is left keeps nobody's things
        monkeypatch.setattr("simul_agir.simulation.arms._KEPT", kept.size - 1)
    with workspace_pool() as borrow:
        assert all(borrow().past is None for _ in range(3))


def test_small_ensembles_are_lived_in_what_the_call_before_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Workspace] = []
    monkeypatch.setattr("simul_agir.simulation.arms._left", left)
    arrays = []
    for seed in (1, 2):
        simulate_arms(PLACE, ["none", "residents"], 2, seed=seed, jobs=1)
        (workspace,) = left
        assert workspace.past is not None
        arrays.append(workspace.past.state.actors)
    assert arrays[0] is arrays[1]


def test_a_desk_takes_no_luck_of_one_seed_for_that_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul_agir.simulation.arms._left", [])
    place = replace(PLACE, warm_up=0, months=1)
    for seed in (6, 7, 6, 0):
        answer = simulate_arms(place, ["none"], 1, seed=seed, jobs=1)["none"]
        assert np.array_equal(answer.values, Batch.begin(place, "none", 1, seed).run_until(1).indicators)


def test_a_desk_serves_as_many_actors_with_other_domains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul_agir.simulation.arms._left", [])
    for domains in (5, 8, 5):
        place = scenario(actors=9, domains=domains, months=10, warm_up=4, seed=3)
        answer = simulate_arms(place, ["none"], 2, seed=4, jobs=1)["none"]
        assert np.array_equal(answer.values, Batch.begin(place, "none", 2, 4).run_until(10).indicators)


def test_a_stance_of_ones_own_is_asked_itself_whatever_name_it_bears() -> None:
    class Residents(Late):
        name = "residents"

    shipped = simulate_arms(PLACE, ["residents"], 3)["residents"]
    own = simulate_arms(PLACE, [Residents(6)], 3)["residents"]
    late = simulate_arms(PLACE, [Late(6)], 3)["late"]
    assert np.array_equal(own.values, late.values)
    assert not np.array_equal(own.values, shipped.values)
    assert np.array_equal(simulate_arms(PLACE, ["residents"], 3)["residents"].values, shipped.values)
