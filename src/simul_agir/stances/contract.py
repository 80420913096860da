"""The contract that every stance must satisfy, as a class of tests to inherit. pytest also runs them for your own
stances.

    from my_stances import AidAndPlans
    from simul_agir.stances.contract import StanceContract

    class TestAidAndPlans(StanceContract):
        stance = AidAndPlans
"""

import copy
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simul_agir.stances.comparisons import NoStance
from simul_agir.stances.registry import checked_calendar, get
from simul_agir.stances.stance import INSTRUMENTS, STANCE_NAMES, Briefing, Calendar, Diagnosis, Stance

_INDICATORS = 41  # fewest indicators given to a stance that reacts


@dataclass(frozen=True)
class Step:
    """A step of the reference path."""

    start: int
    months: int


@dataclass(frozen=True)
class Path:
    """A reference path."""

    diagnosis: Step
    choice: Step
    training: Step
    scheme: Step
    revisit: int | None = None


PATHS = {
    "as usual": Path(Step(0, 6), Step(6, 2), Step(8, 12), Step(14, 6)),
    "taken up again": Path(Step(0, 3), Step(3, 1), Step(4, 6), Step(5, 3), revisit=20),
    "all skipped": Path(Step(0, 0), Step(0, 0), Step(0, 0), Step(0, 0)),
    "no diagnosis, no training": Path(Step(0, 0), Step(0, 2), Step(2, 0), Step(2, 4)),
    "all at once": Path(Step(0, 12), Step(0, 12), Step(0, 12), Step(0, 12)),
    "later than the end": Path(Step(90, 6), Step(96, 2), Step(98, 2), Step(100, 2), revisit=50),
}


def briefings() -> Iterator[Briefing]:
    """Briefings before month 0: short and long contracts, little and much effort, various paths."""
    for path in PATHS.values():
        for months in (1, 12, 13, 72):
            for hours in (0.0, 0.37, 133.9, 5000.0):
                yield Briefing(
                    months=months, hours=hours, path=path, own_share=0.6, excluded=STANCE_NAMES[:1]
                )


def diagnosis(seed: int, actors: int = 7, domains: int = 4) -> Diagnosis:
    """What a diagnosis might observe."""
    rng = np.random.default_rng(seed)
    return Diagnosis(
        error=0.2,
        needs=rng.random(domains),
        priorities=rng.dirichlet(np.ones(domains), actors),
        mandate=rng.dirichlet(np.ones(domains), actors),
        expertise=rng.random((actors, domains)),
        capacity=rng.uniform(0, 200, actors),
        motivation=rng.random(actors),
        skill=rng.random(actors),
        postures=rng.random((actors, 4)),
        resources=rng.uniform(0, 1e5, actors),
        links=rng.random((domains, domains)) < 0.5,
        untied_complementary=0.4,
        frictions=0.1,
        shared_understanding=0.5,
        change_gap=rng.random(4),
    )


def diagnosed() -> Iterator[tuple[Briefing, Calendar]]:
    """Briefings at the end of a diagnosis, each with the calendar so far: the same effort every month."""
    for seed, path in enumerate(PATHS.values()):
        past = np.zeros((24, len(INSTRUMENTS)))
        past[:, INSTRUMENTS.index("convene")] = 50.0
        yield (
            Briefing(
                months=24,
                hours=50.0,
                path=path,
                own_share=0.6,
                month=min(23, path.diagnosis.start + path.diagnosis.months),
                diagnosis=diagnosis(seed),
                trial=lambda stance, runs: len(stance) + 1.0 / runs,
            ),
            past,
        )


class StanceContract:
    """Inherit this class and set `stance` (the class, or the name of a registered stance): pytest then checks the
    contract.
    """

    stance: ClassVar[str | type[Stance]]

    def made(self) -> Stance:
        """A new instance of the stance."""
        return get(self.stance) if isinstance(self.stance, str) else self.stance()

    def test_it_has_a_name_that_fits_into_a_list(self) -> None:
        """A name is one word on the command line, and a key of files."""
        name = self.made().name
        assert name
        assert not set(name) & set(", ;\"'\n")

    def test_its_name_and_source_fit_into_json(self) -> None:
        """Name and source are text that JSON can hold."""
        shown = [self.made().name, self.made().source]
        assert all(isinstance(each, str) and each.strip() for each in shown)
        assert json.loads(json.dumps(shown)) == shown

    def test_its_own_instruments_exist(self) -> None:
        """Shares of the stance's own effort are positive and belong to known instruments."""
        own = self.made().own
        assert set(own) <= set(INSTRUMENTS)
        assert all(share > 0 for share in own.values())

    def test_every_calendar_costs_the_same_and_holds_no_negative_hours(self) -> None:
        """A calendar spends hours x months in all, for every contract and path; only `none` spends nothing."""
        for briefing in briefings():
            calendar = checked_calendar(self.made(), briefing)
            due = 0.0 if isinstance(self.made(), NoStance) else briefing.hours * briefing.months
            assert calendar.shape == (briefing.months, len(INSTRUMENTS))
            assert np.isclose(calendar.sum(), due, rtol=1e-6, atol=1e-6)

    def test_without_effort_it_doses_nothing(self) -> None:
        """Without effort every dose is zero."""
        for briefing in briefings():
            if briefing.hours == 0:
                assert not checked_calendar(self.made(), briefing).any()

    def test_asked_twice_it_answers_the_same(self) -> None:
        """A policy uses no random numbers."""
        for briefing in briefings():
            stance = self.made()
            first = checked_calendar(stance, briefing)
            np.random.default_rng().random()
            assert np.array_equal(checked_calendar(stance, briefing), first)
            assert np.array_equal(checked_calendar(self.made(), briefing), first)

    def test_a_copy_answers_the_same(self) -> None:
        """A copied or pickled stance sets the same calendar."""
        stance = self.made()
        for twin in (copy.deepcopy(stance), pickle.loads(pickle.dumps(stance))):
            assert (twin.name, twin.source, type(twin)) == (stance.name, stance.source, type(stance))
            for briefing in briefings():
                shown = checked_calendar(stance, briefing)
                assert np.array_equal(checked_calendar(twin, briefing), shown)

    def test_after_a_diagnosis_it_costs_the_same(self) -> None:
        """A stance that revises changes only months to come, and spends the hours that are left."""
        stance = self.made()
        if not stance.revises:
            return
        for briefing, past in diagnosed():
            calendar = checked_calendar(stance, briefing, before=past)
            assert np.array_equal(calendar[: briefing.month], past[: briefing.month])
            assert np.isclose(calendar.sum(), briefing.hours * briefing.months)
            assert np.array_equal(checked_calendar(self.made(), briefing, before=past), calendar)

    def test_its_reactions_move_hours_and_add_none(self) -> None:
        """A stance that reacts keeps the sum of the foreseen doses, and treats each run by that run's indicators alone."""
        stance = self.made()
        if not stance.reacts:
            return
        rng = np.random.default_rng(1)
        foreseen = rng.uniform(0, 50, (6, len(INSTRUMENTS)))
        indicators = rng.uniform(0, 30, (6, _INDICATORS))
        doses = stance.react(7, indicators.copy(), foreseen.copy())
        assert doses.shape == foreseen.shape
        assert (doses >= 0).all()
        assert np.allclose(doses.sum(axis=1), foreseen.sum(axis=1))
        for r in range(len(indicators)):
            alone = self.made().react(7, indicators[r : r + 1].copy(), foreseen[r : r + 1].copy())
            assert np.array_equal(alone[0], doses[r])


__all__ = ["StanceContract", "briefings", "diagnosed", "diagnosis"]
