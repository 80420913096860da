"""A matching as tables: points, targets, identifiability, and the sets that remain."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.validation.identifiability import identified, together
from simul_agir.validation.matching import Matching
from simul_agir.validation.targets import highest

Floats = NDArray[np.float64]
Rows = list[dict[str, Any]]


def number(value: float) -> float | str:
    """Six digits, nothing where there is no number."""
    return float(f"{value:.6g}") if np.isfinite(value) else ""


def point_rows(matching: Matching) -> Rows:
    """One line per point: wave, what it sets, the measures, its highest implausibility and the target that gives it."""
    names = [target.measure for target in matching.design.targets]
    worst, waves = matching.found.argmax(axis=1), np.concatenate([_numbers(wave) for wave in matching.waves])
    accepted = set(matching.accepted)
    return [
        {
            "point": point,
            "wave": int(waves[point]),
            **matching.parameters(point),
            **{name: number(each) for name, each in zip(names, matching.values[point], strict=True)},
            "implausibility": number(matching.found[point].max()),
            "of": names[worst[point]],
            "accepted": int(point in accepted),
        }
        for point in range(len(matching.places))
    ]


def _numbers(wave: Any) -> NDArray[np.int64]:
    return np.full(len(wave.places), wave.number)


def set_rows(matching: Matching) -> Rows:
    """One line per accepted set that is kept: its name (the point's number) and its parameters."""
    return [{"set": f"point-{point}", **matching.parameters(point)} for point in matching.chosen]


def target_rows(matching: Matching, defaults: Floats, held_out: Floats) -> Rows:
    """One line per target: band, and how often it is met, by points of each wave, the defaults, the sets on other contracts.

    defaults (targets,); held_out (sets, targets).
    """
    rows: Rows = []
    luck = matching.waves[-1].luck
    chosen = matching.values[list(matching.chosen)]
    for column, target in enumerate(matching.design.targets):
        here_met, there_met = (
            int((target.implausibility(values, luck[column]) <= matching.design.cutoff).sum())
            for values in (chosen[:, column], held_out[:, column])
        )
        of_default = float(target.implausibility(defaults[[column]], luck[column])[0])
        start, met = 0, {}
        for wave in matching.waves:
            here = matching.found[start : start + len(wave.places), column]
            met[f"met_wave_{wave.number}"] = number(float((here <= matching.design.cutoff).mean()))
            start += len(wave.places)
        rows.append(
            {
                "measure": target.measure,
                "low": target.low,
                "high": target.high,
                "error": target.error,
                "discrepancy": target.discrepancy,
                "luck": number(float(np.sqrt(luck[column]))),
                **met,
                "default": number(float(defaults[column])),
                "default_implausibility": number(of_default),
                "sets_low": number(float(chosen[:, column].min())),
                "sets_median": number(float(np.median(chosen[:, column]))),
                "sets_high": number(float(chosen[:, column].max())),
                "sets_met": here_met,
                "sets_in_band": int(_inside(target, chosen[:, column]).sum()),
                "held_out_median": number(float(np.median(held_out[:, column]))),
                "held_out_met": there_met,
                "held_out_in_band": int(_inside(target, held_out[:, column]).sum()),
                "source": target.source,
            }
        )
    return rows


def _inside(target: Any, values: Floats) -> NDArray[np.bool_]:
    """Whether values lie in the band itself, without any allowance."""
    return np.asarray((values >= target.low) & (values <= target.high))


def parameter_rows(matching: Matching) -> Rows:
    """One line per parameter: its range, what remains of it, and whether the data inform it."""
    return [
        {
            "parameter": each.parameter,
            "low": number(each.low),
            "high": number(each.high),
            "accepted_low": number(each.accepted_low),
            "accepted_median": number(each.accepted_median),
            "accepted_high": number(each.accepted_high),
            "spread": round(each.spread, 3),
            "p": float(f"{each.p:.3g}"),
            "informed": int(each.informed),
        }
        for each in identified(matching)
    ]


def pair_rows(matching: Matching) -> Rows:
    """One line per pair of parameters that go together among the accepted points."""
    return [
        {
            "first": each.first,
            "second": each.second,
            "correlation": round(each.correlation, 3),
            "p": float(f"{each.p:.3g}"),
        }
        for each in together(matching)
    ]


def counts(matching: Matching) -> dict[str, Any]:
    """How many points were simulated, remained and were kept, and by which highest implausibility."""
    order = highest(matching.found, matching.order)
    return {
        "points": [len(wave.places) for wave in matching.waves],
        "accepted": len(matching.accepted),
        "kept": len(matching.chosen),
        "order": matching.order,
        "unmet": list(matching.unmet),
        "least_implausible": number(float(order.min())),
    }
