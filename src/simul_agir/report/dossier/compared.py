"""A comparison in a dossier's record: plain numbers and names, from which every figure, table and sentence is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.dossier.run_record import story_record
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study import Comparison
from simul_agir.study.compare.comparison import Estimate
from simul_agir.study.exploring.extremes import levers_of
from simul_agir.study.mixture import accepted
from simul_agir.study.outcomes import OUTCOMES

BAND = (0.1, 0.5, 0.9)  # lowest, middle and highest line of a fan
MOST_POINTS = 73  # months of a line
DOTS = 100
SHOWN = (
    ("index", True),
    ("need", False),
    ("continuity", True),
    ("successes", True),
    ("help_given", True),
    ("trust", True),
    ("identification", True),
    ("motivation", True),
    ("subsidiarity", True),
    ("complementarity", True),
    ("innovation", True),
    ("frictions", False),
    ("fatigue", False),
    ("isolated", False),
    ("hours", False),
)  # outcomes in the table of gains, and whether more is better
Progress = Callable[[int, int], None]


def comparison_record(
    found: Comparison,
    *,
    names: bool,
    translate: Words,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The record of a comparison. Without `names` no actor is named in it."""
    best = found.verdict.best or found.arms[0].stance
    other = _against(found, best)
    first, profile = found.arm(best), getattr(found, "profile", None)
    return {
        "runs": found.runs,
        "months": found.months,
        "seed": found.seed,
        "primary": found.primary,
        "smallest": round(float(found.smallest_effect), 6),
        "best": best,
        "against": other,
        "reference": found.reference,
        "settled": bool(found.settled),
        "mixed": found.points,
        "luck": _luck(found, best),
        "verdict": {
            "best": found.verdict.best,
            "below": list(found.verdict.below),
            "too_small": list(found.verdict.too_small),
            "not_separable": list(found.verdict.not_separable),
        },
        "sentence": found.sentence(translate.lang),
        "equal_cost": not found.costs.unequal,
        "arms": [_arm(found, each.stance, translate) for each in found.arms],
        "points": _points(found.months),
        "pair": _pair(found, best, other),
        "gains": _gains(found) if profile is None else _gains_of(profile),
        "held": [
            [name, round(share, 4)]
            for name, share in sorted(first.bottlenecks.items(), key=lambda x: -x[1])[:5]
        ],
        "sets": _sets(found, best),
        "profile": None if profile is None else _profile(profile),
        "levers": _levers(found, best, jobs, progress),
        "life": story_record(found, best, names=names, translate=translate),
    }


def _luck(found: Comparison, best: str) -> float | None:
    """Share of the variance between runs of the best arm's gain on the ladder due to chance; None where it is unknown."""
    gains = () if found.profile is None else found.profile.gains
    shares = [gain.shares for gain in gains if (gain.arm, gain.outcome) == (best, found.primary)]
    return round(shares[0].luck, 4) if shares and shares[0] is not None else None


def _against(found: Comparison, best: str) -> str | None:
    """The arm that the best is shown against: the nearest that ends lower by enough to matter, else the next one."""
    verdict = found.verdict
    for group in (verdict.below, verdict.not_separable, verdict.too_small):
        for name in group:
            if name != best:
                return name
    return None


def estimate_record(each: Estimate) -> dict[str, float | None]:
    """A mean with its interval, to six decimals."""
    ends = {"mean": each.mean, "low": each.low, "high": each.high}
    return {key: None if end is None else round(float(end), 6) + 0.0 for key, end in ends.items()}


def _points(months: int) -> list[int]:
    """The months that lines are drawn through: all, or as many as fit, evenly, the last one among them."""
    step = max(1, -(-months // (MOST_POINTS - 1)))
    return sorted({*range(0, months + 1, step), months})


def _arm(found: Comparison, name: str, translate: Words) -> dict[str, Any]:
    arm, ensemble, cost = found.arm(name), found.ensembles[name], found.costs.of.get(name)
    low, middle, high = np.round(
        np.quantile(ensemble.of(found.primary)[:, _points(found.months)], BAND, axis=0), 3
    ).tolist()
    return {
        "name": name,
        "label": found.label(name, translate),
        "ladder": estimate_record(arm.outcomes[found.primary]),
        "stages": [round(float(share), 4) for share in arm.stages],
        "low": low,
        "middle": middle,
        "high": high,
        "outcomes": {key: round(float(arm.outcomes[key].mean), 4) for key, _ in SHOWN if key in arm.outcomes},
        "unequal": name in found.costs.unequal,
        "cost": None if cost is None else [round(cost.engineering, 3), round(cost.money, 2)],
    }


def _pair(found: Comparison, best: str, other: str | None) -> dict[str, Any] | None:
    """The best arm less the other, run by run: the mean, the share above, and a hundred quantiles."""
    if other is None:
        return None
    difference = found.difference(best, other)
    read = OUTCOMES[found.primary].read
    gaps = read(found.ensembles[best]) - read(found.ensembles[other])
    levels = (np.arange(DOTS) + 0.5) / DOTS
    return {
        **estimate_record(difference.estimate),
        "share": round(difference.probability, 6),
        "dots": np.round(np.quantile(gaps, levels), 4).tolist(),
    }


def _gains(found: Comparison) -> list[dict[str, Any]]:
    """For each outcome, what each arm gains over the reference; `better`: 1 gained, -1 given up, 0 not clear."""
    rows = []
    for outcome, more in SHOWN:
        if outcome not in found.arms[0].outcomes:
            continue
        cells = []
        for arm in found.arms:
            if arm.stance == found.reference:
                continue
            estimate = found.difference(arm.stance, found.reference, outcome).estimate
            clear = estimate.low is not None and estimate.high is not None
            sign = 0
            if clear and estimate.low is not None and estimate.low > 0:
                sign = 1
            elif clear and estimate.high is not None and estimate.high < 0:
                sign = -1
            cells.append({"arm": arm.stance, **estimate_record(estimate), "better": sign if more else -sign})
        rows.append({"outcome": outcome, "digits": OUTCOMES[outcome].digits, "cells": cells})
    return rows


def _sets(found: Comparison, best: str) -> dict[str, Any] | None:
    """In how many sets of assumptions the best arm has the highest mean, and ends above each other."""
    over = found.over_sets
    if over is None or len(over.sets) < 2:
        return None
    others = [arm.stance for arm in found.arms if arm.stance != best]
    return {
        "count": len(over.sets),
        "source": str(over.sets.source) if len(str(over.sets.source)) < 40 else "",
        "firsts": {name: round(float(count), 3) for name, count in over.firsts().items()},
        "above": [
            [name, int(over.apart(best, name).higher), int(over.apart(best, name).higher_by_effect)]
            for name in others
        ],
    }


def _gains_of(profile: Any) -> list[dict[str, Any]]:
    """The same, outcome by outcome of a profile, family by family."""
    rows: dict[str, dict[str, Any]] = {}
    for gain in profile.gains:
        row = rows.setdefault(gain.outcome, {"outcome": gain.outcome, "family": gain.family, "cells": []})
        better = 0 if not gain.clear or gain.units is None else 1 if gain.units > 0 else -1
        row["cells"].append(
            {"arm": gain.arm, **estimate_record(Estimate(gain.mean, gain.low, gain.high)), "better": better}
        )
    for row in rows.values():
        row["digits"] = 0 if max(abs(cell["mean"]) for cell in row["cells"]) >= 100 else 2
    return list(rows.values())


def _profile(profile: Any) -> dict[str, Any]:
    """Standings under the scenario's vision of success, and the shares of all visions."""
    return {
        "top": list(profile.top),
        "undecided": round(float(profile.undecided), 4),
        "standings": [
            {
                "arm": each.arm,
                "standing": each.standing,
                "share": round(float(each.share), 4),
                "clear_share": round(float(each.clear_share), 4),
                "regret": round(float(each.regret), 4),
                "flip": None if each.flip is None else round(float(each.flip), 4),
                **estimate_record(Estimate(each.lead, each.low, each.high)),
            }
            for each in profile.standings
        ],
    }


def _taken(found: Comparison) -> AssumptionSets | None:
    """The sets of assumptions that the runs of an answer took; None for the default point alone."""
    if found.over_sets is not None:
        return found.over_sets.sets
    return accepted() if found.points > 1 else None


def _levers(
    found: Comparison, best: str, jobs: int | None, progress: Progress | None
) -> list[dict[str, Any]]:
    """Each setting at both its ends, and who leads there."""
    if len(found.arms) < 2:
        return []
    asked = [found.stance(name) for name in found.ensembles]
    return [
        {
            "key": each.key,
            "unit": each.unit,
            "month": each.month,
            "value": round(each.value, 4),
            "before": round(each.before, 4),
            "first": each.first,
            "turns": each.turns,
            **estimate_record(Estimate(each.lead, each.low, each.high)),
            "runs": each.runs,
        }
        for each in levers_of(
            found.scenario, asked, best, found.seed, jobs=jobs, progress=progress, sets=_taken(found)
        )
    ]
