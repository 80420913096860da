"""With all mechanisms off but one, the world does what the literature says that one must do."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.parameters import SWITCHES
from simul_agir.model.state import State
from simul_agir.scenario import Landscape, Scenario
from simul_agir.simulation import Batch, simulate
from territories import scenario


def only(*mechanisms: str) -> dict[str, bool]:
    """All mechanisms off but these."""
    return {name: name in mechanisms for name in SWITCHES}


def with_attributes(place: Scenario, **values: Any) -> Scenario:
    """The same territory with some attributes of all its actors set."""
    old = place.landscape
    attributes = {
        name: np.broadcast_to(values.get(name, array), array.shape) for name, array in old.attributes.items()
    }
    return replace(place, landscape=replace(old, attributes=attributes))


def awake(landscape: Landscape) -> Landscape:
    return replace(landscape, latent=np.zeros(landscape.size, bool), asleep=np.zeros(landscape.size, bool))


def test_with_all_mechanisms_off_nobody_changes() -> None:
    place = scenario(months=14, mechanisms=only())
    batch = Batch.begin(place, "residents").run_until(0)
    before = batch.state.copy()
    after = batch.run_until(14).state
    for name in ("profiles", "ties", "tie_index", "needs", "truth"):
        assert np.array_equal(getattr(after, name), getattr(before, name)), name
    kept = [at.MOTIVATION, at.IDENTIFICATION, at.SKILL, at.HARDSHIP, at.AWAKE, at.TIES, at.HABIT]
    assert np.array_equal(after.actors[:, :, kept], before.actors[:, :, kept])
    assert np.array_equal(after.bitsets[:, :, at.BELIEFS :], before.bitsets[:, :, at.BELIEFS :])


GOSSIP = {"tolerance": 1.0, "misunderstanding": 0.0, "convergence": 0.5, "exploration": 1.0, "homophily": 0.0}


def gossiping(openness: Any = 1.0, months: int = 24) -> Batch:
    """Twelve actors who only meet and talk about priorities."""
    place = scenario(
        actors=12,
        domains=3,
        months=months,
        warm_up=1,
        parameters=GOSSIP,
        mechanisms=only("encounters", "priority_change"),
    )
    place = with_attributes(replace(place, landscape=awake(place.landscape)), openness=openness)
    return Batch.begin(place, runs=3)


def spread(batch: Batch) -> np.ndarray:
    """Squared distance of all priorities from their mean, run by run."""
    priorities = batch.state.profiles[:, :, at.PRIORITIES]
    return ((priorities - priorities.mean(axis=1, keepdims=True)) ** 2).sum(axis=(1, 2))


def test_gossip_keeps_the_mean_and_never_widens_the_spread() -> None:
    batch = gossiping()
    mean = batch.state.profiles[:, :, at.PRIORITIES].mean(axis=1)
    last, first = np.inf, spread(batch)
    for month in range(25):
        batch.run_until(month)
        assert np.abs(batch.state.profiles[:, :, at.PRIORITIES].mean(axis=1) - mean).max() < 1e-9
        assert (spread(batch) <= last + 1e-12).all()
        last = spread(batch)
    assert (last < 1e-3 * first).all()


def test_gossip_shrinks_the_spread_at_the_known_rate() -> None:
    """Boyd et al. 2006: after t encounters of pairs drawn at random, E[S_t] = S_0 (1 - 4 mu (1 - mu) / (N - 1))^t."""
    n, mu, months = 10, 0.25, 3
    place = scenario(
        actors=n,
        domains=2,
        months=months,
        warm_up=1,
        density=0.0,
        parameters={**GOSSIP, "convergence": mu, "meeting_share": 0.05},
        mechanisms=only("encounters", "priority_change"),
    )
    same = {"openness": 1.0, "voice": 1.0, "capacity": 100.0, "exposure": 0.0}
    place = with_attributes(replace(place, landscape=awake(place.landscape)), **same)
    batch = Batch.begin(place, runs=400).run_until(0)
    start = spread(batch)
    batch.run_until(months)
    met = batch.indicators[:, 1:, INDICATORS.index("encounters")].sum(axis=1)
    expected = start * (1.0 - 4.0 * mu * (1.0 - mu) / (n - 1)) ** met
    assert spread(batch).mean() == pytest.approx(expected.mean(), rel=0.06)
    assert met.min() > 5


def test_one_who_never_moves_keeps_its_priorities_and_draws_the_others() -> None:
    openness = np.ones(12)
    openness[4] = 0.0
    batch = gossiping(openness, months=120)
    stubborn = batch.state.profiles[:, 4, at.PRIORITIES].copy()
    batch.run_until(120)
    assert np.array_equal(batch.state.profiles[:, 4, at.PRIORITIES], stubborn)
    assert np.abs(batch.state.profiles[:, :, at.PRIORITIES] - stubborn[:, None]).max() < 0.01


def worn(months: int, **parameters: float) -> tuple[Batch, State]:
    """A batch in which everything only wears off, and its state at month 0, with much to lose."""
    changes = ("identification_change", "comfort_change", "motivation_change", "priority_change")
    place = scenario(months=40, mechanisms=only("wearing", *changes), parameters=parameters)
    batch = Batch.begin(place).run_until(0)
    actors, profiles = batch.state.actors, batch.state.profiles
    actors[:, :, [at.SKILL, at.IDENTIFICATION, at.POSTURE]] = 0.9
    actors[:, :, [at.FIRST_SKILL, at.FIRST_IDENTIFICATION, at.FIRST_POSTURE]] = 0.2
    actors[:, :, at.HABIT] = 0.0
    profiles[:, :, at.COMFORT] = np.maximum(profiles[:, :, at.EXPERTISE], 0.9)
    batch.state.ties[:, :, at.STRENGTH] *= batch.state.tie_index[:, :, at.ALTER] >= 0
    before = batch.state.copy()
    return batch.run_until(months), before


@pytest.mark.parametrize("months", [1, 7, 30])
def test_what_only_wears_off_decays_exponentially(months: int) -> None:
    batch, before = worn(months, skill_erosion=0.054, identification_erosion=0.06, comfort_erosion=0.04)
    actors = batch.state.actors[0]
    assert actors[:, at.SKILL] == pytest.approx(0.2 + 0.7 * (1 - 0.054) ** months)
    assert actors[:, at.POSTURE] == pytest.approx(0.2 + 0.7 * (1 - 0.054) ** months)
    assert actors[:, at.IDENTIFICATION] == pytest.approx(0.2 + 0.7 * (1 - 0.06) ** months)
    gap = (before.profiles[:, :, at.COMFORT] - before.profiles[:, :, at.EXPERTISE]) * (1 - 0.04) ** months
    assert batch.state.profiles[:, :, at.COMFORT] - before.profiles[:, :, at.EXPERTISE] == pytest.approx(gap)


def test_priorities_and_motivation_return_exponentially() -> None:
    place = scenario(months=20, mechanisms=only("wearing", "priority_change", "motivation_change"))
    place = replace(place, parameters={"mandate_pull": 0.03, "motivation_return": 0.07})
    batch = Batch.begin(place).run_until(0)
    batch.state.profiles[:, :, at.PRIORITIES] = 1 / 4
    batch.state.actors[:, :, at.MOTIVATION] = 0.0
    batch.run_until(20)
    mandate = batch.state.profiles[:, :, at.MANDATE]
    assert batch.state.profiles[:, :, at.PRIORITIES] - mandate == pytest.approx((1 / 4 - mandate) * 0.97**20)
    intrinsic = batch.state.actors[:, :, at.INTRINSIC]
    assert batch.state.actors[:, :, at.MOTIVATION] == pytest.approx(intrinsic * (1 - 0.93**20))


def test_habit_shields_what_it_covers() -> None:
    place = scenario(
        months=12, mechanisms=only("wearing"), parameters={"habit_shield": 1.0, "habit_erosion": 0.0}
    )
    batch = Batch.begin(place).run_until(0)
    batch.state.actors[:, :, at.SKILL] = 0.9
    batch.state.actors[:, :4, at.HABIT] = 1.0
    batch.state.actors[:, 4:, at.HABIT] = 0.0
    skills = batch.run_until(12).state.actors[0, :, at.SKILL]
    assert skills[:4] == pytest.approx(0.9)
    assert (np.abs(skills[4:] - 0.9) > 0.01).all()


def test_ties_fade_and_are_forgotten_below_the_floor() -> None:
    place = scenario(
        months=30,
        warm_up=1,
        density=0.5,
        mechanisms=only("wearing"),
        parameters={"tie_fading": 0.1, "tie_floor": 0.2},
    )
    batch = Batch.begin(place).run_until(0)
    first = {
        (i, int(j)): strength
        for i in range(8)
        for j, strength in zip(
            place.landscape.targets[place.landscape.sources == i],
            place.landscape.strengths[place.landscape.sources == i],
            strict=True,
        )
    }
    batch.run_until(9)
    tie_index, actors = batch.state.tie_index[0], batch.state.actors[0]
    left = {
        (i, int(tie_index[i, at.ALTER, a])): batch.state.ties[0, i, at.STRENGTH, a]
        for i in range(8)
        for a in range(int(actors[i, at.TIES]))
    }
    expected = {pair: strength * 0.9**10 for pair, strength in first.items() if strength * 0.9**10 >= 0.2}
    assert left == pytest.approx(expected)


def test_routine_work_alone_leaves_needs_to_their_trend() -> None:
    place = scenario(
        months=24, mechanisms=only("need_drift"), parameters={"need_trend": 0.01, "neglect": 0.2}
    )
    place = replace(with_attributes(place, exposure=0.0), landscape=awake(place.landscape))
    batch = Batch.begin(place).run_until(24)
    met = 1 - place.needs
    assert batch.need_levels[0, 24] == pytest.approx(1 - met * 0.99**30)


def test_a_territory_that_nobody_works_for_loses_what_it_has() -> None:
    place = scenario(months=24, mechanisms=only("need_drift"))
    idle = with_attributes(place, capacity=0.0)
    held, neglected = (Batch.begin(each).run_until(24).need_levels[0, 24] for each in (place, idle))
    assert (neglected >= held).all()


def test_stages_fall_when_support_stops_and_persons_leave() -> None:
    """Two years of strong engineering, then nothing, while persons leave four times as often as usual."""
    place = Scenario.load("small-contract")
    place = replace(place, months=60, effort=3.0, parameters={**place.parameters, "turnover_scale": 4.0})
    supported = Batch.begin(place, "animation", 20).run_until(24)
    abandoned = supported.branch("none").run_until(60)
    index = abandoned.indicators[:, :, INDICATORS.index("index")].mean(axis=0)
    fallen = abandoned.indicators[:, :, INDICATORS.index("fallen")].mean(axis=0)
    assert index[60] < index[24] - 0.1
    assert fallen[60] > 0.1
    assert index[60] < supported.run_until(60).indicators[:, 60, INDICATORS.index("index")].mean() - 0.1


@pytest.mark.slow
@pytest.mark.parametrize("stance", ["none", "resilience", "mixed"])
def test_the_order_of_actors_changes_only_their_luck(stance: str) -> None:
    """The same actors in another order: each one's mean index over many runs is the same, within five standard errors."""
    place, runs = scenario(actors=12, months=24, warm_up=12, seed=2, effort=1.0), 1500
    order = np.random.default_rng(1).permutation(12)
    other = replace(place, landscape=reordered(place.landscape, order))
    one, two = (final_indices(each, stance, runs, seed) for each, seed in ((place, 1), (other, 2)))
    two = two[:, np.argsort(order)]
    error = np.sqrt(one.var(axis=0) / runs + two.var(axis=0) / runs)
    assert (np.abs(one.mean(axis=0) - two.mean(axis=0)) < 5 * error + 1e-9).all()


def final_indices(place: Scenario, stance: str, runs: int, seed: int) -> np.ndarray:
    batch = Batch.begin(place, stance, runs, seed).run_until(place.months)
    return batch.state.actors[:, :, at.INDEX]


def reordered(old: Landscape, order: np.ndarray) -> Landscape:
    """The same landscape, actor order[i] now standing at i."""
    place = np.argsort(order)
    return replace(
        old,
        ids=tuple(old.ids[i] for i in order),
        names=tuple(old.names[i] for i in order),
        kinds=tuple(old.kinds[i] for i in order),
        attributes={name: values[order] for name, values in old.attributes.items()},
        expertise=old.expertise[order],
        mandate=old.mandate[order],
        understanding=old.understanding[order],
        sources=place[old.sources],
        targets=place[old.targets],
        latent=old.latent[order],
        asleep=old.asleep[order],
        lead=int(place[old.lead]),
        project_team=int(place[old.project_team]),
    )


@pytest.mark.slow
def test_the_order_of_needs_changes_only_their_luck() -> None:
    place, runs = scenario(actors=10, domains=3, months=24, warm_up=12, seed=2, effort=1.0), 1500
    order = np.array([2, 0, 1])
    old = place.landscape
    landscape = replace(
        old,
        expertise=old.expertise[:, order],
        mandate=old.mandate[:, order],
        understanding=reordered_sets(old.understanding[:, order], order),
    )
    other = replace(
        place,
        domains=tuple(place.domains[k] for k in order),
        needs=place.needs[order],
        links=reordered_sets(place.links[order], order),
        landscape=landscape,
    )
    one, two = (simulate(each, "residents", runs, seed) for each, seed in ((place, 1), (other, 2)))
    needs, others = one.needs[:, -1], two.needs[:, -1][:, np.argsort(order)]
    for a, b in [(needs, others), (one.of("index")[:, -1:], two.of("index")[:, -1:])]:
        error = np.sqrt(a.var(axis=0) / runs + b.var(axis=0) / runs)
        assert (np.abs(a.mean(axis=0) - b.mean(axis=0)) < 5 * error).all()


def reordered_sets(sets: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Sets of domains, domain order[k] now standing at k."""
    bits = (sets[..., None] >> order.astype(np.uint64)) & np.uint64(1)
    return (bits << np.arange(len(order), dtype=np.uint64)).sum(axis=-1, dtype=np.uint64)


def test_paid_aid_favours_no_place_in_the_landscape() -> None:
    """Twelve actors alike, all in hardship, none with hours of its own for help: the first get no more than the last."""
    place = scenario(
        actors=12, months=24, warm_up=12, density=1.0, effort=0.5, parameters={"shock_hazard": 0.5}
    )
    alike = {name: float(np.mean(values)) for name, values in place.landscape.attributes.items()}
    place = replace(place, landscape=awake(place.landscape))
    place = with_attributes(place, **{**alike, "exposure": 1.0, "capacity": 6.0, "identification": 0.8})
    batch = Batch.begin(place, "resilience", 600).run_until(24)
    received = batch.state.actors[:, :, at.HELP_RECEIVED]
    early, late = received[:, :6].mean(axis=1), received[:, 6:].mean(axis=1)
    assert received.mean() > 0.1
    assert abs(early.mean() - late.mean()) < 4 * (early - late).std() / np.sqrt(600)
