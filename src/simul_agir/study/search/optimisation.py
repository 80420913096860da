"""Search for policies of equal effort, judged on runs that the search did not use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from simul_agir.forwards import forward
from simul_agir.locale import RequestError
from simul_agir.model.instruments import BURN, INSTRUMENTS, POSTURE_OF, STANCE_NAMES
from simul_agir.model.parameters import FTE_HOURS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble
from simul_agir.simulation.calendars import calendars_of
from simul_agir.simulation.run_numbers import MOST_SEED
from simul_agir.stances import Stance, get
from simul_agir.stances.phased import Found, phases_of
from simul_agir.study import statistics
from simul_agir.study.compare.common_random_numbers import comparison_of
from simul_agir.study.compare.comparison import Comparison, Difference, Estimate, rounded
from simul_agir.study.extras import needed
from simul_agir.study.judged import JUDGED, simulate_judged
from simul_agir.study.mixture import MIXTURE, mixture_points
from simul_agir.study.outcomes import OUTCOMES, PRIMARY
from simul_agir.study.request import LARGEST_RUNS, check_jobs, check_runs, check_seed, check_stances

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
PHASES, EVALUATIONS, RUNS, HELD_OUT = 3, 400, 40, 200
MOST_EVALUATIONS, MOST_PHASES = 1_000_000, 24
FLOOR = 0.1  # share of the effort that the start spreads evenly, so that no instrument begins at nothing
STEP = 1.0  # standard deviation of the first candidates, on the logarithm of a share
_LEVEL = 0.95


@dataclass(frozen=True)
class Question:
    """The question of a search.

    outcome: what it seeks the highest of (the lowest, where `lowest`), a name of JUDGED. phases: parts the contract is cut
    into. evaluations: how many policies are tried at most, each over `runs` runs; `held_out`: runs that judge the winner.
    assumptions: `mixture`, each run with another of the accepted points, or `default`, all with the default numbers.
    """

    outcome: str = PRIMARY
    lowest: bool = False
    phases: int = PHASES
    evaluations: int = EVALUATIONS
    runs: int = RUNS
    held_out: int = HELD_OUT
    seed: int = 1
    assumptions: str = MIXTURE

    @property
    def held_out_seed(self) -> int:
        """The seed of the held-out runs, which the search never uses."""
        return (self.seed + 1) & MOST_SEED

    @property
    def sign(self) -> float:
        """1 where more is better, -1 where less is."""
        return -1.0 if self.lowest else 1.0


@dataclass(frozen=True)
class Score:
    """One arm's outcome on the runs that the search saw, on those it did not, and the first less the second.

    Overfitting to the runs of the search shows as an optimism above 0 (below 0, where the lowest was sought); the arms
    that nobody searched show how far the two sets of runs differ anyway.
    """

    stance: str
    training: Estimate
    held_out: Estimate
    optimism: Estimate


@dataclass(frozen=True)
class Search:
    """What a search found. history, generation: (evaluations,) means on the training runs, in order of trial.

    shares: the policy found, shares of the whole effort, (phases, 12). rival: the stance that was best in training, near
    which the search began. training: what was found less its rival on the runs the search saw. judged: `none`, the
    stances and what was found, compared on runs that it did not see.
    """

    question: Question
    instruments: tuple[str, ...]
    rival: str
    shares: Floats
    history: Floats
    generation: NDArray[np.int64]
    scores: tuple[Score, ...]
    training: Difference
    judged: Comparison

    @property
    def scenario(self) -> Scenario:
        """The scenario that was searched."""
        return self.judged.scenario

    @property
    def gain(self) -> Difference:
        """Gain of the policy found over its rival, on held-out runs."""
        return self.judged.difference("found", self.rival, self.question.outcome)

    @property
    def stance(self) -> Found:
        """The policy found, as a stance."""
        return Found(self.shares)

    @property
    def better(self) -> bool:
        """Whether the policy found ends better than its rival on held-out runs, its interval clear of 0."""
        ends = self.gain.estimate
        worst = ends.high if self.question.lowest else ends.low
        return worst is not None and self.question.sign * worst > 0

    def score(self, stance: str) -> Score:
        """One arm's; KeyError if it did not take part."""
        found = {score.stance: score for score in self.scores}
        return found[stance]

    def hours(self) -> list[dict[str, Any]]:
        """One row per phase and instrument with any effort: months (from 1), hours per month, share of all."""
        total = effort_of(self.scenario)
        parts = np.array_split(np.arange(self.scenario.months), self.question.phases)
        calendar = calendars_of(self.scenario, self.stance)[0, 1:]
        rows = []
        for phase, part in enumerate(parts):
            for place, name in enumerate(INSTRUMENTS):
                hours = float(calendar[part, place].sum())
                if hours > 0:
                    months = {"from": int(part[0]) + 1, "to": int(part[-1]) + 1}
                    shown = {"hours_a_month": hours / len(part), "share": hours / total}
                    rows.append({"phase": phase + 1, **months, "instrument": name, **shown})
        return rows

    def frame(self) -> DataFrame:
        """Every policy tried, in order: evaluation, generation, mean on the training runs."""
        import pandas as pd

        tried = np.arange(1, len(self.history) + 1)
        return pd.DataFrame({"evaluation": tried, "generation": self.generation, "training": self.history})

    def sentence(self, lang: str = "en") -> str:
        """The result in words."""
        text: str = forward("optimisation_sentence", self, lang)
        return text

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it."""
        return {
            "scenario": {"name": self.scenario.name, "hash": self.scenario.hash},
            **asdict(self.question),
            "held_out_seed": self.question.held_out_seed,
            "tried": len(self.history),
            "instruments": list(self.instruments),
            "rival": self.rival,
            "better": self.better,
            "gain": {"training": as_dict(self.training), "held_out": as_dict(self.gain)},
            "scores": [rounded(asdict(score)) for score in self.scores],
            "policy": rounded(self.hours()),
            "judged": {"sentence": self.sentence("en"), **_without_runs(self.judged.to_dict())},
            "provenance": dict(self.judged.provenance),
        }


def _without_runs(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: answer[key] for key in ("seed", "runs", "arms", "differences", "verdict")}


def as_dict(difference: Difference) -> dict[str, Any]:
    """A difference as JSON holds it."""
    found = {"a": difference.a, "b": difference.b, **asdict(difference.estimate)}
    return dict(rounded({**found, "probability": difference.probability}))


def effort_of(scenario: Scenario) -> float:
    """Hours of engineering that every arm costs, over the contract."""
    return float(scenario.effort * scenario.vector()[FTE_HOURS] * scenario.months)


def optimise(
    scenario: Scenario,
    question: Question | None = None,
    stances: Sequence[str | Stance] | None = None,
    instruments: Sequence[str] | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Search:
    """Searches for the policy of equal cost with the highest outcome, by CMA-ES (Hansen 2016) on the shares of the effort.

    Every policy is tried with common random numbers, runs 0..runs-1 of `seed`, and so are the `stances` (by default
    the four, except those that the success vision rules out). The winner, `none` and the stances are then run again
    with held-out random numbers.
    Without `instruments`: all, but for those of stances ruled out. The result does not depend on `jobs`. Raises
    RequestError.
    """
    asked = question or Question()
    rivals, usable = checked(scenario, asked, stances, instruments, jobs)
    work = _Work(scenario, asked, jobs, progress, len(rivals))
    trained = work.simulate(rivals, asked.runs, asked.seed)
    levels = {name: float(each.ends.mean()) for name, each in trained.items()}
    rival = max(levels, key=lambda name: asked.sign * levels[name])
    chosen = {stance.name: stance for stance in rivals}[rival]
    space = Space.around(calendars_of(scenario, chosen)[0, 1:], usable, asked.phases)
    best, history, generation = _seek(space, work, asked)
    found = Found(best)
    trained |= work.simulate([found], asked.runs, asked.seed)
    unseen = work.simulate([get("none"), *rivals, found], asked.held_out, asked.held_out_seed)
    judged = work.compared(unseen, ("none", *rivals, found))
    pair = work.compared({name: trained[name] for name in (rival, "found")})
    return Search(
        question=asked,
        instruments=usable,
        rival=rival,
        shares=best,
        history=history,
        generation=generation,
        scores=tuple(_score(name, trained[name], unseen[name], judged, asked) for name in trained),
        training=pair.difference("found", rival, asked.outcome),
        judged=judged,
    )


def checked(
    scenario: Scenario,
    asked: Question,
    stances: Sequence[str | Stance] | None = None,
    instruments: Sequence[str] | None = None,
    jobs: int | None = None,
) -> tuple[list[Stance], tuple[str, ...]]:
    """The stances to beat and the instruments to use. RequestError for whatever makes a search impossible."""
    check_seed(asked.seed)
    check_jobs(jobs)
    if asked.outcome not in JUDGED:
        raise RequestError("outcome", found=asked.outcome, known=", ".join(JUDGED))
    mixture_points(scenario, asked.assumptions)
    for name, found, low, high in (
        ("phases", asked.phases, 1, min(MOST_PHASES, scenario.months)),
        ("evaluations", asked.evaluations, 1, MOST_EVALUATIONS),
        ("runs", asked.runs, 2, LARGEST_RUNS),
        ("held-out", asked.held_out, 2, LARGEST_RUNS),
    ):
        if not low <= found <= high:
            raise RequestError("between", option=name, found=found, low=low, high=high)
    if effort_of(scenario) <= 0:
        raise RequestError("no_effort", found=scenario.name)
    needed("cmaes", "search")
    rivals, usable = _rivals(scenario, stances), _instruments(scenario, instruments)
    check_runs(scenario, max(asked.runs, asked.held_out), max(len(rivals) + 2, 32))
    return rivals, usable


def _rivals(scenario: Scenario, stances: Sequence[str | Stance] | None) -> list[Stance]:
    """The stances to beat, each once, without `none`, which is always there."""
    allowed = tuple(name for name in STANCE_NAMES if name not in scenario.vision.excluded)
    names = allowed if stances is None else stances
    check_stances(names, at_least=1)
    found = [get(name) if isinstance(name, str) else name for name in names]
    others = [stance for stance in found if stance.name not in ("none", "found")]
    if not others:
        raise RequestError("no_rival", found=", ".join(stance.name for stance in found) or "-")
    return others


def _instruments(scenario: Scenario, names: Sequence[str] | None) -> tuple[str, ...]:
    """The instruments that a policy may use, in the order of INSTRUMENTS."""
    if names is None:
        ruled_out = {STANCE_NAMES.index(name) for name in scenario.vision.excluded}
        spared = {place for place, posture in POSTURE_OF.items() if posture in ruled_out} | {BURN}
        return tuple(name for place, name in enumerate(INSTRUMENTS) if place not in spared)
    unknown = [name for name in names if name not in INSTRUMENTS]
    if unknown or set(names) <= {"burn"}:
        raise RequestError("instrument", found=", ".join(unknown) or "-", known=", ".join(INSTRUMENTS))
    return tuple(name for name in INSTRUMENTS if name in names)


@dataclass(frozen=True)
class Space:
    """Policies as points: the logarithms of the shares of the effort, by phase and instrument; all together make 1.

    start: (phases x instruments,) the point to begin at.
    """

    start: Floats
    places: tuple[int, ...]
    phases: int

    @classmethod
    def around(cls, calendar: Floats, instruments: Sequence[str], phases: int) -> Space:
        """Begin near a calendar, (months, 12): its shares by phase, FLOOR of the effort spread evenly over all."""
        places = tuple(INSTRUMENTS.index(name) for name in instruments)
        shares = phases_of(calendar, phases)[:, places]
        start = (1 - FLOOR) * shares / max(1e-300, shares.sum()) + FLOOR / shares.size
        return cls(np.log(start).ravel(), places, phases)

    def shares(self, point: Floats) -> Floats:
        """The policy at a point, (phases, 12)."""
        weights = np.exp(point - point.max()).reshape(self.phases, -1)
        shares = np.zeros((self.phases, len(INSTRUMENTS)))
        shares[:, self.places] = weights / weights.sum()
        return shares


@dataclass(frozen=True, eq=False)
class Tried:
    """Runs of one arm, and what each came to on the outcome that is sought, (runs,)."""

    ensemble: Ensemble
    ends: Floats


@dataclass
class _Work:
    """Arms run with common random numbers, the months of their contracts counted as they go."""

    scenario: Scenario
    question: Question
    jobs: int | None
    progress: Callable[[int, int], None] | None
    rivals: int
    done: int = 0

    def __post_init__(self) -> None:
        asked, scenario = self.question, self.scenario
        arms = asked.evaluations + self.rivals + 1
        self.points = mixture_points(scenario, asked.assumptions)
        self.total = (asked.runs * arms + asked.held_out * (self.rivals + 2)) * scenario.months

    def simulate(self, stances: Sequence[Stance], runs: int, seed: int) -> dict[str, Tried]:
        """These stances with common random numbers, by their names."""
        before, months = self.done, runs * len(stances) * self.scenario.months

        def tell(done: int, total: int) -> None:
            if self.progress:
                self.progress(before + months * done // total, self.total)

        outcome = self.question.outcome
        found = simulate_judged(
            self.scenario, stances, outcome, runs, seed, self.jobs, tell, points=self.points
        )
        self.done += months
        return {name: Tried(*each) for name, each in found.items()}

    def compared(self, simulated: dict[str, Tried], asked: Sequence[str | Stance] = ()) -> Comparison:
        """The comparison of what was simulated, on the outcome that is sought too."""
        outcome = self.question.outcome
        more = {} if outcome in OUTCOMES else {outcome: [each.ends for each in simulated.values()]}
        found = comparison_of({name: each.ensemble for name, each in simulated.items()}, asked, more=more)
        return replace(found, points=1 if self.points is None else len(self.points))


def _seek(space: Space, work: _Work, asked: Question) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """The best policy tried, (phases, 12), every mean, and the generation it was tried in."""
    cma = needed("cmaes", "search").CMA(mean=space.start, sigma=STEP, seed=asked.seed)
    best, top = space.shares(space.start), -np.inf
    history: list[float] = []
    generation: list[int] = []
    while len(history) < asked.evaluations:
        count = min(cma.population_size, asked.evaluations - len(history))
        points = [cma.ask() for _ in range(count)]
        if not history:
            points[0] = space.start  # so that a search of one policy is that of its start
        policies = [Found(space.shares(point), f"candidate-{place}") for place, point in enumerate(points)]
        simulated = work.simulate(policies, asked.runs, asked.seed)
        means = [float(each.ends.mean()) for each in simulated.values()]
        for policy, mean in zip(policies, means, strict=True):
            if asked.sign * mean > top:
                best, top = policy.shares(), asked.sign * mean
        generation += [int(cma.generation)] * count
        history += means
        if count == cma.population_size:
            cma.tell([(point, -asked.sign * mean) for point, mean in zip(points, means, strict=True)])
    return best, np.array(history), np.array(generation, np.int64)


def _score(name: str, trained: Tried, held_out: Tried, judged: Comparison, asked: Question) -> Score:
    """One arm in training and on held-out runs; the interval of their difference is Welch's, for two independent samples."""
    seen, unseen = trained.ends, held_out.ends
    errors = [values.var(ddof=1) / len(values) for values in (seen, unseen)]
    gap = float(seen.mean() - unseen.mean())
    spread = sum(errors)
    squares = sum(error**2 / (len(values) - 1) for error, values in zip(errors, (seen, unseen), strict=True))
    freedom = spread**2 / squares if squares > 0 else 1.0
    half = float(stdtrit(freedom, (1 + _LEVEL) / 2) * np.sqrt(spread))
    return Score(
        stance=name,
        training=_estimate(seen, asked.seed),
        held_out=judged.arm(name).outcomes[asked.outcome],
        optimism=Estimate(gap, gap - half, gap + half),
    )


def _estimate(values: Floats, seed: int) -> Estimate:
    """Mean and interval of the outcome of one arm, (runs,)."""
    column = values[:, None]
    low, high = statistics.interval_of_mean(column, statistics.bootstrap_means(column, seed))
    return Estimate(float(values.mean()), float(low[0]), float(high[0]))


__all__ = ["Question", "Score", "Search", "Space", "Tried", "optimise"]
