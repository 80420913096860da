"""Finds the months in which several stances have the same doses, decisions and training weights: they are simulated once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import TRAIN
from simul_agir.model.parameters import PARAMETERS
from simul_agir.model.path.decisions import LOOK
from simul_agir.scenario import Scenario
from simul_agir.simulation.calendars import own_shares
from simul_agir.simulation.decisions import path_months, walks, words_of
from simul_agir.stances import Calendar, Stance

DecisionSignature = NDArray[np.int64]


@dataclass(frozen=True)
class SharedPrefix:
    """Months 1..months of a contract, equal for the stances at these places."""

    places: tuple[int, ...]
    months: int

    @property
    def saved(self) -> int:
        """Months of simulation saved if these months are simulated once."""
        return (len(self.places) - 1) * self.months


def decision_signature(
    scenario: Scenario, stance: Stance, calendar: Calendar, place: int
) -> DecisionSignature:
    """For each month from 0 on, everything that a stance with this calendar, (months + 1, 12), decides: (months + 1, 18)
    numbers.

    If two stances have equal rows up to a month, their runs are equal until then, because random numbers do not depend on
    the stance.

    A row holds, as bits, the doses, the four shares that the training weights depend on (in months of training), and the
    decisions at the end. If the stance itself is asked, its answer is unknown: then `place` makes its rows differ from
    all others.
    """
    own = own_shares(calendar)
    briefed = walks(scenario, stance) and scenario.path.diagnosis.months > 0
    first = min(path_months(scenario)[0]) if briefed else scenario.months
    months = np.arange(len(calendar))
    trains = ((calendar[:, TRAIN] > 0) | _may_train(scenario, months)) & (months > first)
    words = words_of(scenario, stance)
    asked = np.full(len(words), stance.reacts) | (stance.revises & ((words & LOOK) != 0))
    asked[scenario.months :] = False
    decided = np.stack([words, asked * (1.0 + place)], axis=1)
    return np.hstack([calendar, trains[:, None] * own, decided]).view(np.int64)


def _may_train(scenario: Scenario, months: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Months of the contract in which training may take place, if it is extended as far as possible."""
    path, longest = scenario.path, 1.0 + PARAMETERS["training_stretch"].high
    found = np.zeros(len(months), bool)
    for shift in (0,) if path.revisit is None else (0, path.revisit):
        start = path.training.start + shift
        found |= (months > start) & (months <= start + longest * path.training.months)
    return found


def shared_months(one: DecisionSignature, other: DecisionSignature) -> int:
    """Number of months from the first on that are equal for both."""
    differ = np.flatnonzero((one != other).any(axis=1))
    same = int(differ[0]) if len(differ) else len(one)
    return max(0, same - 1)


def shared_prefixes(
    signatures: Sequence[DecisionSignature], places: range | None = None
) -> list[SharedPrefix]:
    """The prefixes worth simulating once, given the decision signatures of the stances at `places` (by default all).

    The prefix that saves most months comes first, then those of the places before and after it. No two spans overlap:
    stances simulated in order need only one prefix in memory at a time.
    """
    places = range(len(signatures)) if places is None else places
    best = max(_prefixes(signatures, places), key=lambda prefix: prefix.saved, default=SharedPrefix((), 0))
    if best.saved == 0:
        return []
    before, after = range(places.start, best.places[0]), range(best.places[-1] + 1, places.stop)
    return [*shared_prefixes(signatures, before), best, *shared_prefixes(signatures, after)]


def _prefixes(signatures: Sequence[DecisionSignature], places: range) -> Iterator[SharedPrefix]:
    """All prefixes of these places. Equality is transitive, so that each prefix is found at its first place."""
    for place in places:
        alike = {
            other: shared_months(signatures[place], signatures[other])
            for other in places[places.index(place) + 1 :]
        }
        for months in sorted(set(alike.values())):
            yield SharedPrefix((place, *(other for other, same in alike.items() if same >= months)), months)
