"""Twin and compiled world agree month by month on everything they hold, on whatever small territory they are given."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.ensemble import ensemble_of
from simul_agir.stances import Briefing, Calendar, Stance
from simul_agir.stances.stance import STANCE_NAMES, along_path
from simul_agir.world.measures import INDICATORS
from simulation.sameness import STANCES

from .adapter import of_state
from .ladder import bottlenecks, final_passes
from .reading import differences, of_twin
from .strategies import Recipe, recipes
from .territory import Territory

SEEDS = some.integers(0, 2**32 - 1)
QUICK = [stance for stance in STANCES if stance != "diagnosed_by_trial"]
MOST_TOLD = 20  # differences told of one month


def assert_same_life(place: Scenario, stance: str, seed: int, replicate: int = 0) -> None:
    """Both live the scenario side by side."""
    batch = Batch.begin(place, stance, 1, seed, replicate)
    twin = Territory(place, stance, seed, replicate)
    assert_same_month(batch, twin)
    while batch.month < place.months:
        batch.live_until(batch.month + 1)
        twin.step()
        assert_same_month(batch, twin)
    assert_same_end(batch, twin)


def assert_same_month(batch: Batch, twin: Territory) -> None:
    """Every array, and what was measured."""
    found = differences(of_twin(twin), of_state(batch.state))
    if batch.month >= 0:
        line = dict(zip(INDICATORS, batch.lines[0, batch.month].tolist(), strict=True))
        found += differences(twin.lines[-1], line, "measured")
        found += differences(twin.need_lines[-1], batch.need_lines[0, batch.month].tolist(), "measured need")
        if batch.month < batch.scenario.months:
            doses = batch.calendars[0, batch.month + 1].tolist()
            found += differences(twin.path.doses(batch.month + 1), doses, "doses")
    assert not found, "\n".join([f"month {batch.month}, twin for world:", *found[:MOST_TOLD]])


def assert_same_end(batch: Batch, twin: Territory) -> None:
    """What an ensemble says of the last month."""
    ensemble = ensemble_of(batch)
    stages = [i.stage if i.voice > 0 else -1 for i in twin.actors]
    assert ensemble.final_stages[0].tolist() == stages
    assert ensemble.final_passes[0].tolist() == final_passes(twin)
    assert np.allclose(ensemble.bottlenecks[0], bottlenecks(twin), rtol=0, atol=1e-9)


@settings(max_examples=300, deadline=None)
@given(
    recipe=recipes(),
    stance=some.sampled_from(QUICK),
    seed=SEEDS,
    replicate=some.sampled_from((0, 1, 2**32 - 1)),
)
def test_both_live_the_same_months(recipe: Recipe, stance: str, seed: int, replicate: int) -> None:
    assert_same_life(recipe.scenario(), stance, seed, replicate)


class Listening(Stance):
    """Keeps what it is told when a diagnosis is closed, and tries each of the four stances once."""

    name = "listening"
    source = "a test"
    own = {"back_mutual_aid": 1.0}
    revises = True

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def calendar(self, briefing: Briefing) -> Calendar:
        if briefing.diagnosis is not None:
            seen = {name: plain(value) for name, value in vars(briefing.diagnosis).items()}
            self.told.append(seen | {name: briefing.trial(name, 2) for name in STANCE_NAMES})
        return along_path(briefing, self.own)


def plain(value: Any) -> Any:
    """An array as lists."""
    return np.asarray(value).tolist()


@settings(max_examples=30, deadline=None)
@given(recipe=recipes(months=13, most=6), seed=SEEDS)
def test_both_observe_the_same_and_try_the_same(recipe: Recipe, seed: int) -> None:
    place, world, twin = recipe.scenario(), Listening(), Listening()
    Batch.begin(place, world, 1, seed).live_until(place.months)
    model = Territory(place, twin, seed)
    while model.months_lived < place.warm_up + place.months:
        model.step()
    assert differences(twin.told, world.told) == []


@settings(max_examples=3, deadline=None)
@given(recipe=recipes(months=5, most=5), seed=SEEDS)
def test_both_choose_by_the_same_trials(recipe: Recipe, seed: int) -> None:
    assert_same_life(recipe.scenario(), "diagnosed_by_trial", seed)
