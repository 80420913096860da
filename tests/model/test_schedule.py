"""A month is lived in one order, each draw is for one decision, and compiled or not it is the same month."""

import inspect
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.simulation import Batch
from simul_agir.simulation import batch as batches
from territories import plain, scenario

PLACE = scenario(actors=9, domains=5, months=10, warm_up=4, seed=8, effort=1.0)
STANCES = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience", "decree", "money")


BUSY = {
    "proposal_rate": 2.0,
    "meeting_share": 0.4,
    "delay_months": 4.0,
    "shock_hazard": 0.5,
    "ask_threshold": 0.0,
}


def plainly(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """A whole life under rules that are not compiled."""
    monkeypatch.setattr(batches, "live", plain().schedule.live)
    monkeypatch.setattr(batches, "handle", lambda world: world)
    return batch.run_until(batch.scenario.months)


@pytest.mark.parametrize("stance", STANCES)
def test_compiled_and_plain_rules_live_the_same_life(stance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = Batch.begin(PLACE, stance, 2, seed=3).run_until(10)
    by_hand = plainly(Batch.begin(PLACE, stance, 2, seed=3), monkeypatch)
    for name, array in compiled.state.arrays().items():
        np.testing.assert_allclose(by_hand.state.arrays()[name], array, rtol=1e-12, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(by_hand.indicators, compiled.indicators, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(by_hand.need_levels, compiled.need_levels, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("domains", [2, 8, 13])
def test_compiled_and_plain_rules_live_the_same_life_with_any_number_of_domains(
    domains: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight have code of their own; more than eight take several vectors, the last of them in part."""
    place = scenario(actors=7, domains=domains, months=6, warm_up=2, seed=domains, effort=1.0)
    compiled = Batch.begin(place, "mixed", 2, seed=3).run_until(6)
    by_hand = plainly(Batch.begin(place, "mixed", 2, seed=3), monkeypatch)
    for name, array in compiled.state.arrays().items():
        np.testing.assert_allclose(by_hand.state.arrays()[name], array, rtol=1e-12, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(by_hand.indicators, compiled.indicators, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("stance", STANCES)
def test_no_draw_is_made_for_two_decisions(stance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[tuple[int, ...]] = Counter()

    def listen(
        name: str, counters_of: Callable[..., list[tuple[int, ...]]], place: str = "randomness"
    ) -> None:
        """Write down for which decision each draw is made, whoever makes it."""
        draw = getattr(getattr(plain(), place), name)

        def listening(*given: Any) -> Any:
            made.update(tuple(int(word) for word in counter) for counter in counters_of(*given))
            return draw(*given)

        for module in vars(plain()).values():
            if vars(module).get(name) is draw:
                monkeypatch.setattr(module, name, listening)

    listen("uniforms", lambda key, month, purpose, i, j, time: [(*key, i, j, month, purpose, time)])
    listen("drawn", lambda _, key, month, purpose, i, j: [(*key, i, j, month, purpose, 0)])
    listen(
        "drawn_for",
        lambda _, key, month, purpose, index: [(*key, i, 0, month, purpose, 0) for i in np.atleast_1d(index)],
    )
    for name in ("draw_in", "word_with"):  # by a word and a channel of it, or an actor
        listen(name, lambda word, which, name=name: [(3, 0, word, which, ord(name[0]))], "mixing")
    place = scenario(actors=9, domains=5, months=6, warm_up=4, seed=8, effort=3.0, parameters=BUSY)
    plainly(Batch.begin(place, stance, 1, seed=3), monkeypatch)
    assert len(made) > 400
    assert {counter: times for counter, times in made.items() if times > 1} == {}
    assert {counter[:2] for counter in made} == {(3, 0)}


def test_the_order_of_a_month_stands_in_one_place() -> None:
    """docs/model.md: context, stance, engagement, encounters, work, aid, learning and wearing off, measurement."""
    text = inspect.getsource(plain().schedule.live_month)
    order = (
        "context.change",
        "levels.set_levels",
        "engagement.engage(",
        "encounters.meet",
        "convening.convene",
        "proposals.work_on_needs",
        "mutual_aid.help_one_another",
        "learning.teach",
        "routine_work.hold_needs",
        "decay.wear",
        "ladder.judge",
        "collective.stand",
    )
    places = [text.index(step) for step in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("mechanism", "columns"),
    [
        ("encounters", [at.ENCOUNTERED, at.CONVENED, at.FRICTIONS]),
        ("actions", [at.JOINT_ACTIONS, at.SOLO_ACTIONS, at.OBLIGED_ACTIONS, at.SUCCEEDED, at.INNOVATION]),
        ("aid", [at.HELP_ASKED, at.HELP_GIVEN]),
    ],
)
def test_a_mechanism_that_is_off_counts_nothing(mechanism: str, columns: list[int]) -> None:
    place = scenario(
        actors=9, domains=5, months=10, warm_up=4, seed=8, effort=1.0, mechanisms={mechanism: False}
    )
    territory = Batch.begin(place, "residents", 3).run_until(10).state.territory
    assert not territory[:, columns].any()


@pytest.mark.parametrize(
    ("mechanism", "kept"),
    [
        ("priority_change", ("profiles", at.PRIORITIES)),
        ("comfort_change", ("profiles", at.COMFORT)),
        ("belief_change", ("bitsets", slice(at.BELIEFS, at.BELIEFS + 5))),
        ("identification_change", ("actors", at.IDENTIFICATION)),
        ("motivation_change", ("actors", at.MOTIVATION)),
        ("awakening", ("actors", at.AWAKE)),
    ],
)
def test_a_mechanism_that_is_off_changes_nothing(mechanism: str, kept: tuple[str, object]) -> None:
    off = {mechanism: False, "turnover": False}
    place = scenario(actors=9, domains=5, months=10, warm_up=4, seed=8, effort=1.0, mechanisms=off)
    name, where = kept
    batch = Batch.begin(place, "residents", 3)
    before = getattr(batch.state, name)[:, :, where].copy()
    assert np.array_equal(getattr(batch.run_until(10).state, name)[:, :, where], before)


def test_a_line_is_measured_every_month_from_the_end_of_the_warm_up() -> None:
    batch = Batch.begin(PLACE, "residents").run_until(-1)
    assert not batch.indicators.any()
    for month in range(11):
        batch.run_until(month)
        assert batch.indicators[0, : month + 1, 0].all()
        assert not batch.indicators[0, month + 1 :].any()
        assert np.array_equal(batch.need_levels[0, month], batch.state.needs[0, at.LEVEL])
