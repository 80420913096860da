"""Which months several stances live alike: by what they dose, what is decided for them, and the brief they train by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import own_shares
from simul_agir.simulation.decisions import CLOSE, REACT, decisions, path_months, walks
from simul_agir.stances import Calendar, Stance
from simul_agir.world.instruments import TRAIN

Deed = tuple[bytes, bytes, tuple[str, ...], int]


@dataclass(frozen=True)
class Stem:
    """Months 1..months of a contract, which the stances at these places live alike."""

    places: tuple[int, ...]
    months: int

    @property
    def saved(self) -> int:
        """Months that need not be lived where these are lived once."""
        return (len(self.places) - 1) * self.months


def deeds_of(scenario: Scenario, stance: Stance, calendar: Calendar, place: int) -> list[Deed]:
    """What makes up each month, from 0 on, for a stance with this calendar, (months + 1, 12). Two stances that have equal
    deeds up to a month have lived the same until then, for luck knows no stance.

    A deed holds doses, the shares that the training brief is made by, in months that train by one, and what is decided at
    the end. Where the stance itself is asked, nobody knows its answer beforehand: its `place` keeps it apart from all.
    """
    own = own_shares(calendar).tobytes()
    briefed = walks(scenario, stance) and scenario.path.diagnosis.months > 0
    first = min(path_months(scenario)[0]) if briefed else scenario.months
    due, deeds = decisions(scenario, stance), []
    for month, doses in enumerate(calendar):
        decided = due.get(month, ())
        asked = REACT in decided or (stance.revises and CLOSE in decided)
        trains = month > first and doses[TRAIN] > 0
        deeds.append((doses.tobytes(), own if trains else b"", decided, place if asked else -1))
    return deeds


def months_alike(one: Sequence[Deed], other: Sequence[Deed]) -> int:
    """How many months of the contract, from the first on, are the same for both."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=True)))
    return max(0, same - 1)


def stems_of(deeds: Sequence[Sequence[Deed]], places: range | None = None) -> list[Stem]:
    """The months worth living once, by the deeds of the stances at `places` (all of them).

    The stem that saves most comes first, then those of the places before and after it: the spans of no two overlap, so
    that who lives the stances in their order has one stem at a time to keep.
    """
    places = range(len(deeds)) if places is None else places
    best = max(_stems(deeds, places), key=lambda stem: stem.saved, default=Stem((), 0))
    if best.saved == 0:
        return []
    before, after = range(places.start, best.places[0]), range(best.places[-1] + 1, places.stop)
    return [*stems_of(deeds, before), best, *stems_of(deeds, after)]


def _stems(deeds: Sequence[Sequence[Deed]], places: range) -> Iterator[Stem]:
    """All stems that grow at these places."""
    for place in places:
        alike = {other: months_alike(deeds[place], deeds[other]) for other in places}
        for months in sorted(set(alike.values())):
            yield Stem(tuple(other for other in places if alike[other] >= months), months)
