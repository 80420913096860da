"""One past, two futures: the same runs continue as they are, or turn to another stance at a month."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, Ensemble, Switch, simulate_arms
from simul_agir.simulation.aftermath import Aftermath, simulate_aftermath
from simul_agir.simulation.ensemble import joined
from simul_agir.simulation.story import Event, record
from simul_agir.study.branching.shares import Share, arms_without, mechanisms_of, shares_of
from simul_agir.study.exploring.bullseye import SPHERES, places_of
from simul_agir.study.exploring.fans import LEVELS, Pair, pair_of
from simul_agir.study.exploring.mixing import of_run, points_for
from simul_agir.study.outcomes import PRIMARY

Floats = NDArray[np.float64]
STEADY = 6  # months in a row that a difference must stand out
NOISE = 3.0  # standard errors that it must exceed
EVENT_RUNS = 24  # runs whose events are kept, to tell who meets whom
WATCHED = {  # indicators of the month, and whether more is better
    "index": True,
    "team": True,
    "comfort": True,
    "identification": True,
    "trust": True,
    "facilitators": True,
    "density": True,
    "reciprocity": True,
    "continuity": True,
    "innovation": True,
    "help_given": True,
    "awake": True,
    "need": False,
    "fatigue": False,
    "frictions": False,
    "isolated": False,
    "hours": False,
}
MEETINGS = ("encounter", "convened")
SLICE = 10  # runs lived together
SOON = 40  # runs after which a first answer is given
SHARE_RUNS = 24  # run again without each mechanism
TURN = "turn"  # the name of the arm that turns
Apart = tuple[
    int, tuple[Event, ...], tuple[Event, ...]
]  # month, what happens when staying only, when turning only


@dataclass(frozen=True)
class DivergingIndicator:
    """An indicator that differs between the two futures.

    month: the first from which it differs beyond chance. stay, turn: means at the end. gaps: (T + 1,), mean of turn less
    stay. gained: whether turning is better by it.
    """

    indicator: str
    month: int
    stay: float
    turn: float
    gaps: Floats
    gained: bool


@dataclass(frozen=True)
class Fork:
    """Both futures.

    quantiles: (2, 3, T + 1 + after), staying then turning. pair: turning less staying. counts_from: the first month from
    which the mean gap reaches `smallest`, None if it never does. diverging: in the order in which they begin. meetings: by
    pair of spheres, meetings a run, turning less staying. first: what happens in the first month in which run 0 differs.
    shares: the part of the gap that each mechanism explains, over `shares_runs` runs; empty as long as that is not computed.
    """

    stay: str
    turn: str
    month: int
    runs: int
    quantiles: Floats
    pair: Pair
    counts_from: int | None
    diverging: tuple[DivergingIndicator, ...]
    meetings: dict[tuple[str, str], float]
    event_runs: int
    first: Apart | None
    shares: tuple[Share, ...] = ()
    shares_runs: int = 0


@dataclass(frozen=True)
class Futures:
    """The runs of one future so far: the contract, and how far up the ladder they stand in the months after it."""

    contract: list[Ensemble] = field(default_factory=list)
    after: list[Floats] = field(default_factory=list)

    def add(self, more: Aftermath) -> None:
        """More runs."""
        self.contract.append(more.ensemble)
        self.after.append(more.after[:, :, INDICATORS.index(PRIMARY)])


def fork(scenario: Scenario, stay: Arm, turn: Arm, month: int, runs: int, seed: int, smallest: float) -> Fork:
    """Simulate `runs` runs under `stay`, and under `turn`, which is the same until the end of `month`, on the mixture."""
    for found in forking(scenario, stay, turn, month, runs, seed, smallest):
        if found is not None and found.runs == runs:
            return found
    raise AssertionError("a fork without an end")


def turned(stay: Arm, month: int, stance: str, changes: Mapping[str, Any]) -> Arm:
    """The arm that is `stay` until the end of a month, then another stance, with changes."""
    before = tuple(each for each in stay.then if each.month < month)
    return Arm(TURN, stay.stance, stay.changes, (*before, Switch(month, stance, changes)))


def forking(
    scenario: Scenario,
    stay: Arm,
    turn: Arm,
    month: int,
    runs: int,
    seed: int,
    smallest: float,
    slice_of: int = SLICE,
    after: int = 0,
) -> Iterator[Fork | None]:
    """As `fork`, in steps of a fraction of a second: None, or the fork as far as it is known, finer each time.

    `after`: months without engineering that both futures go on after the contract; all but the quantiles stops before them.
    """
    ways: tuple[Futures, Futures] = (Futures(), Futures())
    meetings: Counter[tuple[str, str]] = Counter()
    first_apart: Apart | None = None
    event_runs = min(EVENT_RUNS, runs)
    done, points = 0, points_for(scenario)
    for stop in sorted({min(SOON, runs), runs}):
        while done < stop:
            more = min(slice_of, stop - done)
            both = simulate_aftermath(
                scenario, (stay, turn), more, seed, after, 1, first=done, points=points, crisis=False
            )
            for way, each in zip(ways, both.values(), strict=True):
                way.add(each)
            done += more
            yield None
        if not meetings:
            for run in range(event_runs):
                counts, apart = _who_meets(scenario, stay, turn, month, seed, run)
                meetings.update(counts)
                first_apart = apart if run == 0 else first_apart
                yield None
        found = _fork_of(ways, stay, turn, month, smallest)
        shown = {pair: count / event_runs for pair, count in meetings.items()}
        found = replace(found, meetings=shown, event_runs=event_runs, first=first_apart)
        yield found
    yield from _with_shares(scenario, found, stay, turn, seed)


def _fork_of(ways: tuple[Futures, Futures], stay: Arm, turn: Arm, month: int, smallest: float) -> Fork:
    """The results of both futures, except those derived from events."""
    here, there = (joined(way.contract) for way in ways)
    ladders = here.of(PRIMARY), there.of(PRIMARY)
    whole = [
        np.concatenate([ladder, np.concatenate(way.after)], axis=1)
        for ladder, way in zip(ladders, ways, strict=True)
    ]
    gaps = (ladders[1] - ladders[0]).mean(axis=0)
    counting = np.flatnonzero(np.abs(gaps) >= smallest)
    return Fork(
        stay=stay.called,
        turn=str(turn.then[-1].stance),
        month=month,
        runs=here.runs,
        quantiles=np.stack([np.quantile(ladder, LEVELS, axis=0) for ladder in whole]),
        pair=pair_of("turn", "stay", ladders[1][:, -1], ladders[0][:, -1]),
        counts_from=int(counting[0]) if len(counting) else None,
        diverging=_diverging(here, there, month),
        meetings={},
        event_runs=0,
        first=None,
    )


def _with_shares(scenario: Scenario, found: Fork, stay: Arm, turn: Arm, seed: int) -> Iterator[Fork | None]:
    """The fork with the part that each mechanism explains: both futures run again without it, one mechanism a step."""
    runs, names = min(SHARE_RUNS, found.runs), mechanisms_of(scenario)
    points = points_for(scenario)
    done = simulate_arms(scenario, [stay, turn], runs, seed, 1, points=points)
    for name in names:
        arms = arms_without(stay, turn, found.month, [name])
        done |= simulate_arms(scenario, arms, runs, seed, 1, points=points)
        yield None
    yield replace(found, shares=shares_of(stay, turn, names, done, seed), shares_runs=runs)


def _diverging(here: Ensemble, there: Ensemble, month: int) -> tuple[DivergingIndicator, ...]:
    """The indicators that differ beyond chance, in the order in which they start to differ."""
    found = []
    for name, up in WATCHED.items():
        if name not in INDICATORS:
            continue
        one, other = here.of(name), there.of(name)
        gaps = other - one
        since = first_out_of_noise(gaps, month)
        if since is not None:
            mean = gaps.mean(axis=0)
            gained = (mean[-1] > 0) == up
            found.append(
                DivergingIndicator(
                    name, since, float(one[:, -1].mean()), float(other[:, -1].mean()), mean, gained
                )
            )
    return tuple(sorted(found, key=lambda each: each.month))


def first_out_of_noise(gaps: Floats, after: int) -> int | None:
    """The first month later than `after` from which |mean| > 3 standard errors for six months; gaps (runs, T + 1)."""
    runs = len(gaps)
    if runs < 2:
        return None
    errors = gaps.std(axis=0, ddof=1) / runs**0.5
    out = np.abs(gaps.mean(axis=0)) > NOISE * errors
    for start in range(after + 1, len(out) - STEADY + 1):
        if out[start : start + STEADY].all():
            return start
    return None


def _who_meets(
    scenario: Scenario, stay: Arm, turn: Arm, month: int, seed: int, run: int
) -> tuple[Counter[tuple[str, str]], Apart | None]:
    """Meetings of one run by pair of spheres, turning less staying; and the first month in which it differs."""
    sphere = {place.name: place.sphere for place in places_of(scenario)}
    here, there = (
        [event for event in record(of_run(scenario, run), arm, seed, run).events if event.month > month]
        for arm in (stay, turn)
    )
    counts: Counter[tuple[str, str]] = Counter()
    for events, sign in ((there, 1), (here, -1)):
        for event in events:
            if event.what in MEETINGS and len(event.actors) > 1:
                counts[_between(sphere[event.actors[0]], sphere[event.actors[1]])] += sign
    return counts, _first_apart(here, there)


def _between(one: str, other: str) -> tuple[str, str]:
    low, high = sorted((one, other), key=SPHERES.index)
    return low, high


def _deed(event: Event) -> tuple[str, tuple[str, ...], str | None]:
    """Who does what about which need, whatever comes of it."""
    return event.what, event.actors, event.need


def _first_apart(here: list[Event], there: list[Event]) -> Apart | None:
    """The first month in which events differ, and the events that only one future has."""
    months = sorted({event.month for event in (*here, *there)})
    for month in months:
        one = {_deed(event): event for event in here if event.month == month}
        other = {_deed(event): event for event in there if event.month == month}
        if one.keys() != other.keys():
            alone = tuple(event for deed, event in one.items() if deed not in other)
            new = tuple(event for deed, event in other.items() if deed not in one)
            return month, alone, new
    return None
