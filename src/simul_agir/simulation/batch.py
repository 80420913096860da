"""A batch of replicates of one scenario under one stance: simulated month by month, saved, loaded and branched."""

from dataclasses import dataclass, field, replace
from operator import is_not
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simul_agir.engine.handles import handle
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS, POSTURE_OF
from simul_agir.model.path.decisions import CHOOSE, LENGTHEN, LOOK, WEIGH_TRAINING
from simul_agir.model.schedule import decide, live
from simul_agir.model.state import State, World, workspace
from simul_agir.scenario import Scenario
from simul_agir.simulation import saved
from simul_agir.simulation.agenda import Agenda, agenda_of
from simul_agir.simulation.buffers import BufferPool, array_in
from simul_agir.simulation.calendars import asks_again, briefing_of, calendars_of, same_kind, shock_rows
from simul_agir.simulation.decisions import is_asked, late_word, path_months, pauses, walks
from simul_agir.simulation.diagnosis import diagnoses
from simul_agir.simulation.points import Points, changed_points, checked_points, points_of
from simul_agir.simulation.run_numbers import MOST_SEED, run_number
from simul_agir.simulation.start import initial_state, starts_of
from simul_agir.stances import Calendar, Stance, checked_calendar, checked_reaction, get

Floats = NDArray[np.float64]
_NO_EVENTS = np.zeros((0, EVENT_COLUMNS))


@dataclass
class Batch:
    """R replicates, numbered from `first`, that have run until `month` (0: the end of the warm-up; before, negative).

    `indicators` (R, months + 1, indicators) and `need_levels` (R, months + 1, K) hold what was measured so far. `tries`:
    whether a stance may simulate others on the territory as it was observed.
    """

    scenario: Scenario
    stance: Stance
    seed: int
    first: int
    state: State
    month: int
    calendars: Calendar  # (1 or R, months + 1, 12); row 0, all zero, is the warm-up's
    indicators: Floats
    need_levels: Floats
    points: Points  # (1 or R, parameters): the same for all runs, or one row per run
    events: Floats = field(default_factory=lambda: _NO_EVENTS)
    tries: bool = True
    due: float | None = None  # hours of engineering in all, if the effort is not the same in every month
    _shocks: Floats | None = field(default=None, init=False, repr=False, compare=False)
    _agenda: Agenda | None = field(default=None, init=False, repr=False, compare=False)
    _handle: tuple[Any, ...] | None = field(default=None, init=False, repr=False, compare=False)

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
        into: "Batch | BufferPool | None" = None,
        points: ArrayLike | None = None,
    ) -> "Batch":
        """A batch at the start of its warm-up. `start`: the state of one replicate, if it exists already. `calendars`,
        `into`: see `branch`. `points`: parameters in place of the scenario's, (P, parameters): run number r takes row r
        modulo P.

        Raises ValueError for a seed outside 0..2**32-1, StanceError for an unknown or faulty stance.
        """
        seed, first = run_number(seed), run_number(first)
        if runs < 1 or first + runs - 1 > MOST_SEED:
            raise ValueError(
                f"replicates {first}..{first + runs - 1} must lie in 0..{MOST_SEED}, and be at least one"
            )
        rows = points_of(checked_points(scenario, points), first, runs)
        reused = None if into is None else into.state
        if start is None and points is None:
            start = initial_state(scenario)
        if start is None:
            state = starts_of(scenario, rows, runs, reused)
        else:
            state = start.take(slice(0, 1)).spread(runs, reused)
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
            indicators=array_in(into, "indicators", (runs, lines, len(INDICATORS)), 0.0),
            need_levels=array_in(into, "need_levels", (runs, lines, len(scenario.domains)), 0.0),
            points=rows,
            tries=tries,
        )
        batch._handle = None if into is None else into._handle
        if scenario.warm_up == 0:
            batch._live(0)
            batch.catch_up()
        return batch

    @property
    def runs(self) -> int:
        """Number of runs, R."""
        return self.state.replicates

    def spare(self) -> BufferPool:
        """The batch's arrays, for another batch to reuse."""
        return BufferPool(self.state, self.indicators, self.need_levels, self._handle)

    def branch(
        self,
        stance: str | Stance | None = None,
        calendars: Calendar | None = None,
        into: "Batch | BufferPool | None" = None,
    ) -> "Batch":
        """A copy of the batch with its own arrays, which continues under another stance if one is given.

        A branch without a change, or with the stance it already has, gives the same numbers as the unbroken batch.
        Another stance continues the reference path at the current month. It spends the hours that are left in the
        proportions of the coming months of its own calendar, so that the whole contract costs the same as any other arm.
        (`none` spends nothing.) Decisions that its path would have taken before are taken now.

        `calendars`: the calendar that the stance sets for this scenario at month 0, if it is known; used up to month 0.
        `into`: a batch that is no longer needed; the branch reuses its arrays if their shapes are equal.
        """
        twin = replace(
            self,
            state=self.state.spread(self.runs, None if into is None else into.state),
            calendars=self.calendars.copy(),
            indicators=array_in(into, "indicators", self.indicators.shape, self.indicators),
            need_levels=array_in(into, "need_levels", self.need_levels.shape, self.need_levels),
            events=_NO_EVENTS,
        )
        twin._handle = None if into is None else into._handle
        if stance is not None:
            twin.turn_to(get(stance) if isinstance(stance, str) else stance, calendars)
        return twin

    def single(self, place: int) -> "Batch":
        """A copy of one of the runs, with its own arrays."""
        rows = slice(place, place + 1)
        own = rows if len(self.calendars) > 1 else slice(None)
        return replace(
            self,
            first=self.first + place,
            state=self.state.take(rows).spread(1),
            calendars=self.calendars[own].copy(),
            points=self.points[rows if len(self.points) > 1 else slice(None)].copy(),
            indicators=self.indicators[rows].copy(),
            need_levels=self.need_levels[rows].copy(),
            events=_NO_EVENTS,
        )

    def turn_to(self, stance: Stance, calendars: Calendar | None = None) -> None:
        """Continue under another stance in the same arrays; see `branch`."""
        if same_kind(stance, self.stance):
            return
        self.stance, self._agenda = stance, None
        if self.month <= 0:
            given = calendars_of(self.scenario, stance, self.points) if calendars is None else calendars
            self.calendars = given.copy()
        elif self.month < self.scenario.months:
            self.calendars = self._asked_again(self.month)
        if self.month >= 0:
            self.catch_up()

    def follow(self, scenario: Scenario, stance: Stance, due: float) -> None:
        """Continue with a changed scenario (same territory and months) and a stance, which may be the same.

        `due`: hours of engineering in all. If nothing changes that the stance depends on, it continues unchanged.
        Otherwise its calendar is asked for again, and a stance that diagnoses repeats its diagnosis.
        """
        before, self.scenario, self.due = self.scenario, scenario, due
        self._shocks, self._agenda = None, None
        self.points = changed_points(self.points, before.vector(), scenario.vector())
        if not same_kind(stance, self.stance):
            self.turn_to(stance)
        elif asks_again(before, scenario):
            self._dose_again()

    def _dose_again(self) -> None:
        """Ask the stance for its calendar again. Months already simulated do not change."""
        self.calendars = self._asked_again(max(0, self.month))
        if self.month >= 0 and (self.stance.revises or self.stance.reacts):
            self.catch_up()

    def _asked_again(self, month: int) -> Calendar:
        """The calendar of the stance from `month` on, at every point. Earlier months do not change."""
        many = max(len(self.calendars), len(self.points))
        calendars = np.broadcast_to(self.calendars, (many, *self.calendars.shape[1:])).copy()
        for r in range(many):
            shown = replace(briefing_of(self.scenario, self.point(r)), month=month)
            before = calendars[r, 1:] if month > 0 else None
            calendars[r, 1:] = checked_calendar(self.stance, shown, before, self.due)
        return calendars

    def part(self, stance: Stance, calendars: Calendar, into: "Batch | BufferPool | None" = None) -> "Batch":
        """A copy of this shared batch that continues as the arm of one of its stances; see `become`."""
        arm = self.branch(into=into)
        arm.become(stance, calendars)
        return arm

    def become(self, stance: Stance, calendars: Calendar) -> None:
        """Continue this shared batch as the arm of one of the stances that it stands for, as if it had run alone since
        month 0.

        `calendars`: what the stance set at month 0. Its training weights are computed now, because they depend on the
        months to come.
        """
        self.stance, self.calendars, self._agenda = stance, calendars.copy(), None
        if walks(self.scenario, stance) and self.scenario.path.diagnosis.months:
            first = min(path_months(self.scenario)[0])
            if first <= self.month:
                self._decide_by_rules(WEIGH_TRAINING | LENGTHEN, first)

    def catch_up(self) -> None:
        """Take now the decisions that the path of a stance that has just started would have taken before."""
        if self.month >= self.scenario.months:
            return
        self._decide(late_word(self.scenario, self.stance, self.month))
        if self.stance.reacts:
            self._react()

    def run_until(self, month: int) -> "Batch":
        """Run until the end of that month (0: end of the warm-up). Months already run are not run again."""
        if not -self.scenario.warm_up <= month <= self.scenario.months:
            raise ValueError(f"month {month} is outside {-self.scenario.warm_up}..{self.scenario.months}")
        while self.month < month:
            later = [pause for pause in pauses(self.scenario, self.stance) if pause > self.month]
            stop = min([month, *later])
            self._live(stop)
            if stop in pauses(self.scenario, self.stance):
                self._ask(stop)
        return self

    def world(self) -> World:
        """The batch as a `World` for the rules, with new scratch arrays."""
        actors, domains = self.state.actors.shape[1], self.state.needs.shape[2]
        return World(**self.state.arrays(), **workspace(actors, domains), events=self.events)

    def handle(self) -> Any:
        """The batch as the argument of the compiled entries (`handles.handle`). It is rebuilt after an array was
        replaced.
        """
        arrays = (*vars(self.state).values(), self.events)
        if self._handle is None or any(map(is_not, arrays, self._handle[0])):
            world = self.world()
            self._handle = arrays, world, handle(world)
        return self._handle[2]

    def __getstate__(self) -> dict[str, Any]:
        return {**vars(self), "_handle": None}  # it holds addresses, which are not valid in a copy

    def agenda(self) -> Agenda:
        """The decisions of the stance from here on."""
        if self._agenda is None:
            self._agenda = agenda_of(self.scenario, self.stance, self.points, self.due)
        return self._agenda

    def _live(self, stop: int) -> None:
        scenario, agenda = self.scenario, self.agenda()
        if self._shocks is None:
            self._shocks = shock_rows(scenario)
        self._make_room(
            int(np.bitwise_or.reduce(agenda.rule_words[0, max(0, self.month + 1) : stop + 1], initial=0))
        )
        live(
            self.handle(),
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
            self.indicators,
            self.need_levels,
            agenda.rule_words,
            *agenda.by_what,
        )
        self.month = stop

    def _make_room(self, word: int) -> None:
        """Give each run a calendar of its own if a decision may change it."""
        if len(self.calendars) == self.runs:
            return
        longer = word & LENGTHEN and self.scenario.path.training.months
        if word & CHOOSE or (longer and self.calendars[:, :, list(POSTURE_OF)].any()):
            self.calendars = self._calendars_of_runs()

    def _calendars_of_runs(self) -> Calendar:
        """A new array with a calendar for each run, (R, months + 1, 12)."""
        return np.broadcast_to(self.calendars, (self.runs, *self.calendars.shape[1:])).copy()

    def _ask(self, month: int) -> None:
        """Ask the stance at the end of this month, and take the decisions that come before its answer."""
        word = int(self.agenda().words[month])
        if is_asked(self.stance) and word & LOOK:
            self._revise()
            self._decide_by_rules(word & ~LOOK, month)
        if self.stance.reacts:
            self._react()

    def _decide(self, word: int) -> None:
        """Take the decisions that `word` encodes now. A stance that revises is asked after the diagnosis."""
        if is_asked(self.stance) and word & LOOK:
            self._decide_by_rules(LOOK, self.month)
            self._revise()
            word &= ~LOOK
        self._decide_by_rules(word, self.month)

    def _decide_by_rules(self, word: int, month: int) -> None:
        if word == 0:
            return
        self._make_room(word)
        decide(
            self.handle(),
            self.runs,
            self.points,
            self.calendars,
            self.seed,
            self.first,
            month,
            self.scenario.warm_up,
            word,
            *self.agenda().by_what,
        )

    def point(self, r: int) -> Floats:
        """The parameters of one replicate, by its position in the batch."""
        return np.asarray(self.points[min(r, len(self.points) - 1)])

    def _revise(self) -> None:
        """Ask the stance for the months to come of each territory, given what its diagnosis observed."""
        from simul_agir.simulation.trial import Trials

        month = self.month + self.scenario.warm_up
        revised = self._calendars_of_runs()
        for r, diagnosis in enumerate(diagnoses(self.state, self.points, self.seed, self.first, month)):
            briefing = replace(briefing_of(self.scenario, self.point(r)), month=self.month)
            trials = Trials(self, r, diagnosis)
            shown = replace(briefing, diagnosis=diagnosis, trial=trials if self.tries else None)
            revised[r, 1:] = checked_calendar(self.stance, shown, revised[r, 1:], self.due)
            trials.close()
        self.calendars = revised

    def _react(self) -> None:
        """Ask the stance for the doses of the next month, for the whole batch."""
        foreseen = np.broadcast_to(self.calendars[:, self.month + 1], (self.runs, len(INSTRUMENTS)))
        doses = checked_reaction(self.stance, self.month + 1, self.indicators[:, self.month], foreseen)
        self.calendars = self._calendars_of_runs()
        self.calendars[:, self.month + 1] = doses

    def save(self, file: str | Path) -> None:
        """Write the batch to one file, whole or not at all."""
        head = {name: getattr(self, name) for name in _HEAD}
        named = {"scenario": self.scenario.hash, "stance": self.stance.name}
        arrays = {name: getattr(self, name) for name in _SAVED}
        saved.write(Path(file), {**head, **named}, self.state, arrays)

    @classmethod
    def load(cls, file: str | Path, scenario: Scenario, stance: Stance | None = None) -> "Batch":
        """Read a batch written by `save`. Raises SavedBatchError for any other file, and for a batch of another scenario.

        stance: the stance of the batch, needed if it cannot be found by its name. A file never decides which code runs.
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
_SAVED = ("calendars", "indicators", "need_levels", "points")
