"""Arms as a tree: arms with the same beginning share a branch until the first of them switches."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm, Course
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.memo import memoised
from simul_agir.stances import Calendar, Stance
from simul_agir.stances.registry import BUILT_IN


@dataclass
class Branch:
    """Months that some arms share: their course, the arms that end on this branch, and the branches that start from it,
    by month.
    """

    key: Any
    course: Course
    names: list[str] = field(default_factory=list)
    twigs: list["Branch"] = field(default_factory=list)

    @property
    def stance(self) -> Stance:
        """The stance of the branch."""
        return self.course.stance

    @property
    def calendars(self) -> Calendar:
        """The calendar that the branch's stance sets, (1, months + 1, 12)."""
        return self.course.calendars

    def months(self, end: int) -> int:
        """Months to simulate for this branch and all branches that start from it, for a contract of `months`."""
        last = end if self.names else self.twigs[-1].course.month
        return last - self.course.month + sum(twig.months(end) for twig in self.twigs)

    def names_from(self, month: int) -> list[str]:
        """Names of the arms that are still on this branch at the end of this month."""
        later = [twig for twig in self.twigs if twig.course.month >= month]
        return [*self.names, *(name for twig in later for name in twig.names_from(month))]

    def take_over(self, batch: Batch) -> None:
        """Continue a batch along this branch."""
        batch.follow(self.course.scenario, self.course.stance, self.course.due)


def grown(scenario: Scenario, arms: Sequence[str | Stance | Arm]) -> tuple[list[Branch], list[Branch]]:
    """The branches that change the scenario from month 1 on, and those that do not, in the order of the arms.

    Arms with the same stances, changes and months share a branch. Raises StanceError and ScenarioError.
    """
    first: list[Branch] = []
    for each in arms:
        arm, courses = _courses(scenario, each)
        steps = [(0, arm.stance, arm.changes), *((one.month, one.stance, one.changes) for one in arm.then)]
        level, branch = first, None
        for course, step in zip(courses, steps, strict=True):
            branch = _taken(level, course, _key(*step))
            level = branch.twigs
        assert branch is not None
        branch.names.append(arm.called)
    _in_order(first)
    changed = [branch for branch in first if branch.course.scenario is not scenario]
    return changed, [branch for branch in first if branch.course.scenario is scenario]


def _taken(level: list[Branch], course: Course, key: Any) -> Branch:
    """The branch with this key; it is created if there is none."""
    for branch in level:
        if branch.key == key:
            return branch
    level.append(Branch(key, course))
    return level[-1]


def _in_order(branches: list[Branch]) -> None:
    """Sort the branches that start from each branch by month."""
    for branch in branches:
        branch.twigs.sort(key=lambda twig: twig.course.month)
        _in_order(branch.twigs)


def _key(month: int, stance: str | Stance | None, changes: Any) -> Any:
    """What identifies a course: month, stance and changes."""
    which = stance if stance is None or isinstance(stance, str) else id(stance)
    return month, which, repr(sorted(changes.items()))


def _courses(scenario: Scenario, each: str | Stance | Arm) -> tuple[Arm, tuple[Course, ...]]:
    """An arm and its courses; those of shipped stances are computed once."""
    if isinstance(each, str) and each in BUILT_IN:
        arm = Arm(each, each)
        own = tuple(BUILT_IN[each].own.items())
        return arm, memoised(scenario, ("course", each, own), lambda: _locked(arm.courses(scenario)))
    arm = Arm.of(each)
    return arm, arm.courses(scenario)


def _locked(courses: tuple[Course, ...]) -> tuple[Course, ...]:
    """The same courses, with read-only calendars."""
    for course in courses:
        course.calendars.flags.writeable = False
    return tuple(replace(course) for course in courses)
