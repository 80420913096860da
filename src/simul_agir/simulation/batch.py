"""A batch of replicates of one scenario under one stance: lived month by month, saved, loaded and branched."""

from dataclasses import dataclass, field, replace
from operator import is_not
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.engine.handles import handle
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.parameters import TRAINING_SPREAD
from simul_agir.model.schedule import live
from simul_agir.model.state import State, World, workspace
from simul_agir.scenario import Scenario
from simul_agir.simulation import diagnosis as sight
from simul_agir.simulation import saved
from simul_agir.simulation.calendars import (
    asks_again,
    briefing_of,
    calendars_of,
    lengthened,
    lengths_of_training,
    own_shares,
    same_kind,
    shock_rows,
)
from simul_agir.simulation.decisions import (
    ANNOUNCE,
    CLOSE,
    REACT,
    decisions,
    decrees,
    path_months,
    pauses,
    walks,
)
from simul_agir.simulation.points import Points, changed_points, checked_points, points_of
from simul_agir.simulation.room import Spare, array_in
from simul_agir.simulation.run_numbers import MOST_SEED, run_number
from simul_agir.simulation.start import initial_state, starts_of
from simul_agir.stances import (
    Calendar,
    Diagnosis,
    Stance,
    checked_calendar,
    checked_reaction,
    get,
)

Floats = NDArray[np.float64]
_NO_EVENTS = np.zeros((0, EVENT_COLUMNS))


@dataclass
class Batch:
    """R replicates, numbered from `first`, that have lived until `month` (0: the end of the warm-up; before, negative).

    `lines` (R, months + 1, indicators) and `need_lines` (R, months + 1, K) hold what was measured so far. `tries`: whether
    a stance may try others out on the territory as it was observed.
    """

    scenario: Scenario
    stance: Stance
    seed: int
    first: int
    state: State
    month: int
    calendars: Calendar  # (1 or R, months + 1, 12); row 0 is the warm-up's, all nil
    lines: Floats
    need_lines: Floats
    next_axes: Floats  # (R, K) and
    next_plan: NDArray[np.int16]  # (R, K, N): what a scheme would announce, by the last diagnosis
    points: Points  # (1 or R, parameters): those of all runs, or of each
    events: Floats = field(default_factory=lambda: _NO_EVENTS)
    tries: bool = True
    due: float | None = None  # hours of engineering in all, where the effort is not the same in every month
    _shocks: Floats | None = field(default=None, init=False, repr=False, compare=False)
    _shared: bool = field(default=False, init=False, repr=False, compare=False)
    _seen: sight.Sight | None = field(default=None, init=False, repr=False, compare=False)
    _first: tuple[sight.Sight, int] | None = field(default=None, init=False, repr=False, compare=False)
    _door: tuple[Any, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<{self.runs} runs of {self.scenario.name} under {self.stance.name}, month {self.month}>"

    @classmethod
    def begin(
        cls,
        scenario: Scenario,
        stance: str | Stance = "none",
        runs: int = 1,
        seed: int = 1,
        first: int = 0,
        start: State | None = None,
        tries: bool = True,
        calendars: Calendar | None = None,
        into: "Batch | Spare | None" = None,
        points: ArrayLike | None = None,
    ) -> "Batch":
        """A batch before its warm-up. `start`: the state of one replicate, if it is built already. `calendars`, `into`: see
        `branch`. `points`: parameters in place of the scenario's, (P, parameters): run number r takes row r modulo P.

        Raises ValueError for a seed outside 0..2**32-1, StanceError for a stance that is unknown or breaks its contract.
        """
        seed, first = run_number(seed), run_number(first)
        if runs < 1 or first + runs - 1 > MOST_SEED:
            raise ValueError(
                f"replicates {first}..{first + runs - 1} must lie in 0..{MOST_SEED}, and be at least one"
            )
        rows = points_of(checked_points(scenario, points), first, runs)
        room = None if into is None else into.state
        if start is None and points is None:
            start = initial_state(scenario)
        if start is None:
            state = starts_of(scenario, rows, runs, room)
        else:
            state = start.take(slice(0, 1)).spread(runs, room)
        lines = scenario.months + 1
        policy = get(stance) if isinstance(stance, str) else stance
        batch = cls(
            scenario=scenario,
            stance=policy,
            seed=seed,
            first=first,
            state=state,
            month=-scenario.warm_up,
            calendars=calendars_of(scenario, policy, rows) if calendars is None else calendars.copy(),
            lines=array_in(into, "lines", (runs, lines, len(INDICATORS)), 0.0),
            need_lines=array_in(into, "need_lines", (runs, lines, len(scenario.domains)), 0.0),
            next_axes=np.zeros_like(state.axes),
            next_plan=np.full_like(state.plan, -1),
            points=rows,
            tries=tries,
        )
        batch._door = None if into is None else into._door
        if scenario.warm_up == 0:
            batch._live(0)
            batch.catch_up()
        return batch

    @property
    def runs(self) -> int:
        """R."""
        return self.state.replicates

    def spare(self) -> Spare:
        """Its arrays, for another batch to live in."""
        return Spare(self.state, self.lines, self.need_lines, self._door)

    def branch(
        self,
        stance: str | Stance | None = None,
        calendars: Calendar | None = None,
        into: "Batch | Spare | None" = None,
    ) -> "Batch":
        """The same batch in arrays of its own, from here on under another stance if one is given.

        A branch that changes nothing, or names the stance it has already, lives exactly what the unbroken batch lives.
        Another stance takes the path up where it stands, and spends what is left of the effort: the months to come of its
        own calendar, in its own proportions, so that the whole contract costs the same as any other arm's. (`none` leaves
        it unspent.) What its path would have decided by now is decided now.

        `calendars`: the whole calendar that the stance sets for this scenario at month 0, where it is known already; used up
        to month 0. `into`: a batch that nobody needs any more; the branch lives in its arrays, where they have the shape.
        """
        twin = replace(
            self,
            state=self.state.spread(self.runs, None if into is None else into.state),
            calendars=self.calendars.copy(),
            lines=array_in(into, "lines", self.lines.shape, self.lines),
            need_lines=array_in(into, "need_lines", self.need_lines.shape, self.need_lines),
            next_axes=self.next_axes.copy(),
            next_plan=self.next_plan.copy(),
            events=_NO_EVENTS,
        )
        twin._door = None if into is None else into._door
        if stance is not None:
            twin.turn_to(get(stance) if isinstance(stance, str) else stance, calendars)
        return twin

    def single(self, place: int) -> "Batch":
        """One of its runs alone, from here on, in arrays of its own."""
        rows = slice(place, place + 1)
        own = rows if len(self.calendars) > 1 else slice(None)
        return replace(
            self,
            first=self.first + place,
            state=self.state.take(rows).spread(1),
            calendars=self.calendars[own].copy(),
            lines=self.lines[rows].copy(),
            need_lines=self.need_lines[rows].copy(),
            next_axes=self.next_axes[rows].copy(),
            next_plan=self.next_plan[rows].copy(),
            points=self.points[rows].copy() if len(self.points) > 1 else self.points,
            events=_NO_EVENTS,
        )

    def turn_to(self, stance: Stance, calendars: Calendar | None = None) -> None:
        """From here on under another stance, in the same arrays; as `branch` has it."""
        if same_kind(stance, self.stance):
            return
        self.stance = stance
        if self.month <= 0:
            given = calendars_of(self.scenario, stance, self.points) if calendars is None else calendars
            self.calendars = given.copy()
        elif self.month < self.scenario.months:
            self.calendars = self._asked_again(self.month)
        if self.month >= 0:
            self.catch_up()

    def follow(self, scenario: Scenario, stance: Stance, due: float) -> None:
        """From here on in another scenario of the same territory and months, under a stance that may be the same.

        `due`: hours of engineering in all. Where nothing changes that a stance looks at, the same stance goes on as it was;
        where something does, its calendar is asked for again, and one that diagnoses takes stock again.
        """
        before, self.scenario, self.due = self.scenario, scenario, due
        self._shocks = None
        self.points = changed_points(self.points, before.vector(), scenario.vector())
        if not same_kind(stance, self.stance):
            self.turn_to(stance)
        elif asks_again(before, scenario):
            self._dose_again()

    def _dose_again(self) -> None:
        """Ask the stance for its calendar again; what was lived stays."""
        self.calendars = self._asked_again(max(0, self.month))
        if self.month >= 0 and (self.stance.revises or self.stance.reacts):
            self.catch_up()

    def _asked_again(self, month: int) -> Calendar:
        """The calendar of the stance from `month` on, at every point; the months before stay."""
        many = max(len(self.calendars), len(self.points))
        calendars = np.broadcast_to(self.calendars, (many, *self.calendars.shape[1:])).copy()
        for r in range(many):
            told = replace(briefing_of(self.scenario, self.point(r)), month=month)
            before = calendars[r, 1:] if month > 0 else None
            calendars[r, 1:] = checked_calendar(self.stance, told, before, self.due)
        return calendars

    def share(self) -> None:
        """From here on lived for several stances that live alike: what their diagnosis sees is kept until they part."""
        self._shared = True

    def part(self, stance: Stance, calendars: Calendar, into: "Batch | Spare | None" = None) -> "Batch":
        """The arm of one of the stances that this batch was lived for, as `become` has it, in arrays of its own."""
        arm = self.branch(into=into)
        arm._seen, arm._first = self._seen, self._first
        arm.become(stance, calendars)
        return arm

    def become(self, stance: Stance, calendars: Calendar) -> None:
        """From here on the arm of one of the stances that this batch was lived for, as if it had been alone from month 0 on.

        `calendars`: what it set at month 0. Its training brief is made now: it hangs on its months to come.
        """
        self.stance, self.calendars = stance, calendars.copy()
        if self._seen is not None:
            self._brief(self._seen)
        if self._first is not None:
            self._lengthen(*self._first)
        self._shared, self._seen, self._first = False, None, None

    def catch_up(self) -> None:
        """Decide now whatever the path of a stance that has just begun would have decided by now."""
        if self.month >= self.scenario.months:
            return
        if walks(self.scenario, self.stance):
            closed, announced = path_months(self.scenario)
            if min(closed) <= self.month:
                self._close_diagnosis()
            if announced and min(announced) <= self.month:
                self._announce()
        if decrees(self.scenario, self.stance):
            self._announce()
        if self.stance.reacts:
            self._react()

    def live_until(self, month: int) -> "Batch":
        """Live until the end of that month (0: of the warm-up). Months already lived are not lived again."""
        if not -self.scenario.warm_up <= month <= self.scenario.months:
            raise ValueError(f"month {month} is outside {-self.scenario.warm_up}..{self.scenario.months}")
        while self.month < month:
            later = [pause for pause in pauses(self.scenario, self.stance) if pause > self.month]
            stop = min([month, *later])
            self._live(stop)
            self._at(stop)
        return self

    def world(self) -> World:
        """The batch as the rules see it, with scratch of its own."""
        actors, domains = self.state.actors.shape[1], self.state.needs.shape[2]
        return World(**self.state.arrays(), **workspace(actors, domains), events=self.events)

    def door(self) -> Any:
        """The batch as the entries into the rules take it (`reference.handle`): made anew when an array was replaced."""
        arrays = (*vars(self.state).values(), self.events)
        if self._door is None or any(map(is_not, arrays, self._door[0])):
            world = self.world()
            self._door = arrays, world, handle(world)
        return self._door[2]

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_door": None}  # it holds addresses, which mean nothing in a copy

    def _live(self, stop: int) -> None:
        scenario = self.scenario
        if self._shocks is None:
            self._shocks = shock_rows(scenario)
        live(
            self.door(),
            self.runs,
            self.points,
            self.calendars,
            float(scenario.budget),
            self._shocks,
            self.seed,
            self.first,
            self.month + scenario.warm_up,
            stop + scenario.warm_up,
            scenario.warm_up,
            self.lines,
            self.need_lines,
        )
        self.month = stop

    def _at(self, month: int) -> None:
        """What is decided at the end of this month: the diagnosis is closed, a scheme announced, a stance reacts."""
        todo = {CLOSE: self._close_diagnosis, ANNOUNCE: self._announce, REACT: self._react}
        for what in decisions(self.scenario, self.stance).get(month, ()):
            todo[what]()

    def _announce(self) -> None:
        """Axes and plan, by the last diagnosis; by what is seen now where there was none, or where it saw no need."""
        # Each replicate by itself: none may hang on those beside it.
        unseen = np.logical_not(self.next_axes.any(axis=1))
        if unseen.any():
            self._look(unseen)
        self.state.axes[...] = self.next_axes
        self.state.plan[...] = self.next_plan

    def point(self, r: int) -> Floats:
        """The parameters of one replicate, by its place in the batch."""
        return np.asarray(self.points[min(r, len(self.points) - 1)])

    def _diagnose(self, r: int) -> Diagnosis:
        month = self.month + self.scenario.warm_up
        return sight.diagnose(self.state, r, self.point(r), self.seed, self.first + r, month)

    def _look(self, which: NDArray[np.bool_] | slice = slice(None)) -> sight.Sight:
        """Observe every replicate, and keep what a scheme would make of it, of these (all)."""
        month = self.month + self.scenario.warm_up
        seen = sight.look(self.state, self.points, self.seed, self.first, month)
        axes, plan = sight.schemes(seen, self.state.actors, self.points)
        self.next_axes[which], self.next_plan[which] = axes[which], plan[which]
        return seen

    def _close_diagnosis(self) -> None:
        """The diagnosis says which needs come first, whom to train in what and, to a stance that asks, what to do."""
        seen = self._look()
        self.state.axes[...] = self.next_axes
        if self.stance.revises:
            self._revise([self._diagnose(r) for r in range(self.runs)])
        if self.scenario.path.diagnosis.months:
            self._brief(seen)
            closed = path_months(self.scenario)[0]
            first = self.month not in closed or self.month == min(closed)
            if first:  # how long a training takes is settled once
                self._lengthen(seen, self.month)
            if self._shared:
                self._seen, self._first = seen, (seen, self.month) if first else self._first

    def _brief(self, seen: sight.Sight) -> None:
        """Whom to train in what, by what was seen and the stance's own instruments."""
        own = np.array([own_shares(calendar) for calendar in self.calendars])
        self.state.brief[...] = sight.training_briefs(seen, own, self.points)

    def _lengthen(self, seen: sight.Sight, month: int) -> None:
        """How long to train, by what the first diagnosis saw at the end of a month, and the stance's own instruments."""
        own = np.array([own_shares(calendar) for calendar in self.calendars])
        usual = self.scenario.path.training.months
        if not (usual and own.any()):
            return
        lengths = lengths_of_training(self.scenario, own, sight.change_gaps(seen), self.points)
        calendars = np.broadcast_to(self.calendars, (self.runs, *self.calendars.shape[1:])).copy()
        for r in np.flatnonzero(lengths > usual):
            spread = float(self.point(int(r))[TRAINING_SPREAD])
            calendars[r] = lengthened(self.scenario, calendars[r], month, int(lengths[r]), spread)
        self.calendars = calendars

    def _revise(self, seen: list[Diagnosis]) -> None:
        from simul_agir.simulation.trial import Trials

        revised = np.broadcast_to(self.calendars, (self.runs, *self.calendars.shape[1:])).copy()
        for r, diagnosis in enumerate(seen):
            briefing = replace(briefing_of(self.scenario, self.point(r)), month=self.month)
            trials = Trials(self, r, diagnosis)
            told = replace(briefing, diagnosis=diagnosis, trial=trials if self.tries else None)
            revised[r, 1:] = checked_calendar(self.stance, told, revised[r, 1:], self.due)
            trials.close()
        self.calendars = revised

    def _react(self) -> None:
        """Ask the stance for next month's doses of the whole batch."""
        foreseen = np.broadcast_to(self.calendars[:, self.month + 1], (self.runs, len(INSTRUMENTS)))
        doses = checked_reaction(self.stance, self.month + 1, self.lines[:, self.month], foreseen)
        self.calendars = np.broadcast_to(self.calendars, (self.runs, *self.calendars.shape[1:])).copy()
        self.calendars[:, self.month + 1] = doses

    def save(self, file: str | Path) -> None:
        """Write the batch to one file, whole or not at all."""
        head = {name: getattr(self, name) for name in _HEAD}
        named = {"scenario": self.scenario.hash, "stance": self.stance.name}
        arrays = {name: getattr(self, name) for name in _SAVED}
        saved.write(Path(file), {**head, **named}, self.state, arrays)

    @classmethod
    def load(cls, file: str | Path, scenario: Scenario, stance: Stance | None = None) -> "Batch":
        """The batch that `save` wrote. Raises SavedBatchError for anything else, or for a batch of another scenario.

        stance: the one that it was lived under, where its name does not find it again; a file never says which code runs.
        """
        head, state, arrays = saved.read(Path(file), scenario, stance)
        return cls(
            scenario=scenario,
            stance=get(head["stance"]) if stance is None else stance,
            state=state,
            **{name: head[name] for name in _HEAD},
            **{name: arrays[name] for name in _SAVED},
        )


_HEAD = ("seed", "first", "month", "due")
_SAVED = ("calendars", "lines", "need_lines", "next_axes", "next_plan", "points")
