"""The engine of this machine: the rules as they are installed, run in slices so that everybody gets a share."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from simul_agir.page import tellings as tell
from simul_agir.page.asked import Asked
from simul_agir.page.dossier import Forked, dossier_steps
from simul_agir.page.engine import CALLS, Request, Steps
from simul_agir.page.frames import Answer
from simul_agir.processors import processors
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study.diagnosing import Subject, diagnosing
from simul_agir.study.exploring import (
    Followed,
    Lives,
    Slider,
    arms_of,
    doubts_of,
    fans_of,
    forking,
    life_of,
    moved,
    runs_for_doubts,
    scent_of,
    sliders_of,
    tale_of,
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
SCENT_RUNS = 24
DIAGNOSIS_DRAWS = 20
OWN = "own-"  # how names of territories begin that the facilitator brought
_KEPT = 12  # finished comparisons kept for all visitors together: some 5 MB each
_TOLD = 200  # other answers, kept likewise: 1 to 60 kB each
_DRAFTS = 400  # drafts kept likewise: some 20 kB each


class LocalEngine:
    """Implements `engine.Engine`. Safe to call from several threads."""

    def __init__(self, territories: dict[str, Scenario], most_runs: int = MOST_RUNS) -> None:
        self.territories = territories
        self.most_runs = most_runs
        self._kept: OrderedDict[Any, Lives] = OrderedDict()
        self._told: OrderedDict[Any, Answer] = OrderedDict()
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
        """Adds a territory of one's own, or puts it in the place of another of these.

        Returns the name under which it is asked for, which tells nothing of it.
        """
        with self._lock:
            own = [each for each in self.territories if each.startswith(OWN)]
            name = instead if instead in own else f"{OWN}{1 + len(own)}"
            self.territories = {**self.territories, name: scenario}
        return name

    def open(self, request: Request) -> Steps:
        """The territory as the views need it."""
        asked = Asked.of(request, self.territories)
        yield tell.territory(asked.name, asked.base, sliders_of(asked.base))

    def compare(self, request: Request) -> Steps:
        """Fans: a draft, or finer and finer ones. At rest they continue after the contract."""
        asked = Asked.of(request, self.territories)
        scenario = self._moved(asked)
        most = asked.whole("most", 2, self.most_runs, self.most_runs)
        kept = self._find(asked.key)
        if kept is not None and kept.runs >= most:
            yield self._fans(asked, kept, rest=True, full=True)
        elif asked.rest:
            yield from self._refine(asked, kept or self._begun(asked, scenario), most)
        else:
            yield self._draft(asked, scenario)

    def _begun(self, asked: Asked, scenario: Scenario) -> Lives:
        """Lives of a comparison at rest, none of them run."""
        return Lives(scenario, arms_of(scenario), asked.seed, MONTHS_AFTER)

    def _draft(self, asked: Asked, scenario: Scenario) -> Answer:
        """A few lives within the contract, on all processors that nobody else works on; kept for whoever comes by again."""
        with self._lock:
            known = self._drafts.get(asked.key)
            jobs = max(1, processors() - self._at_work)
        if known is not None:
            return known
        lives = Lives(scenario, arms_of(scenario), asked.seed)
        begun = time.perf_counter()
        self._live(lives, self._draft_runs(asked.name), jobs)
        self._note(asked.name, "draft", (time.perf_counter() - begun) / lives.runs)
        found = self._fans(asked, lives, rest=False, full=False)
        with self._lock:
            self._drafts[asked.key] = found
            while len(self._drafts) > _DRAFTS:
                self._drafts.popitem(last=False)
        return found

    def _refine(self, asked: Asked, lives: Lives, most: int) -> Steps:
        """Finer and finer fans, from the lives that are there."""
        if lives.runs >= SHOWN_AT[0]:
            yield self._fans(asked, lives, rest=True, full=False)
        for _ in self._lives(asked, lives, most):
            if lives.runs in SHOWN_AT or lives.runs == most:
                yield self._fans(asked, lives, rest=True, full=lives.runs == most)
            else:
                yield None
        self._keep(asked.key, lives)

    def _lives(self, asked: Asked, lives: Lives, until: int) -> Iterator[None]:
        """Simulate up to so many runs, a slice a step."""
        stops = sorted({*(stop for stop in SHOWN_AT if stop < until), until})
        for stop in stops:
            while lives.runs < stop:
                begun, more = time.thread_time(), min(stop - lives.runs, self._slice_runs(asked.name, "rest"))
                self._live(lives, more)
                self._note(asked.name, "rest", (time.thread_time() - begun) / more)
                yield None

    def branch(self, request: Request) -> Steps:
        """Two futures."""
        asked = Asked.of(request, self.territories)
        scenario, forked = self._moved(asked), self._forked(asked)
        turn = turned(forked.stay, forked.month, forked.turn, forked.changes)
        runs = asked.whole("runs", 2, self.most_runs, FORK_RUNS)
        effort, crisis = asked.whole("effort", 25, 400, 100), asked.whole("crisis", 0, 50, 0)
        costs = [each.cost(scenario) for each in (forked.stay, turn)]
        lived = forking(scenario, forked.stay, turn, forked.month, runs, asked.seed, SMALLEST_RELEVANT_EFFECT)
        steps = (
            None if found is None else tell.fork(found, effort / 100.0, crisis / 100.0, costs)
            for found in lived
        )
        way = (forked.stay.called, forked.turn, forked.month, runs, effort, crisis)
        yield from self._once((*asked.key, "branch", *way), steps)

    def _forked(self, asked: Asked) -> Forked:
        """The branch that is asked for."""
        scenario = self._moved(asked)
        month = asked.whole("month", 1, scenario.months - 1)
        stay, stance = asked.arm("stance"), asked.arm("turn").stance
        effort, crisis = asked.whole("effort", 25, 400, 100), asked.whole("crisis", 0, 50, 0)
        changes: dict[str, Any] = {} if effort == 100 else {"effort": scenario.effort * effort / 100.0}
        if crisis:
            blow = {"month": month + 1, "size": crisis / 100.0, "hardship": crisis / 100.0}
            changes["shocks"] = [blow]
        return Forked(stay, month, stance if isinstance(stance, str) else stance.name, changes)

    def network(self, request: Request) -> Steps:
        """One life as a network."""
        asked = Asked.of(request, self.territories)
        run = asked.whole("run", 0, 10**6, 0)
        arm, scenario = asked.arm("stance"), self._moved(asked)
        yield tell.life(arm.called, run, life_of(scenario, arm, asked.seed, run, MONTHS_AFTER))

    def story(self, request: Request) -> Steps:
        """One life as a story."""
        asked = Asked.of(request, self.territories)
        run = asked.whole("run", 0, 10**6, 0)
        arm, scenario = asked.arm("stance"), self._moved(asked)
        yield tell.tale(scenario, tale_of(scenario, arm, asked.seed, run))

    def diagnose(self, request: Request) -> Steps:
        """Where the actors stand before the contract, by type: no actor is named, and only luck varies."""
        asked = Asked.of(request, self.territories)
        lang = asked.word("lang", ("en", "fr"), "fr")
        for found in diagnosing(Subject(self._moved(asked)), DIAGNOSIS_DRAWS, asked.seed):
            yield None if found is None else tell.diagnosis(found, asked.settings, lang)

    def sensitivity(self, request: Request) -> Steps:
        """One slider after the other, tried at several values."""
        asked = Asked.of(request, self.territories)
        arms = asked.some_arms("arms")
        if asked.word("of", ("sliders", "assumptions"), "sliders") == "assumptions":
            lives = self._find(asked.key) or self._begun(asked, self._moved(asked))
            yield from self._lives(asked, lives, max(lives.runs, runs_for_doubts(lives)))
            found = doubts_of(lives)
            if found is not None:
                yield tell.doubts(found, asked.settings)
            return
        for slider in sliders_of(asked.base):
            if slider.why_not:
                continue
            yield from self._scent(asked, slider, arms)

    def _scent(self, asked: Asked, slider: Slider, arms: tuple[Arm, ...]) -> Steps:
        """What one slider does, worked out once for all visitors who ask it of the same arms."""
        key = (asked.base.hash, asked.seed, "scent", slider.key, tuple(arm.called for arm in arms))
        tried = scent_of(asked.base, slider, arms, asked.seed, SCENT_RUNS)
        yield from self._once(key, (None if found is None else tell.scent(found) for found in tried))

    def _once(self, key: Any, steps: Steps) -> Steps:
        """The steps of an answer, or the answer at once where somebody asked for it before; its last one is kept."""
        with self._lock:
            known = self._told.get(key)
        if known is not None:
            yield known
            return
        last = None
        for found in steps:
            last = last if found is None else found
            yield found
        if last is not None:
            with self._lock:
                self._told[key] = last
                while len(self._told) > _TOLD:
                    self._told.popitem(last=False)

    def profile(self, request: Request) -> Steps:
        """What each arm gains and gives up."""
        asked = Asked.of(request, self.territories)
        yield from self._once((*asked.key, "profile"), self._profile(asked, self._moved(asked)))

    def _profile(self, asked: Asked, scenario: Scenario) -> Steps:
        followed = Followed(scenario, arms_of(scenario), asked.seed)
        while followed.runs < PROFILE_RUNS:
            begun, before = time.thread_time(), followed.runs
            followed.add(min(PROFILE_RUNS - before, self._slice_runs(asked.name, "profile")))
            self._note(asked.name, "profile", (time.thread_time() - begun) / (followed.runs - before))
            yield None
        yield tell.profile(followed.families())

    def report(self, request: Request) -> Steps:
        """The answer at these settings, or the branch if one is asked for, as a dossier."""
        asked = Asked.of(request, self.territories)
        self._moved(asked)  # what cannot be is told at once
        yield None
        forked = self._forked(asked) if "turn" in request else None
        lang = asked.word("lang", ("en", "fr"), "fr")
        room = request.get("room")
        told = room if isinstance(room, dict) else {}
        yield from dossier_steps(asked.base, asked.seed, lang, forked, asked.settings, told)

    def cancel(self, steps: Steps) -> None:
        """Ends a call that nobody waits for any more."""
        close = getattr(steps, "close", None)
        if close is not None:
            close()

    def _moved(self, asked: Asked) -> Scenario:
        return moved(asked.base, asked.settings)

    def _fans(self, asked: Asked, lives: Lives, *, rest: bool, full: bool) -> Answer:
        return tell.fans(fans_of(lives, SMALLEST_RELEVANT_EFFECT), asked.settings, rest=rest, full=full)

    def _live(self, lives: Lives, runs: int, jobs: int = 1) -> None:
        """Run some, and be counted as at work meanwhile."""
        with self._lock:
            self._at_work += 1
        try:
            lives.add(runs, jobs)
        finally:
            with self._lock:
                self._at_work -= 1

    def _note(self, name: str, call: str, pace: float) -> None:
        """Remember what one run took, the last ones more than those before."""
        pace = max(1e-5, pace)
        with self._lock:
            self._pace[name, call] = 0.7 * self._pace.get((name, call), pace) + 0.3 * pace

    def _draft_runs(self, name: str) -> int:
        pace = self._pace.get((name, "draft"))
        return DRAFT[0] if pace is None else max(DRAFT[0], min(DRAFT[1], int(DRAFT_TIME / pace)))

    def _slice_runs(self, name: str, call: str) -> int:
        pace = self._pace.get((name, call))
        return DRAFT[0] // 2 if pace is None else max(1, min(50, int(SLICE_TIME / pace)))

    def _find(self, key: Any) -> Lives | None:
        """The lives kept under a key, to be read, or run on by whoever asks."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return replace(found, ladders={arm: list(parts) for arm, parts in found.ladders.items()})

    def _keep(self, key: Any, lives: Lives) -> None:
        with self._lock:
            known = self._kept.get(key)
            if known is None or known.runs <= lives.runs:
                self._kept[key] = lives
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
