"""What holds in every territory, whatever its size, its numbers, its mechanisms and its stance."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simul_agir.engine.bitset import WINDOW
from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import GRANT
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION
from simul_agir.model.parameters import HOUR_COST, ITEM_COMFORT, PARAMETERS, SWITCHES
from simul_agir.model.state import State
from simul_agir.scenario import Scenario, Shock
from simul_agir.simulation import Batch
from simul_agir.simulation.batch import Batch as _Batch
from simul_agir.simulation.ensemble import ensemble_of
from simulation.sameness import STANCE_ARRAYS, STANCES, differing
from territories import faults_of_ties, scenario

# Columns of an actor's row that must lie in [0, 1].
SHARES = (
    at.MOTIVATION,
    at.INTRINSIC,
    at.IDENTIFICATION,
    at.SKILL,
    *range(at.POSTURE, at.POSTURE + 4),
    at.FATIGUE,
    at.HARDSHIP,
    at.HABIT,
    at.VOICE,
    at.AWAKE,
    at.ENGAGED,
    at.SEEN,
    at.REPLACED,
    at.TRUST,
)
NOT_NEGATIVE = (at.HOURS_USED, at.ORDINARY_LEFT, at.EARMARKED_LEFT, at.IN_KIND_LEFT, at.PRACTICE, at.IDLE)
SHARES_OF_A_LINE = (
    "latency",
    "belonging",
    "team",
    "team_action",
    "excellence",
    "need",
    "motivation",
    "identification",
    "trust",
    "skill",
    "fatigue",
    "alignment",
    "understanding",
    "engaged",
    "facilitators",
    "isolated",
    "fallen",
    "awake",
    "continuity",
    "density",
    "reciprocity",
    "transitivity",
    "giant",
)
SLACK = 1e-9
SEEDS = some.integers(0, 2**32 - 1)
SILENT = ("encounters", "actions", "aid", "learning", "shared_goal")


def exploring(examples: int) -> Callable[[Any], Any]:
    """So many examples, other ones each time: where CI is set, hypothesis would repeat the same for ever."""
    return settings(max_examples=examples, deadline=None, derandomize=False, print_blob=True)


def anywhere(name: str) -> Any:
    """A parameter's numbers: all of its range, or 0 and 1 where nothing else is allowed."""
    given = PARAMETERS[name]
    return some.sampled_from((0.0, 1.0)) if given.unit == "0 or 1" else some.floats(given.low, given.high)


@some.composite
def territories(draw: Any) -> Scenario:
    """A small territory with some numbers anywhere in their range, some mechanisms off, and shocks."""
    domains = draw(some.sampled_from((2, 3, 5, 8, 12)))
    names = draw(some.lists(some.sampled_from(sorted(PARAMETERS)), max_size=12, unique=True))
    numbers = {name: draw(anywhere(name)) for name in names}
    off = draw(some.lists(some.sampled_from(sorted(SWITCHES)), max_size=4, unique=True))
    shocks = draw(
        some.lists(
            some.builds(Shock, some.integers(1, 8), some.floats(0, 1), some.just(()), some.floats(0, 1)),
            max_size=2,
        )
    )
    return scenario(
        actors=draw(some.integers(3, 15)),
        domains=domains,
        months=8,
        warm_up=draw(some.integers(1, 13)),
        seed=draw(some.integers(0, 2**16)),
        density=draw(some.floats(0, 1)),
        budget=draw(some.sampled_from((0.0, 500.0, 1e6))),
        effort=draw(some.sampled_from((0.0, 0.1, 1.0, 10.0))),
        parameters=numbers,
        mechanisms=dict.fromkeys(off, False),
        shocks=tuple(shocks),
    )


def within(values: np.ndarray, low: float, high: float) -> bool:
    """Whether all lie in [low, high], but for rounding."""
    return bool(((values >= low - SLACK) & (values <= high + SLACK)).all())


@pytest.mark.parametrize("stance", STANCES)
@exploring(10)
@given(place=territories(), seed=SEEDS)
def test_every_life_keeps_within_its_bounds(stance: str, place: Scenario, seed: int) -> None:
    batch = Batch.begin(place, stance, 1, seed).run_until(0)
    check_state(batch)
    for month in range(1, place.months + 1):
        before = batch.state.accounts[0].copy()
        check_balance(batch.run_until(month), before)
        if month in (3, place.months):
            check_state(batch)
    check_lines(batch)
    check_ladder(batch)


@pytest.mark.parametrize("stance", STANCES)
@exploring(5)
@given(place=territories(), seed=SEEDS)
def test_no_dose_does_what_none_does_and_a_full_one_writes_nothing_else_while_nobody_acts(
    stance: str, place: Scenario, seed: int
) -> None:
    for effort, off, besides in ((0.0, (), ()), (10.0, SILENT, STANCE_ARRAYS)):
        other = replace(place, effort=effort, mechanisms={**place.mechanisms, **dict.fromkeys(off, False)})
        dose, none = (Batch.begin(other, each, 1, seed).run_until(other.months) for each in (stance, "none"))
        assert differing(dose.state, none.state, without=besides) == []


def check_balance(batch: _Batch, before: np.ndarray) -> None:
    """This month's money is spent, kept or lapsed, to the cent; the hours told are those that actors gave."""
    after, month = batch.state.accounts[0], batch.month
    lapsed = before[at.PURSE] if (month - 1) % 12 == 0 else 0.0
    grant = batch.calendars[0, month, GRANT] * batch.scenario.vector()[HOUR_COST]
    spent = after[at.MONEY] - before[at.MONEY]
    kept = before[at.PURSE] - lapsed + batch.scenario.budget + grant - spent
    assert after[at.PURSE] == pytest.approx(kept, abs=0.005, rel=1e-12)
    assert after[at.LAPSED] - before[at.LAPSED] == pytest.approx(lapsed, abs=0.005, rel=1e-12)
    given_now = batch.state.actors[0, :, at.HOURS_USED].sum()
    assert after[at.HOURS] - before[at.HOURS] == pytest.approx(given_now, abs=1e-6)


def check_state(batch: _Batch) -> None:
    """Bounds of everything that a state holds."""
    state, domains = batch.state, len(batch.scenario.domains)
    for name, array in state.arrays().items():
        assert np.isfinite(array).all(), name
    actors, profiles = state.actors[0], state.profiles[0]
    for column in SHARES:
        assert within(actors[:, column], 0, 1), column
    for column in NOT_NEGATIVE:
        assert within(actors[:, column], 0, np.inf), column
    assert within(profiles, 0, 1)
    assert np.allclose(profiles[:, [at.PRIORITIES, at.MANDATE]].sum(axis=2), 1)
    assert within(profiles[:, at.COMFORT] - profiles[:, at.EXPERTISE], 0, 1)
    assert within(state.needs, 0, 1)
    assert within(state.accounts, 0, np.inf)
    assert within(state.help_probability, 0, 1)
    assert within(actors[:, at.INDEX], 0, 4)
    assert within(actors[:, at.INDEX] - actors[:, at.STAGE], 0, 1)
    check_marks(state, domains)
    check_ties(state)
    check_queue(batch)


def check_marks(state: State, domains: int) -> None:
    """Windows hold twelve months; every belief holds its need's own domain, and none that is not there."""
    bitsets = state.bitsets[0]
    for window in (at.OUTSIDE, at.JOINT, at.OBLIGED, at.FACILITATED):
        assert (bitsets[:, window] < 1 << WINDOW).all()
    own = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    beliefs = bitsets[:, at.BELIEFS : at.BELIEFS + domains]
    assert ((beliefs & own) == own).all()
    assert (beliefs < np.uint64(1 << domains)).all()
    assert (state.truth[0, at.LINKS] & own == own).all()


def check_ties(state: State) -> None:
    """Ties are sound, strengths in [0, 1], evidence never negative."""
    assert faults_of_ties(state) == []
    assert within(state.ties[0, :, at.STRENGTH], 0, 1)
    assert within(state.ties[0], 0, np.inf)
    assert (state.actors[0, :, at.TIES] <= int(state.tie_index.shape[3])).all()


def check_queue(batch: _Batch) -> None:
    """Proposals that wait have members who exist, none twice, and are due after they were made."""
    state = batch.state
    for line in state.queue[0, : int(state.territory[0, at.QUEUED])]:
        members = line[at.FIRST_MEMBER : at.FIRST_MEMBER + line[at.MEMBERS]]
        assert 1 <= line[at.MEMBERS] == len(set(members.tolist()))
        assert within(members, 0, len(state.actors[0]) - 1)
        assert line[at.WAITS_FOR] in (at.DECISION, at.A_CALL, at.A_START)
        if line[at.WAITS_FOR] != at.A_CALL:
            assert line[at.DUE] > line[at.PROPOSED]
            assert line[at.DUE] >= batch.month + batch.scenario.warm_up


def check_lines(batch: _Batch) -> None:
    """Bounds of what is measured."""
    lines = batch.indicators[0]
    of = {name: lines[:, place] for place, name in enumerate(INDICATORS)}
    assert np.isfinite(lines).all()
    assert within(of.pop("inequality"), -4, 4)
    assert within(np.array(list(of.values())), 0, np.inf)
    assert (of["complementarity"] <= of["funded"]).all()
    for name in SHARES_OF_A_LINE:
        assert within(of[name], 0, 1), name
    assert within(of["index"], 0, 4)
    assert within(of["comfort"][of["awake"] > 0], 1, np.inf)
    assert np.allclose(sum(of[name] for name in SHARES_OF_A_LINE[:5]), 1)
    assert (of["help_given"] <= of["help_asked"]).all()
    assert (of["successes"] <= of["actions"] + of["solo_actions"] + of["obliged_actions"]).all()
    assert (of["frictions"] <= of["encounters"] + of["convened"]).all()
    for cumulative in ("effort", "money", "hours", "innovation"):
        assert (np.diff(of[cumulative]) >= 0).all(), cumulative


def check_ladder(batch: _Batch) -> None:
    """An actor passes all criteria of its stage and of those below, and not all of the next."""
    ensemble = ensemble_of(batch)
    first = FIRST_CRITERION
    items = batch.point(0)[ITEM_COMFORT : ITEM_COMFORT + len(CRITERIA)]
    awake = batch.state.actors[0, :, at.AWAKE] > 0
    tied = batch.state.actors[0, awake, at.TIES] > 0
    found = zip(ensemble.final_stages[0][awake], ensemble.final_passes[0][awake], tied, strict=True)
    for stage, passes, has_ties in found:
        if stage >= 0:
            met = passes | (items == 0)  # what is left out is asked of nobody
            assert met[: first[stage]].all()
            # Nobody gets past latency without any tie.
            assert stage == 4 or not ((has_ties or stage > 0) and met[first[stage] : first[stage + 1]].all())
    assert within(ensemble.bottlenecks, 0, 1)
