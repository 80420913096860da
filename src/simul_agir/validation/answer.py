"""The model compared with data: each pattern met, not met, or not computable."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir import version
from simul_agir.locale import RequestError
from simul_agir.study.request import LARGEST_RUNS, check_jobs, check_seed
from simul_agir.validation.contract_calendar import Model
from simul_agir.validation.measures import of_contract, pooled, run_contracts, summary
from simul_agir.validation.regimes import Values
from simul_agir.validation.sample import sample
from simul_agir.validation.statements import Pattern, patterns

if TYPE_CHECKING:
    import pandas as pd

    from simul_agir.simulation.tasks import Progress

CONTRACTS, RUNS = 60, 4  # unless asked otherwise: seconds
TESTED = ("matched", "independent")  # standings of what a model can meet or miss
RESAMPLES = 400
DIGITS = 4  # of what each contract came to, in JSON
SPREAD = (0.1, 0.9)  # quantiles over contracts
SURE = (0.025, 0.975)  # quantiles over resampled contracts, of what is pooled
MET, NOT_MET, CANNOT = "met", "not_met", "cannot"
UNCOORDINATED = "weight_coordination"


@dataclass(frozen=True)
class Finding:
    """One pattern beside its band. value: median over contracts, or over all together; low, high: 80 % of the contracts, or
    95 % of resamples; within: share of contracts in the band; by_contract: what each came to. NaN: not computed.
    """

    pattern: Pattern
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    within: float = math.nan
    by_contract: tuple[float, ...] = ()

    @property
    def verdict(self) -> str:
        """met, not_met or cannot."""
        if not math.isfinite(self.value):
            return CANNOT
        return MET if self.pattern.low <= self.value <= self.pattern.high else NOT_MET


@dataclass(frozen=True)
class Confrontation:
    """A model beside all patterns, over the simulated contracts, `runs` runs each; `notes`: measures reported besides."""

    model: Model
    findings: tuple[Finding, ...]
    notes: Mapping[str, float]
    contracts: tuple[str, ...]
    runs: int
    seed: int
    held_out: bool = False
    version: str = field(default_factory=version.version)

    def count(self, verdict: str, standings: Sequence[str] = TESTED) -> int:
        """How many patterns of these standings came out so."""
        return sum(each.verdict == verdict and each.pattern.standing in standings for each in self.findings)

    def lost_to(self, full: Confrontation) -> tuple[str, ...]:
        """Patterns that do not mention trust, which the full model meets and this one does not."""
        return tuple(
            theirs.pattern.name
            for ours, theirs in zip(full.findings, self.findings, strict=True)
            if not ours.pattern.trust and ours.verdict == MET and theirs.verdict == NOT_MET
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row per pattern, in plain numbers; None where nothing was computed."""
        return [
            {
                "model": self.model.name,
                "pattern": each.pattern.name,
                "measure": each.pattern.measure or None,
                "standing": each.pattern.standing,
                "regime": each.pattern.regime,
                "band_low": each.pattern.low,
                "band_high": each.pattern.high,
                "data": each.pattern.data,
                "value": _plain(each.value),
                "low": _plain(each.low),
                "high": _plain(each.high),
                "within": _plain(each.within),
                "verdict": each.verdict,
            }
            for each in self.findings
        ]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer, as JSON holds it."""
        return {
            "version": self.version,
            "seed": self.seed,
            "runs": self.runs,
            "held_out": self.held_out,
            "contracts": list(self.contracts),
            "model": {
                "name": self.model.name,
                "parameters": dict(self.model.parameters),
                "mechanisms": dict(self.model.mechanisms),
                "dealt": self.model.dealt,
            },
            "met": self.count(MET),
            "not_met": self.count(NOT_MET),
            "patterns": self.rows(),
            "notes": {name: _plain(value) for name, value in self.notes.items()},
            "by_contract": {
                each.pattern.name: [_short(value) for value in each.by_contract] for each in self.findings
            },
        }

    def frame(self) -> pd.DataFrame:
        """One row per pattern."""
        import pandas as pd

        return pd.DataFrame(self.rows())


def read(answer: Mapping[str, Any]) -> list[Confrontation]:
    """The confrontations that an answer as JSON holds, what each contract came to rounded. KeyError for anything else."""
    if "models" in answer:
        return [each for part in answer["models"] for each in read(part)]
    stated = {each.name: each for each in patterns()}
    found = []
    for row in answer["patterns"]:
        pattern = stated[row["pattern"]]
        value, low, high, within = (
            math.nan if row[name] is None else float(row[name]) for name in ("value", "low", "high", "within")
        )
        each = (math.nan if one is None else one for one in answer["by_contract"][pattern.name])
        found.append(Finding(pattern, value, low, high, within, tuple(each)))
    notes = {name: math.nan if value is None else value for name, value in answer["notes"].items()}
    head = {name: answer[name] for name in ("runs", "seed", "held_out", "version")}
    return [Confrontation(Model(**answer["model"]), tuple(found), notes, tuple(answer["contracts"]), **head)]


def confront(
    model: Model | None = None,
    contracts: int = CONTRACTS,
    runs: int = RUNS,
    seed: int = 1,
    jobs: int | None = None,
    held_out: bool = True,
    stated: Sequence[Pattern] | None = None,
    progress: Progress | None = None,
) -> Confrontation:
    """A model (the full one unless given) beside the patterns (all unless given), over `contracts` contracts of one half.

    Raises PatternError for such a number of contracts, RequestError for runs, seed or jobs that cannot be.
    """
    check(runs, seed, jobs)
    codes = sample(contracts, seed, held_out)
    model, stated = model or Model(), patterns() if stated is None else stated
    free = without_coordination(model)
    apart = any(each.uncoordinated for each in stated) and free != model
    parts = 2 if apart else 1

    def share(part: int) -> Progress | None:
        return (
            None if progress is None else (lambda done, total: progress(part * total + done, parts * total))
        )

    simulated = run_contracts(codes, model, runs, seed, jobs, share(0))
    other = run_contracts(codes, free, runs, seed, jobs, share(1)) if apart else simulated
    first = ContractAnswer(simulated)
    second = ContractAnswer(other) if apart else first
    found = tuple(judge(each, second if each.uncoordinated else first) for each in stated)
    leaders = sum(run["leaders"] for runs_of in simulated.values() for run in runs_of)
    notes = {**first.summary, "leaders": float(leaders)}
    return Confrontation(model, found, notes, codes, runs, seed, held_out)


def confront_rivals(
    rivals: Sequence[Model],
    contracts: int = CONTRACTS,
    runs: int = RUNS,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> list[Confrontation]:
    """The full model, then each rival, beside the patterns that any model can be held to, on contracts held out.

    All take the same accepted points and policies. Raises as `confront`.
    """
    models = [Model(), *rivals]
    stated = [each for each in patterns() if each.measure and each.standing != "input"]
    found = []
    for place, model in enumerate(models):

        def so_far(done: int, total: int, place: int = place) -> None:
            if progress is not None:
                progress(place * total + done, len(models) * total)

        found.append(confront(model, contracts, runs, seed, jobs, True, stated, so_far))
    return found


def check(runs: int, seed: int, jobs: int | None) -> None:
    """RequestError for what cannot be simulated."""
    if not 1 <= runs <= LARGEST_RUNS:
        raise RequestError("runs", found=runs, highest=LARGEST_RUNS)
    check_seed(seed)
    check_jobs(jobs)


def without_coordination(model: Model) -> Model:
    """The same with trust and alignment of no weight in success."""
    return replace(model, parameters={**model.parameters, UNCOORDINATED: 0.0})


class ContractAnswer:
    """What was simulated, with what is worked out of it once: by contract, over all, and over contracts drawn anew."""

    def __init__(self, runs: Mapping[str, Sequence[Values]]) -> None:
        self.by_contract = [of_contract(each) for each in runs.values()]
        self.summary = summary(runs)
        self.resamples = _resamples(list(runs.items()))


def _resamples(simulated: list[tuple[str, Sequence[Values]]]) -> dict[str, tuple[float, float]]:
    """95 % of what each pooled measure comes to when contracts are drawn anew, with replacement."""
    luck = np.random.default_rng(1)
    found = [
        pooled([simulated[place] for place in luck.integers(len(simulated), size=len(simulated))])
        for _ in range(RESAMPLES)
    ]
    return {name: _quantiles([each[name] for each in found], SURE) for name in found[0]}


def judge(pattern: Pattern, simulated: ContractAnswer) -> Finding:
    """A pattern beside what was simulated."""
    if not pattern.measure:
        return Finding(pattern)
    value = simulated.summary[pattern.measure]
    values = tuple(each.get(pattern.measure, math.nan) for each in simulated.by_contract)
    if pattern.pooled:
        return Finding(pattern, value, *simulated.resamples[pattern.measure], math.nan, values)
    known = [number for number in values if math.isfinite(number)]
    inside = [pattern.low <= number <= pattern.high for number in known]
    within = sum(inside) / len(inside) if inside else math.nan
    return Finding(pattern, value, *_quantiles(values, SPREAD), within, values)


def _quantiles(values: Sequence[float], levels: tuple[float, float]) -> tuple[float, float]:
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return math.nan, math.nan
    low, high = np.quantile(known, levels)
    return float(low), float(high)


def _short(value: float) -> float | None:
    return round(value, DIGITS) if math.isfinite(value) else None


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
