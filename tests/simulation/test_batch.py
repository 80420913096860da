"""A batch can be stopped at any month, saved, loaded and branched, and lives on as if nothing had happened."""

import copy
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.parameters import FTE_HOURS
from simul_agir.scenario import PathSpec, Scenario, Shock, Step
from simul_agir.simulation import Batch, simulate
from simul_agir.simulation.calendars import shock_rows
from simul_agir.stances import Stance, StanceError, get
from simulation.sameness import STANCES, assert_same_life, differing
from stances.example_stances import Calming, Growing
from territories import scenario

MONTHS, WARM_UP = 12, 6
PLACE = scenario(months=MONTHS, warm_up=WARM_UP, shocks=(Shock(4, 0.2, (), 0.3),))
ANY_MONTH = some.integers(-WARM_UP, MONTHS)
ANY_STANCE = some.sampled_from(STANCES)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lived(
    stance: str | Stance, until: int = MONTHS, runs: int = 2, place: Scenario = PLACE, **more: Any
) -> Batch:
    return Batch.begin(place, stance, runs, seed=5, **more).run_until(until)


def due(place: Scenario = PLACE) -> float:
    """Hours of engineering of the whole contract."""
    return place.effort * float(place.vector()[FTE_HOURS]) * place.months


@pytest.mark.parametrize("stance", STANCES)
def test_month_by_month_is_the_same_as_all_at_once(stance: str) -> None:
    batch = lived(stance, -WARM_UP)
    for month in range(-WARM_UP + 1, MONTHS + 1):
        batch.run_until(month)
    assert_same_life(batch, lived(stance))


@FEW
@given(stance=ANY_STANCE, month=ANY_MONTH)
def test_a_branch_that_changes_nothing_lives_what_the_unbroken_batch_lives(stance: str, month: int) -> None:
    trunk = lived(stance, month)
    branches = [trunk.branch(), trunk.branch(stance), trunk.branch(trunk.stance)]
    unbroken = trunk.run_until(MONTHS)
    for branch in branches:
        assert_same_life(branch.run_until(MONTHS), unbroken)


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda batch: pickle.loads(pickle.dumps(batch))]
)
def test_a_copy_of_a_batch_that_has_lived_lives_on_as_it_does(duplicate: Any) -> None:
    batch = lived("mixed", 3)
    arrays = {name: array.copy() for name, array in batch.state.arrays().items()}
    twin = duplicate(batch)
    if duplicate is not copy.copy:
        twin.run_until(MONTHS)
        assert all(np.array_equal(batch.state.arrays()[name], array) for name, array in arrays.items())
        assert_same_life(batch.run_until(MONTHS), twin)
    else:
        assert_same_life(twin.run_until(MONTHS), lived("mixed"))


@pytest.mark.parametrize("runs", [2, 3])
def test_a_branch_may_live_in_what_another_batch_leaves_behind(runs: int) -> None:
    left = lived("resilience", 7, runs=runs)
    trunk = lived("none", 0)
    branch = trunk.branch("residents", into=left).run_until(MONTHS)
    assert_same_life(branch, lived("none", 0).branch("residents").run_until(MONTHS))
    assert (branch.state.actors is left.state.actors) == (runs == 2)
    assert_same_life(Batch.begin(PLACE, "mixed", 2, seed=5, into=branch).run_until(MONTHS), lived("mixed"))


def test_an_array_put_in_the_place_of_another_is_lived_on() -> None:
    batch, other = lived("none", 2), lived("none", 2)
    for each in (batch, other):
        each.run_until(4)
    batch.state.needs = batch.state.needs.copy() * 0.5
    other.state.needs *= 0.5
    assert_same_life(batch.run_until(MONTHS), other.run_until(MONTHS))


@FEW
@given(stance=ANY_STANCE, month=ANY_MONTH)
def test_a_saved_and_loaded_batch_lives_what_the_unbroken_batch_lives(
    stance: str, month: int, tmp_path: Path
) -> None:
    batch = lived(stance, month)
    batch.save(tmp_path / "batch")
    loaded = Batch.load(tmp_path / "batch", PLACE)
    assert_same_life(loaded, batch)
    assert_same_life(loaded.run_until(MONTHS), batch.run_until(MONTHS))


@FEW
@given(stance=ANY_STANCE, other=ANY_STANCE, month=ANY_MONTH)
def test_a_branch_under_another_stance_keeps_what_was_lived(stance: str, other: str, month: int) -> None:
    trunk = lived(stance, month)
    branch = trunk.branch(other)
    kept = max(-1, month) + 1
    indicators, calendar = trunk.indicators[:, :kept].copy(), trunk.calendars[:, 1:kept].copy()
    branch.run_until(MONTHS)
    assert np.array_equal(branch.indicators[:, :kept], indicators)
    assert np.array_equal(*np.broadcast_arrays(branch.calendars[:, 1:kept], calendar))


@FEW
@given(stance=ANY_STANCE, other=ANY_STANCE, month=ANY_MONTH)
def test_a_stance_that_takes_over_spends_what_is_left(stance: str, other: str, month: int) -> None:
    trunk = lived(stance, month)
    spent = trunk.state.accounts[:, at.EFFORT].copy()
    branch = trunk.branch(other).run_until(MONTHS)
    nothing_more = other == "none" or month == MONTHS
    assert np.allclose(branch.state.accounts[:, at.EFFORT], spent if nothing_more else due())


@pytest.mark.parametrize("month", [0, 2, 5, 11])
@pytest.mark.parametrize("stance", ["residents", "decree", "diagnosed", "none"])
def test_a_branch_under_the_same_stance_spends_the_same(stance: str, month: int) -> None:
    branch = lived(stance, month).branch(stance).run_until(MONTHS)
    assert np.allclose(branch.state.accounts[:, at.EFFORT], 0.0 if stance == "none" else due())


@pytest.mark.parametrize("stance", STANCES)
def test_an_arm_begun_at_the_start_is_the_arm_that_takes_over_at_month_0(stance: str) -> None:
    assert_same_life(lived("none", 0).branch(stance).run_until(MONTHS), lived(stance))


SKIPPED = PathSpec(diagnosis=Step(0, 0), choice=Step(0, 0), training=Step(0, 4), scheme=Step(0, 0))


@pytest.mark.parametrize("stance", STANCES)
def test_the_same_holds_where_the_diagnosis_is_skipped(stance: str) -> None:
    place = replace(PLACE, path=SKIPPED)
    arm = lived("none", 0, place=place).branch(stance).run_until(MONTHS)
    assert_same_life(arm, lived(stance, place=place))


def test_a_territory_that_skips_its_diagnosis_chooses_at_once() -> None:
    place = replace(PLACE, path=SKIPPED)
    diagnosed, base = lived("diagnosed", place=place), lived("animation", place=place)
    assert (diagnosed.calendars[:, 1:] != base.calendars[:, 1:]).any()


def test_one_that_takes_over_after_the_scheme_announces_its_axes_at_once() -> None:
    trunk = lived("none", 10)
    assert not trunk.state.axes.any()
    assert trunk.branch("residents").state.axes.any()
    assert not trunk.state.axes.any()


def test_a_stance_that_reacts_is_asked_every_month_once_for_the_whole_batch() -> None:
    asked = []

    class Listening(Calming):
        def react(self, month: int, indicators: np.ndarray, doses: np.ndarray) -> np.ndarray:
            asked.append((month, indicators.shape, doses.shape))
            return super().react(month, indicators, doses)

    lived(Listening(), runs=3)
    lived("none", 0, runs=3).branch(Listening()).run_until(MONTHS)
    expected = [(month, (3, len(INDICATORS)), (3, len(INSTRUMENTS))) for month in range(1, MONTHS + 1)]
    assert asked == expected * 2


def test_a_reaction_that_adds_hours_is_refused() -> None:
    with pytest.raises(StanceError, match="cost the same"):
        lived(Growing())


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, True, "1", None])
def test_a_seed_outside_its_range_is_refused(seed: Any) -> None:
    with pytest.raises(ValueError, match="whole number"):
        Batch.begin(PLACE, "none", 1, seed)
    with pytest.raises(ValueError, match="whole number"):
        simulate(PLACE, runs=1, seed=seed)


def test_the_last_seed_is_a_seed() -> None:
    last = 2**32 - 1
    assert np.isfinite(Batch.begin(PLACE, "none", 1, np.uint32(last)).run_until(2).indicators).all()


@pytest.mark.parametrize(("runs", "first"), [(0, 0), (1, -1), (1, 2**32), (2, 2**32 - 1)])
def test_replicates_outside_their_range_are_refused(runs: int, first: int) -> None:
    with pytest.raises(ValueError, match=r"0\.\.4294967295"):
        Batch.begin(PLACE, "none", runs, 1, first)


@pytest.mark.parametrize("month", [-WARM_UP - 1, MONTHS + 1])
def test_no_month_outside_the_contract_is_lived(month: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        lived("none", 0).run_until(month)


def test_months_lived_are_not_lived_again() -> None:
    batch = lived("none", 5)
    before = batch.state.copy()
    assert differing(batch.run_until(3).state, before) == []
    assert batch.month == 5


def test_a_saved_batch_is_one_file_and_saving_leaves_no_other(tmp_path: Path) -> None:
    lived("none", 0).save(tmp_path / "batch")
    lived("residents", 2).save(tmp_path / "batch")
    assert [file.name for file in tmp_path.iterdir()] == ["batch"]
    assert Batch.load(tmp_path / "batch", PLACE).month == 2


def test_a_stance_of_ones_own_is_found_again_when_its_batch_is_loaded(tmp_path: Path) -> None:
    lived(Calming(), 4).save(tmp_path / "batch")
    assert isinstance(Batch.load(tmp_path / "batch", PLACE).stance, Calming)


def test_a_shock_strikes_in_its_month_the_needs_it_names() -> None:
    shocks = (Shock(2, 0.3, ("need-1",), 0.5), Shock(2, 0.9, (), 0.0), Shock(12, 0.1, ("need-3",)))
    rows = shock_rows(replace(PLACE, shocks=shocks))
    assert rows.shape == (WARM_UP + MONTHS, 6)
    assert rows[WARM_UP + 1].tolist() == [0.9, 1.0, 0.9, 0.9, 0.5, 0.0]
    assert rows[WARM_UP + 11].tolist() == [0.0, 0.0, 0.0, 0.1, 0.0, 0.0]
    assert np.count_nonzero(rows.sum(axis=1)) == 2


def test_shocks_raise_the_needs_they_strike() -> None:
    struck, calm = (
        lived("none", place=replace(PLACE, shocks=shocks)) for shocks in ((Shock(1, 0.5, ("need-1",)),), ())
    )
    rise = struck.need_levels[:, 1] - calm.need_levels[:, 1]
    assert (rise[:, 1] > 0.05).all()
    assert struck.need_levels[:, 0].tobytes() == calm.need_levels[:, 0].tobytes()


def test_a_territory_without_warm_up_begins_at_month_0() -> None:
    place = replace(PLACE, warm_up=0)
    batch = Batch.begin(place, "residents")
    assert batch.month == 0
    assert batch.indicators[0, 0].any()
    assert np.array_equal(batch.need_levels[0, 0], place.needs)
    batch.run_until(MONTHS)
    assert batch.state.accounts[0, at.EFFORT] == pytest.approx(due(place))


def test_a_stance_may_be_a_name_or_an_instance() -> None:
    assert_same_life(lived("residents"), lived(get("residents")))


def test_a_territory_that_is_seen_to_need_nothing_lives_the_same_among_others() -> None:
    place = replace(scenario(actors=9, domains=2, months=24, warm_up=4, seed=3), needs=np.full(2, 0.05))
    together = simulate(place, "residents", runs=12, seed=1, jobs=1, batch=12)
    alone = simulate(place, "residents", runs=12, seed=1, jobs=1, batch=1)
    assert np.array_equal(together.values, alone.values)
    diagnosed = Batch.begin(place, "residents", 12, 1).run_until(place.path.scheme.start)
    needs_nothing = ~diagnosed.state.axes.any(axis=1)
    assert 0 < np.count_nonzero(needs_nothing) < 12  # else nothing was asked here
