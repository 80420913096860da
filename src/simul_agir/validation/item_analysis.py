"""Whether the criteria of the ladder form a scale: item analysis on no intervention and on random policies of equal cost.

Groups are contract x policy, at one month, of the actors that are present; margins are those of the group, so that
contracts of different level make no scale. Intervals resample contracts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA
from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.tasks import Progress, ProgressMonitor, run_tasks
from simul_agir.stances import Stance, get
from simul_agir.stances.random_policy import RandomPolicy
from simul_agir.study.compare.scale import Scale, scale, stage_passes
from simul_agir.validation.mokken import Errors, Passes, selected, share_of_invariant_order

Floats = NDArray[np.float64]
RESAMPLES = 500


@dataclass(frozen=True)
class Group:
    """Passes of the present actors of one contract under one policy, (people, criteria), all runs together."""

    contract: str
    policy: str
    passes: Passes


@dataclass(frozen=True)
class ItemAnalysis:
    """shares, items: (criteria,), share of actors who pass and H of each item over all; low, high: 95 % of the latter.

    kept: the largest scale found step by step, and `kept_scale` its H. stages: Guttman's coefficients of the four stages
    as they stand. without_below: share of the raw passes of each stage above belonging that lack a stage below, (3,).
    """

    shares: Floats
    items: Floats
    low: Floats
    high: Floats
    scale: float
    kept: tuple[str, ...]
    kept_scale: float
    kept_items: Floats
    invariant_order: float
    stages: Scale
    without_below: Floats

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "items": {
                name: {"share": _known(s), "H": _known(h), "low": _known(lo), "high": _known(hi)}
                for name, s, h, lo, hi in zip(
                    CRITERIA, self.shares, self.items, self.low, self.high, strict=True
                )
            },
            "scale": _known(self.scale),
            "kept": dict(zip(self.kept, map(_known, self.kept_items), strict=True)),
            "kept_scale": _known(self.kept_scale),
            "invariant_order": _known(self.invariant_order),
            "reproducibility": _known(self.stages.reproducibility),
            "scalability": None if self.stages.scalability is None else _known(self.stages.scalability),
            "raw_passes": [_known(each) for each in self.stages.profile],
            "without_below": [_known(each) for each in self.without_below],
        }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)


def groups_of(
    contracts: Sequence[str],
    policies: Sequence[str | Stance],
    runs: int,
    seed: int = 1,
    month: int = 72,
    jobs: int | None = None,
    progress: Progress | None = None,
    points: Sequence[dict[str, float]] = ({},),
) -> list[Group]:
    """The passes at one month, contract by contract, policy by policy. `points`: parameters of run r modulo their number."""
    found: dict[str, list[Group]] = {}
    monitor = ProgressMonitor(len(contracts), progress)

    def make_worker() -> Any:
        def work(code: str) -> None:
            found[code] = _groups(code, policies, runs, seed, month, points)
            monitor.add(1)

        return work

    run_tasks(list(contracts), make_worker, jobs, monitor)
    return [group for code in contracts for group in found[code]]


def _groups(
    code: str,
    policies: Sequence[str | Stance],
    runs: int,
    seed: int,
    month: int,
    points: Sequence[dict[str, float]],
) -> list[Group]:
    chosen = [get(each) if isinstance(each, str) else each for each in policies]
    passes: list[list[Passes]] = [[] for _ in chosen]
    for run in range(runs):
        scenario = Scenario.from_contract(code, months=month, parameters=points[run % len(points)])
        past = Batch.begin(scenario, "none", 1, seed, run).run_until(0)
        for place, policy in enumerate(chosen):
            passes[place].append(_passes(past.branch(policy).run_until(month)))
    names = [f"random {each.number}" if isinstance(each, RandomPolicy) else each.name for each in chosen]
    return [Group(code, name, np.concatenate(each)) for name, each in zip(names, passes, strict=True)]


def _passes(batch: Batch) -> Passes:
    """Passes of the actors with voice that are awake, (people, criteria)."""
    actors = batch.state.actors
    passes: Passes = np.zeros((*actors.shape[:2], len(CRITERIA)), bool)
    examine_state(batch, passes, np.zeros((batch.runs, len(CRITERIA))))
    present = (actors[:, :, at.VOICE] > 0) & (actors[:, :, at.AWAKE] != 0)
    found: Passes = passes[present]
    return found


def analysis(groups: Sequence[Group], seed: int = 1) -> ItemAnalysis:
    """The item analysis of some groups; contracts are resampled RESAMPLES times for the intervals."""
    passes = [group.passes for group in groups]
    errors = Errors.of(passes)
    kept = selected(errors)
    of_kept = errors.of_items(kept)
    low, high = _intervals(groups, seed)
    everybody = np.concatenate(passes)
    raw = stage_passes(everybody)
    below = np.cumprod(raw, axis=1)[:, :-1].astype(bool)
    lacking = [
        float((~below[:, stage - 1])[raw[:, stage]].mean()) if raw[:, stage].any() else float("nan")
        for stage in range(1, raw.shape[1])
    ]
    return ItemAnalysis(
        shares=everybody.mean(axis=0),
        items=errors.items(),
        low=low,
        high=high,
        scale=errors.scale(),
        kept=tuple(CRITERIA[item] for item in kept),
        kept_scale=of_kept.scale() if kept else float("nan"),
        kept_items=of_kept.items() if kept else np.zeros(0),
        invariant_order=share_of_invariant_order(_by_contract(groups)),
        stages=scale(raw),
        without_below=np.array(lacking),
    )


def _by_contract(groups: Sequence[Group]) -> list[Passes]:
    codes = dict.fromkeys(group.contract for group in groups)
    return [np.concatenate([each.passes for each in groups if each.contract == code]) for code in codes]


def _intervals(groups: Sequence[Group], seed: int) -> tuple[Floats, Floats]:
    """Percentile intervals of H of each item, contracts resampled."""
    codes = list(dict.fromkeys(group.contract for group in groups))
    whole = np.concatenate([group.passes for group in groups])
    parts = [_errors_in([each.passes for each in groups if each.contract == code], whole) for code in codes]
    observed, expected = (np.stack([part[side] for part in parts]) for side in (0, 1))
    chance = np.random.Generator(np.random.Philox(key=[seed, 77]))
    drawn = chance.integers(len(codes), size=(RESAMPLES, len(codes)))
    found = np.stack(
        [Errors(observed[rows].sum(axis=0), expected[rows].sum(axis=0)).items() for rows in drawn]
    )
    with np.errstate(all="ignore"):
        return np.nanquantile(found, 0.025, axis=0), np.nanquantile(found, 0.975, axis=0)


def _errors_in(passes: Sequence[Passes], whole: Passes) -> tuple[Floats, Floats]:
    """Errors of one contract's groups, with the order of difficulty of everybody."""
    easier = whole.mean(axis=0)
    found = Errors.of(passes, order=easier)
    return found.observed, found.expected
