"""An arm of a comparison: a stance, changes of the scenario for this arm, and switches at given months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simul_agir.model.parameters import FTE_HOURS
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.arm_form import ArmForm, SwitchForm, arm_form, examine_arm, made_name
from simul_agir.scenario.changes import changed, telling
from simul_agir.scenario.faults import Faults
from simul_agir.simulation.arm_text import as_text, form_of_text
from simul_agir.simulation.calendars import asks_again, hours_a_month, same_kind, whole_calendar
from simul_agir.stances import Calendar, Stance, get
from simul_agir.stances.comparisons import NoStance
from simul_agir.stances.registry import BUILT_IN

_TOLERANCE = 1e-6  # relative tolerance for equal costs


@dataclass(frozen=True)
class Switch:
    """A change from the end of `month` on: another stance (None: the same stance), and changes relative to what held
    before.
    """

    month: int
    stance: str | Stance | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """Cost of an arm over the contract: engineering in full-time-equivalent months, action money in euros."""

    engineering: float
    money: float

    def same_as(self, other: Cost) -> bool:
        """Whether both costs are equal, to one part in a million."""
        return bool(
            np.isclose(self.engineering, other.engineering, rtol=_TOLERANCE, atol=1e-9)
            and np.isclose(self.money, other.money, rtol=_TOLERANCE, atol=1e-9)
        )


@dataclass(frozen=True)
class Course:
    """What holds for an arm from the end of a month on: scenario, stance, calendar, and hours of engineering in all."""

    month: int
    scenario: Scenario
    stance: Stance
    calendars: Calendar  # (1, months + 1, 12), whole; row 0, all zero, is the warm-up's
    due: float


@dataclass(frozen=True)
class Arm:
    """An arm: a name, a stance, changes of keys of the scenario, and switches in order of their months.

    `changes` hold from month 1 on; the warm-up is simulated once, with the unchanged scenario. Write a key with dots
    (`effort`, `parameters.turnover_scale`). A value replaces the earlier one, or multiplies it ("x2").
    """

    name: str
    stance: str | Stance
    changes: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[Switch, ...] = ()

    @classmethod
    def parse(cls, text: str, months: int | None = None, option: str = "--arm") -> Arm:
        """The arm described by a text such as "then together: residents, effort x2, month 18 conditional_aid". Raises
        ScenarioError.

        `months`: length of the contract, to check the switches against. `option`: name of the text in error messages.
        """
        faults = Faults()
        form = form_of_text(text, telling(faults, option))
        faults.raise_any()
        return cls._of_form(form, f'{option} "{text.strip()}"', as_text(form), months)

    @classmethod
    def of(cls, value: Arm | Stance | str | Mapping[str, Any]) -> Arm:
        """The arm given as a stance, a stance's name, a text, or a table of a scenario file. Raises ScenarioError."""
        if isinstance(value, Arm):
            return value
        if isinstance(value, Stance):
            return cls(value.name, value)
        if isinstance(value, str):
            return cls.parse(value)
        form = arm_form(value)
        return cls._of_form(form, "arm", as_text(form))

    @classmethod
    def _of_form(cls, form: ArmForm, label: str, otherwise: str, months: int | None = None) -> Arm:
        """The arm of a form; its name is derived from the form if the form gives none."""
        faults = Faults()
        examine_arm(form, months, telling(faults, form.name if isinstance(form.name, str) else label))
        faults.raise_any()
        switches = tuple(Switch(each.month, each.stance, each.changes) for each in form.then)
        return cls(form.name or made_name(otherwise), form.stance, form.changes, switches)

    @property
    def called(self) -> str:
        """The arm's name. For a stance that a module registers under another name, the stance's own name."""
        if self.is_plain and self.name == self.stance and self.name not in BUILT_IN:
            return _had(self.stance).name
        return self.name

    @property
    def is_plain(self) -> bool:
        """Whether the arm is a stance without changes and switches."""
        return not self.changes and not self.then

    @property
    def stances(self) -> tuple[str | Stance, ...]:
        """All stances that the arm names, in order."""
        return (self.stance, *(each.stance for each in self.then if each.stance is not None))

    @property
    def text(self) -> str:
        """The arm as text for the command line, without its name."""
        return as_text(self._form())

    def to_dict(self) -> dict[str, Any]:
        """The arm as a dictionary, as in JSON and in scenario files."""
        return {
            "name": self.name,
            "stance": _named(self.stance),
            **dict(self.changes),
            **({"then": [_switch_dict(each) for each in self.then]} if self.then else {}),
        }

    def check(self, scenario: Scenario) -> None:
        """Check that the arm is possible on a scenario. Raises ScenarioError with all faults, and StanceError for unknown
        stances.
        """
        self.courses(scenario)

    def courses(self, scenario: Scenario) -> tuple[Course, ...]:
        """The courses of the arm, from month 0 and from each switch on. Raises what `check` raises.

        The hours of engineering are those that each month's effort grants. A stance that follows another one spends the
        hours that are left, in the proportions of its own calendar.
        """
        faults = Faults()
        examine_arm(self._form(), scenario.months, telling(faults, self.name))
        faults.raise_any()
        now = changed(scenario, self.changes, self.name)
        stance = _had(self.stance)
        due = hours_a_month(now) * now.months
        calendars = whole_calendar(now, stance, 0, None, due)
        found = [Course(0, now, stance, calendars, due)]
        for switch in self.then:
            before, now = now, changed(now, switch.changes, self.name)
            due += (hours_a_month(now) - hours_a_month(before)) * (now.months - switch.month)
            follows = stance if switch.stance is None else _had(switch.stance)
            if not same_kind(follows, stance) or asks_again(before, now):
                calendars = whole_calendar(now, follows, switch.month, calendars[0, 1:], due)
            stance = follows
            found.append(Course(switch.month, now, stance, calendars, due))
        return tuple(found)

    def cost(self, scenario: Scenario) -> Cost:
        """The cost of the arm on a scenario, computed from its calendars. Raises what `check` raises."""
        courses = self.courses(scenario)
        hours = float(courses[-1].calendars.sum())
        ends = [*(each.month for each in courses[1:]), scenario.months]
        money = sum(
            each.scenario.budget * (end - each.month) for each, end in zip(courses, ends, strict=True)
        )
        return Cost(hours / float(scenario.vector()[FTE_HOURS]), float(money))

    def is_control(self, scenario: Scenario) -> bool:
        """Whether the arm is `none` throughout, with the money of the scenario: a control without any engineering."""
        courses = self.courses(scenario)
        return all(isinstance(each.stance, NoStance) for each in courses) and all(
            each.scenario.budget == scenario.budget for each in courses
        )

    def _form(self) -> ArmForm:
        switches = tuple(
            SwitchForm(each.month, None if each.stance is None else _named(each.stance), dict(each.changes))
            for each in self.then
        )
        return ArmForm(self.name, _named(self.stance), dict(self.changes), switches)


def _named(stance: str | Stance) -> str:
    return stance if isinstance(stance, str) else stance.name


def _switch_dict(switch: Switch) -> dict[str, Any]:
    said = {} if switch.stance is None else {"stance": _named(switch.stance)}
    return {"month": switch.month, **said, **dict(switch.changes)}


def _had(stance: str | Stance) -> Stance:
    return get(stance) if isinstance(stance, str) else stance


__all__ = ["Arm", "Cost", "Course", "ScenarioError", "Switch"]
