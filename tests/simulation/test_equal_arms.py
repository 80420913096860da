"""Arms differ by what their instruments do, and by nothing else."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.parameters import FTE_HOURS, HOUR_COST
from simul_agir.model.state import State
from simul_agir.scenario import Landscape, Scenario
from simul_agir.simulation import Batch, simulate_arms
from simul_agir.stances.registry import SHIPPED
from simulation.sameness import COSTS, STANCE_ARRAYS, STANCES, differing, differing_indicators
from territories import scenario

PLACE = scenario(actors=8, domains=4, months=12, warm_up=6, seed=1)
SILENT = dict.fromkeys(("encounters", "actions", "aid", "learning", "shared_goal"), False)
ACTIVE = [name for name in STANCES if name not in ("none", "sham")]
SEEDS = (1, 2, 3)


def lived(place: Scenario, stance: str, seed: int = 1, runs: int = 2) -> Batch:
    return Batch.begin(place, stance, runs, seed).run_until(place.months)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sham_equals_none_on_everything_but_cost(seed: int) -> None:
    sham, none = lived(PLACE, "sham", seed), lived(PLACE, "none", seed)
    assert differing(sham.state, none.state) == ["accounts"]
    apart = (sham.state.accounts != none.state.accounts).any(axis=0)
    assert np.flatnonzero(apart).tolist() == [at.EFFORT]
    assert differing_indicators(sham, none) == ["effort"]


@pytest.mark.parametrize("stance", STANCES)
def test_a_zero_dose_equals_none(stance: str) -> None:
    place = replace(PLACE, effort=0.0)
    dose, none = lived(place, stance), lived(place, "none")
    assert differing(dose.state, none.state) == []
    assert differing_indicators(dose, none) == []


@pytest.mark.parametrize("stance", ACTIVE)
def test_a_full_dose_changes_nothing_but_what_a_stance_may_write_while_nobody_does_anything(
    stance: str,
) -> None:
    place = replace(PLACE, effort=8.0, mechanisms=SILENT)
    dose, none = lived(place, stance), lived(place, "none")
    assert differing(dose.state, none.state, without=STANCE_ARRAYS) == []
    assert differing_indicators(dose, none, without=COSTS) == []
    assert differing(dose.state, none.state)


@pytest.mark.parametrize("stance", ACTIVE)
def test_a_full_dose_changes_much_while_they_do(stance: str) -> None:
    place = replace(PLACE, effort=8.0)
    dose, none = lived(place, stance), lived(place, "none")
    if stance != "money":
        assert set(differing(dose.state, none.state)) >= {
            "actors",
            "profiles",
            "tie_index",
            "ties",
            "territory",
        }


def test_every_arm_costs_the_same() -> None:
    arms = simulate_arms(PLACE, [name for name in STANCES if name != "none"], runs=3)
    due = PLACE.effort * float(PLACE.vector()[FTE_HOURS]) * PLACE.months
    for name, arm in arms.items():
        assert np.allclose(arm.of("effort")[:, -1], due), name
        assert (np.diff(arm.of("effort")) >= 0).all()
    assert (simulate_arms(PLACE, ["none"], runs=3)["none"].of("effort") == 0).all()


@pytest.mark.parametrize("stance", SHIPPED)
def test_no_euro_appears_or_disappears(stance: str) -> None:
    """At every month: spent, still in the purse and lapsed are together what was paid in, to the cent."""
    place = replace(PLACE, months=30, budget=700.0)
    batch = Batch.begin(place, stance, 3).run_until(0)
    paid_in = batch.state.accounts[:, at.PURSE].copy()
    lapsed = batch.state.accounts[:, at.LAPSED].copy()
    grants = batch.calendars[:, :, -2].copy() * float(place.vector()[HOUR_COST])
    for month in range(1, 31):
        batch.run_until(month)
        accounts = batch.state.accounts
        paid_in = paid_in + place.budget + grants[:, month]
        held = accounts[:, at.MONEY] + accounts[:, at.PURSE] + accounts[:, at.LAPSED] - lapsed
        assert held == pytest.approx(paid_in, abs=0.005)
        assert (accounts[:, at.PURSE] >= 0).all()
    assert np.array_equal(
        batch.state.accounts[:, at.MONEY], batch.indicators[:, -1, INDICATORS.index("money")]
    )


def with_a_silent_actor(place: Scenario) -> Scenario:
    """The same territory with one more actor, who has neither voice nor capacity, ties nor resources."""
    old = place.landscape
    nobody: dict[str, Any] = {name: np.append(values, 0.0) for name, values in old.attributes.items()}
    domains = len(place.domains)
    own = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    more = Landscape(
        ids=(*old.ids, "nobody"),
        names=(*old.names, "Nobody"),
        kinds=(*old.kinds, "association"),
        attributes=nobody,
        expertise=np.vstack([old.expertise, np.full(domains, 0.9)]),
        mandate=np.vstack([old.mandate, np.eye(domains)[0]]),
        understanding=np.vstack([old.understanding, own]),
        sources=old.sources,
        targets=old.targets,
        strengths=old.strengths,
        trusts=old.trusts,
        latent=np.append(old.latent, False),
        asleep=np.append(old.asleep, False),
        lead=old.lead,
        project_team=old.project_team,
    )
    return replace(place, landscape=more)


def without_last_actor(state: State, actors: int) -> State:
    """A state without its last actor."""
    of_actors = (
        "actors",
        "profiles",
        "bitsets",
        "tie_index",
        "ties",
        "tie_weights",
        "help_probability",
        "competence_mask",
        "actions_by_month",
        "seen",
    )
    arrays = state.arrays()
    cut = {name: np.ascontiguousarray(arrays[name][:, :actors]) for name in of_actors if name in arrays}
    for name in ("plan", "next_plan"):
        cut[name] = np.ascontiguousarray(arrays[name][:, :, :actors])
    cut["queue"] = np.ascontiguousarray(arrays["queue"][:, : at.WAITING * actors])
    return State(**{**arrays, **cut})


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("stance", STANCES)
def test_one_more_actor_without_voice_or_means_changes_nobody_else(stance: str, seed: int) -> None:
    place = replace(PLACE, effort=1.0)
    alone, joined = lived(place, stance, seed), lived(with_a_silent_actor(place), stance, seed)
    one, other = (without_last_actor(batch.state, 8) for batch in (alone, joined))
    for replicate in range(2):  # lines of the queue that are done with hold what they held
        waiting = int(one.territory[replicate, at.QUEUED])
        one.queue[replicate, waiting:] = other.queue[replicate, waiting:] = 0
    assert differing(one, other) == []
    assert differing_indicators(alone, joined) == []


BUSY = {
    "proposal_rate": 2,
    "delay": 1,
    "delay_months": 12,
    "facilitated_delay": 1,
    "action_hours": 1,
    "application_hours": 2,
    "call_months": 12,
}


def test_nor_does_it_where_more_proposals_wait_than_there_is_room_for() -> None:
    place = replace(PLACE, months=59, parameters=BUSY)  # just before a call
    alone, joined = lived(place, "none"), lived(with_a_silent_actor(place), "none")
    assert alone.state.territory[:, at.QUEUED].max() == 8 * at.WAITING
    assert differing_indicators(alone, joined) == []


def test_kinds_are_labels_only() -> None:
    relabelled = replace(PLACE.landscape, kinds=tuple(f"kind-{i}" for i in range(8)))
    for stance in ("residents", "diagnosed_by_trial"):
        one, other = lived(PLACE, stance), lived(replace(PLACE, landscape=relabelled), stance)
        assert differing(one.state, other.state) == []
        assert differing_indicators(one, other) == []


def test_names_of_needs_are_labels_only() -> None:
    renamed = replace(PLACE, domains=("a", "b", "c", "d"))
    assert differing(lived(PLACE, "mixed").state, lived(renamed, "mixed").state) == []
