"""The engine of this machine: the rules as they are installed, run in slices so that everybody gets a share."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from simul_agir.page import answers
from simul_agir.page.dossier import Forked, dossier_steps
from simul_agir.page.engine import CALLS, Request, Steps
from simul_agir.page.frames import Answer
from simul_agir.page.query import Query
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study.diagnosing import Subject, diagnosing
from simul_agir.study.exploring import (
    Followed,
    PairedRuns,
    Slider,
    arms_of,
    fans_of,
    forking,
    moved,
    narrative_of,
    robustness_of,
    run_states_of,
    runs_for_robustness,
    slider_effect_of,
    sliders_of,
    turned,
)
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

MOST_RUNS = 1000
SHOWN_AT = (16, 50, 200, 500, MOST_RUNS)  # runs at which a refined answer is given
DRAFT = (8, 16)  # fewest and most runs of a draft
DRAFT_TIME = 0.06  # seconds that the runs of a draft should take
SLICE_TIME = 0.1  # seconds of processor time that a step of refinement should take
PROFILE_RUNS = 200
FORK_RUNS = 200
SLIDER_RUNS = 24
DIAGNOSIS_DRAWS = 20
OWN = "own-"  # how names of territories begin that the facilitator brought
_COMPARISONS = 12  # finished comparisons kept for all visitors together: some 5 MB each
_ANSWERS = 200  # other answers, kept likewise: 1 to 60 kB each
_DRAFTS = 400  # drafts kept likewise: some 20 kB each


class LocalEngine:
    """Implements `engine.Engine`. Safe to call from several threads."""

    def __init__(self, territories: dict[str, Scenario], most_runs: int = MOST_RUNS) -> None:
        self.territories = territories
        self.most_runs = most_runs
        self._comparisons: OrderedDict[Any, PairedRuns] = OrderedDict()
        self._answers: OrderedDict[Any, Answer] = OrderedDict()
        self._drafts: OrderedDict[Any, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self._pace: dict[tuple[str, str], float] = {}  # seconds of one run of all arms, by territory and call
        self._at_work = 0  # threads that live runs now

    def capabilities(self) -> dict[str, Any]:
        """Which calls are answered here, and why others are not."""
        calls = {name: {"can": True, "why": ""} for name in CALLS}
        return {
            "calls": calls,
            "most_runs": self.most_runs,
            "draft_runs": list(DRAFT),
            "territories": [
                {"name": name, "title": {lang: each.titled(lang) for lang in ("en", "fr")}}
                for name, each in self.territories.items()
            ],
        }

    def take_in(self, scenario: Scenario, instead: str = "") -> str:
        """Adds a territory that the user brings, or replaces one. Returns its name in requests, which reveals nothing."""
        with self._lock:
            own = [each for each in self.territories if each.startswith(OWN)]
            name = instead if instead in own else f"{OWN}{1 + len(own)}"
            self.territories = {**self.territories, name: scenario}
        return name

    def open(self, request: Request) -> Steps:
        """The territory as the views need it."""
        query = Query.of(request, self.territories)
        yield answers.territory(query.name, query.base, sliders_of(query.base))

    def compare(self, request: Request) -> Steps:
        """Fans: a draft, or finer and finer ones. At rest they continue after the contract."""
        query = Query.of(request, self.territories)
        scenario = self._moved(query)
        most = query.whole("most", 2, self.most_runs, self.most_runs)
        known = self._find(query.key)
        if known is not None and known.runs >= most:
            yield self._fans(query, known, rest=True, full=True)
        elif query.rest:
            yield from self._refine(query, known or self._begun(query, scenario), most)
        else:
            yield self._draft(query, scenario)

    def _begun(self, query: Query, scenario: Scenario) -> PairedRuns:
        """An empty comparison at rest."""
        return PairedRuns(scenario, arms_of(scenario), query.seed, MONTHS_AFTER)

    def _draft(self, query: Query, scenario: Scenario) -> Answer:
        """A few runs of the contract, on all free processors; cached."""
        with self._lock:
            known = self._drafts.get(query.key)
            jobs = max(1, processors() - self._at_work)
        if known is not None:
            return known
        paired = PairedRuns(scenario, arms_of(scenario), query.seed)
        begun = time.perf_counter()
        self._add_runs(paired, self._draft_runs(query.name), jobs)
        self._note(query.name, "draft", (time.perf_counter() - begun) / paired.runs)
        found = self._fans(query, paired, rest=False, full=False)
        with self._lock:
            self._drafts[query.key] = found
            while len(self._drafts) > _DRAFTS:
                self._drafts.popitem(last=False)
        return found

    def _refine(self, query: Query, paired: PairedRuns, most: int) -> Steps:
        """Finer and finer fans, starting from the runs done so far."""
        if paired.runs >= SHOWN_AT[0]:
            yield self._fans(query, paired, rest=True, full=False)
        for _ in self._refined(query, paired, most):
            if paired.runs in SHOWN_AT or paired.runs == most:
                yield self._fans(query, paired, rest=True, full=paired.runs == most)
            else:
                yield None
        self._keep(query.key, paired)

    def _refined(self, query: Query, paired: PairedRuns, until: int) -> Iterator[None]:
        """Simulate up to `until` runs, one slice per step."""
        stops = sorted({*(stop for stop in SHOWN_AT if stop < until), until})
        for stop in stops:
            while paired.runs < stop:
                begun, more = (
                    time.thread_time(),
                    min(stop - paired.runs, self._slice_runs(query.name, "rest")),
                )
                self._add_runs(paired, more)
                self._note(query.name, "rest", (time.thread_time() - begun) / more)
                yield None

    def branch(self, request: Request) -> Steps:
        """Two futures."""
        query = Query.of(request, self.territories)
        scenario, forked = self._moved(query), self._forked(query)
        turn = turned(forked.stay, forked.month, forked.turn, forked.changes)
        runs = query.whole("runs", 2, self.most_runs, FORK_RUNS)
        effort, crisis = query.whole("effort", 25, 400, 100), query.whole("crisis", 0, 50, 0)
        costs = [each.cost(scenario) for each in (forked.stay, turn)]
        steps_of_fork = forking(
            scenario,
            forked.stay,
            turn,
            forked.month,
            runs,
            query.seed,
            SMALLEST_RELEVANT_EFFECT,
            after=MONTHS_AFTER,
        )
        steps = (
            None if found is None else answers.fork(found, effort / 100.0, crisis / 100.0, costs)
            for found in steps_of_fork
        )
        way = (forked.stay.called, forked.turn, forked.month, runs, effort, crisis)
        yield from self._once((*query.key, "branch", *way), steps)

    def _forked(self, query: Query) -> Forked:
        """The requested branch."""
        scenario = self._moved(query)
        month = query.whole("month", 1, scenario.months - 1)
        stay, stance = query.arm("stance"), query.arm("turn").stance
        effort, crisis = query.whole("effort", 25, 400, 100), query.whole("crisis", 0, 50, 0)
        changes: dict[str, Any] = {} if effort == 100 else {"effort": scenario.effort * effort / 100.0}
        if crisis:
            blow = {"month": month + 1, "size": crisis / 100.0, "hardship": crisis / 100.0}
            changes["shocks"] = [blow]
        return Forked(stay, month, stance if isinstance(stance, str) else stance.name, changes)

    def network(self, request: Request) -> Steps:
        """One life as a network."""
        query = Query.of(request, self.territories)
        run = query.whole("run", 0, 10**6, 0)
        arm, scenario = query.arm("stance"), self._moved(query)
        yield answers.network(arm.called, run, run_states_of(scenario, arm, query.seed, run, MONTHS_AFTER))

    def story(self, request: Request) -> Steps:
        """One life as a story."""
        query = Query.of(request, self.territories)
        run = query.whole("run", 0, 10**6, 0)
        arm, scenario = query.arm("stance"), self._moved(query)
        yield answers.narrative(scenario, narrative_of(scenario, arm, query.seed, run))

    def diagnose(self, request: Request) -> Steps:
        """Where the actors stand before the contract, by type: no actor is named, and only chance varies."""
        query = Query.of(request, self.territories)
        lang = query.word("lang", ("en", "fr"), "fr")
        for found in diagnosing(Subject(self._moved(query)), DIAGNOSIS_DRAWS, query.seed):
            yield None if found is None else answers.diagnosis(found, query.settings, lang)

    def sensitivity(self, request: Request) -> Steps:
        """One slider after the other, tried at several values."""
        query = Query.of(request, self.territories)
        arms = query.some_arms("arms")
        if query.word("of", ("sliders", "assumptions"), "sliders") == "assumptions":
            paired = self._find(query.key) or self._begun(query, self._moved(query))
            yield from self._refined(query, paired, max(paired.runs, runs_for_robustness(paired)))
            found = robustness_of(paired)
            if found is not None:
                yield answers.robustness(found, query.settings)
            return
        for slider in sliders_of(query.base):
            if slider.why_not:
                continue
            yield from self._slider_effect(query, slider, arms)

    def _slider_effect(self, query: Query, slider: Slider, arms: tuple[Arm, ...]) -> Steps:
        """The effect of one slider, computed once for all visitors with the same arms."""
        key = (query.base.hash, query.seed, "scent", slider.key, tuple(arm.called for arm in arms))
        tried = slider_effect_of(query.base, slider, arms, query.seed, SLIDER_RUNS)
        yield from self._once(
            key, (None if found is None else answers.slider_effect(found) for found in tried)
        )

    def _once(self, key: Any, steps: Steps) -> Steps:
        """The steps of an answer, or the cached answer; the last one is cached."""
        with self._lock:
            known = self._answers.get(key)
        if known is not None:
            yield known
            return
        last = None
        for found in steps:
            last = last if found is None else found
            yield found
        if last is not None:
            with self._lock:
                self._answers[key] = last
                while len(self._answers) > _ANSWERS:
                    self._answers.popitem(last=False)

    def profile(self, request: Request) -> Steps:
        """What each arm gains and gives up."""
        query = Query.of(request, self.territories)
        yield from self._once((*query.key, "profile"), self._profile(query, self._moved(query)))

    def _profile(self, query: Query, scenario: Scenario) -> Steps:
        followed = Followed(scenario, arms_of(scenario), query.seed)
        while followed.runs < PROFILE_RUNS:
            begun, before = time.thread_time(), followed.runs
            followed.add(min(PROFILE_RUNS - before, self._slice_runs(query.name, "profile")))
            self._note(query.name, "profile", (time.thread_time() - begun) / (followed.runs - before))
            yield None
        yield answers.profile(followed.families())

    def report(self, request: Request) -> Steps:
        """The answer at these settings, or the branch if one is asked for, as a dossier."""
        query = Query.of(request, self.territories)
        self._moved(query)  # what cannot be is told at once
        yield None
        forked = self._forked(query) if "turn" in request else None
        lang = query.word("lang", ("en", "fr"), "fr")
        room = request.get("room")
        room_record = room if isinstance(room, dict) else {}
        yield from dossier_steps(query.base, query.seed, lang, forked, query.settings, room_record)

    def cancel(self, steps: Steps) -> None:
        """Ends a call whose answer is no longer needed."""
        close = getattr(steps, "close", None)
        if close is not None:
            close()

    def _moved(self, query: Query) -> Scenario:
        return moved(query.base, query.settings)

    def _fans(self, query: Query, paired: PairedRuns, *, rest: bool, full: bool) -> Answer:
        return answers.fans(fans_of(paired, SMALLEST_RELEVANT_EFFECT), query.settings, rest=rest, full=full)

    def _add_runs(self, paired: PairedRuns, runs: int, jobs: int = 1) -> None:
        """Run some, and be counted as at work meanwhile."""
        with self._lock:
            self._at_work += 1
        try:
            paired.add(runs, jobs)
        finally:
            with self._lock:
                self._at_work -= 1

    def _note(self, name: str, call: str, pace: float) -> None:
        """Update the time that one run takes, as a moving average."""
        pace = max(1e-5, pace)
        with self._lock:
            self._pace[name, call] = 0.7 * self._pace.get((name, call), pace) + 0.3 * pace

    def _draft_runs(self, name: str) -> int:
        pace = self._pace.get((name, "draft"))
        return DRAFT[0] if pace is None else max(DRAFT[0], min(DRAFT[1], int(DRAFT_TIME / pace)))

    def _slice_runs(self, name: str, call: str) -> int:
        pace = self._pace.get((name, call))
        return DRAFT[0] // 2 if pace is None else max(1, min(50, int(SLICE_TIME / pace)))

    def _find(self, key: Any) -> PairedRuns | None:
        """A copy of the runs cached under a key."""
        with self._lock:
            found = self._comparisons.get(key)
            if found is None:
                return None
            self._comparisons.move_to_end(key)
            return replace(found, ladders={arm: list(parts) for arm, parts in found.ladders.items()})

    def _keep(self, key: Any, paired: PairedRuns) -> None:
        with self._lock:
            known = self._comparisons.get(key)
            if known is None or known.runs <= paired.runs:
                self._comparisons[key] = paired
            while len(self._comparisons) > _COMPARISONS:
                self._comparisons.popitem(last=False)
