"""The answer to "which stance?": arms, differences, verdict, as objects, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simul_agir.forwards import forward
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm, Ensemble
from simul_agir.simulation.names import UnknownNameError
from simul_agir.stances import Stance
from simul_agir.study.compare.arm_words import called
from simul_agir.study.compare.costs import Costs, costs_of
from simul_agir.study.compare.scale import Scale, scale_of
from simul_agir.study.compare.verdict import Verdict
from simul_agir.study.outcomes import PRIMARY, SMALLEST_RELEVANT_EFFECT
from simul_agir.study.provenance import provenance

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

    from simul_agir.locale import Words
    from simul_agir.study.compare.over_sets import OverSets
    from simul_agir.study.profile import Profile
    from simul_agir.study.search.sure import Sure

UNEQUAL = "†"  # beside the name of an arm that does not cost what the others do
DIGITS = 6  # decimals of the JSON's numbers: finer than any chance, coarser than any platform's rounding


@dataclass(frozen=True)
class Estimate:
    """A mean over the runs, with its 95 % interval; the interval is None with a single run."""

    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ArmEnd:
    """The result of one arm at the end of the contract.

    `stance` is the arm's name. `stages` are the shares of actors with voice at each of the five stages, `bottlenecks` the
    shares of them kept below their next stage by each criterion; both are means over the runs.
    """

    stance: str
    outcomes: dict[str, Estimate]
    stages: tuple[float, ...]
    bottlenecks: dict[str, float]


@dataclass(frozen=True)
class Difference:
    """Arm `a` less arm `b` on one outcome, over runs with common random numbers.

    `probability` is the share of runs in which a is above b, ties counting half; `p` the p-value adjusted for
    all pairs of arms, given for the primary outcome only.
    """

    a: str
    b: str
    outcome: str
    estimate: Estimate
    probability: float
    p: float | None

    @property
    def reversed(self) -> Difference:
        """The same difference seen from the other arm."""
        mean, low, high = self.estimate.mean, self.estimate.low, self.estimate.high
        turned = Estimate(-mean, None if high is None else -high, None if low is None else -low)
        return Difference(self.b, self.a, self.outcome, turned, 1 - self.probability, self.p)


@dataclass(frozen=True)
class Comparison:
    """The arms of a scenario, run with common random numbers, and their differences.

    `asked` are the arms as requested, in their order: stances by name, by module and class, or as objects, and
    arms with changes; without them the arms' names serve. `sure`: the result of sequential selection, where it was used.
    `over_sets`: set by set, where the arms were simulated under several sets of assumptions. `profile`: what
    each arm gains and
    gives up, and under which vision of success it would be first. `points`: sets of assumptions that the runs took in turn.
    `months_after`: months without engineering before the last reading of the ladder in the profile.
    """

    ensembles: dict[str, Ensemble]
    arms: tuple[ArmEnd, ...]
    differences: tuple[Difference, ...]
    verdict: Verdict
    asked: tuple[str | Stance | Arm, ...] = ()
    primary: str = PRIMARY
    provenance: Mapping[str, str] = field(default_factory=provenance)
    sure: Sure | None = None
    over_sets: OverSets | None = None
    profile: Profile | None = None
    points: int = 1
    months_after: int | None = None

    def __repr__(self) -> str:
        arms = ", ".join(self.ensembles)
        return f"<comparison of {arms}: {self.scenario.name}, {self.runs} runs, seed {self.seed}>"

    def _repr_html_(self) -> str:
        found: str = forward("html", self)
        return found

    @property
    def smallest_effect(self) -> float:
        """The smallest difference in the primary outcome that matters, in stages."""
        return SMALLEST_RELEVANT_EFFECT if self.sure is None else self.sure.question.smallest_effect

    @property
    def settled(self) -> bool:
        """Whether the best arm is distinguished: by a difference that matters, or alone in a sequential verdict."""
        alone = self.sure is not None and self.sure.decided and len(self.sure.kept) == 1
        return self.verdict.decided or alone

    @property
    def scenario(self) -> Scenario:
        """The scenario of the arms."""
        return self._first.scenario

    @property
    def seed(self) -> int:
        """The seed of their common random numbers."""
        return self._first.seed

    @property
    def runs(self) -> int:
        """Runs of each arm."""
        return int(self._first.runs)

    @property
    def months(self) -> int:
        """Months of the contract."""
        return int(self._first.months)

    @property
    def _first(self) -> Ensemble:
        return next(iter(self.ensembles.values()))

    @property
    def reference(self) -> str:
        """The arm that the others are shown against: `none`, or the first where there is no `none`."""
        return "none" if "none" in self.ensembles else self.arms[0].stance

    def stance(self, name: str) -> str | Stance | Arm:
        """The stance or arm with which to run an arm again, as requested."""
        return dict(zip(self.ensembles, self.asked, strict=False)).get(name, name)

    @cached_property
    def costs(self) -> Costs:
        """The cost of each arm, and which arms differ in cost."""
        return costs_of(self.scenario, [self.stance(name) for name in self.ensembles])

    def label(self, name: str, translate: Words) -> str:
        """The label of an arm, with a mark where its cost differs from the others."""
        text = called(name, translate)
        return f"{text} {UNEQUAL}" if name in self.costs.unequal else text

    def arm(self, stance: str) -> ArmEnd:
        """One arm by its stance's name; KeyError if it was not compared."""
        for arm in self.arms:
            if arm.stance == stance:
                return arm
        raise UnknownNameError("arm", stance, self.ensembles)

    def difference(self, a: str, b: str, outcome: str = PRIMARY) -> Difference:
        """Arm `a` less arm `b`, whichever way round it was computed; KeyError if there is none."""
        for found in self.differences:
            if found.outcome == outcome and (found.a, found.b) == (a, b):
                return found
            if found.outcome == outcome and (found.a, found.b) == (b, a):
                return found.reversed
        for name in (a, b):
            self.arm(name)
        raise UnknownNameError("outcome", outcome, dict.fromkeys(each.outcome for each in self.differences))

    def sentence(self, lang: str = "en") -> str:
        """The verdict in words."""
        text: str = forward("verdict_sentence", self, lang)
        return text

    def scale(self) -> Scale:
        """Whether the stages form a scale here: Guttman's coefficients over all arms, on raw passes."""
        return scale_of(self.ensembles.values())

    def frame(self) -> DataFrame:
        """A tidy table of every run: stance, run, month, indicator, value."""
        import pandas as pd

        frames: list[DataFrame] = [ensemble.frame() for ensemble in self.ensembles.values()]
        return pd.concat(frames, ignore_index=True)

    def plot(self, kind: str = "ladder", ax: Axes | None = None, lang: str = "en") -> Axes:
        """One figure; as `simul_agir.report.plot` draws it: use that, for this method forwards to it."""
        axes: Axes = forward("plot", self, kind, ax=ax, lang=lang)
        return axes

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it: no NaN, numbers rounded to six decimals.

        The same for the same scenario, arms, runs, seed and installation, but for the provenance's time.
        """
        return {
            "scenario": {"name": self.scenario.name, "hash": self.scenario.hash},
            "seed": self.seed,
            "runs": self.runs,
            "months": self.months,
            "primary": self.primary,
            "points": self.points,
            **({} if self.months_after is None else {"months_after": self.months_after}),
            "arms": [rounded(asdict(arm)) | rounded(self._asked_for(arm.stance)) for arm in self.arms],
            "equal_cost": not self.costs.unequal,
            "differences": [
                rounded({"a": d.a, "b": d.b, "outcome": d.outcome, **asdict(d.estimate)})
                | {"probability": round(d.probability, DIGITS)}
                for d in self.differences
            ],
            "verdict": rounded(self.verdict.to_dict()),
            **({} if self.sure is None else {"sure": self.sure.to_dict()}),
            **({} if self.over_sets is None else {"assumptions": self._by_set(self.over_sets)}),
            **({} if self.profile is None else {"profile": rounded(self.profile.to_dict())}),
            "provenance": dict(self.provenance),
        }

    def _asked_for(self, name: str) -> dict[str, Any]:
        """How an arm was requested, where it is more than a stance, and its cost."""
        asked, cost = self.stance(name), self.costs.of.get(name)
        more = isinstance(asked, Arm) and not (asked.is_plain and asked.name == asked.stance)
        arm = {"arm": asked.to_dict()} if more and isinstance(asked, Arm) else {}
        if cost is None:
            return arm
        costs = {"engineering_fte_months": cost.engineering, "action_money_euros": cost.money}
        return {**arm, "cost": {**costs, "as_the_others": name not in self.costs.unequal}}

    def _by_set(self, over: OverSets) -> dict[str, Any]:
        """The results by set, as JSON."""
        found: dict[str, Any] = rounded(over.to_dict(self.verdict.best, [arm.stance for arm in self.arms]))
        settings = [each.cells for each in over.sets]  # as they were written: any digit may matter
        for line, cells in zip(found["by_set"], settings, strict=True):
            line["settings"] = cells
        return found


def rounded(value: Any) -> Any:
    """A copy with every number rounded, negative zero made zero, and tuples made lists."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value
