"""The territory in a dossier's record: numbers and types, and actors by name only where that is asked for."""

from __future__ import annotations

from typing import Any

from simul_agir.locale import Words
from simul_agir.report.dossier.dossier_request import is_real
from simul_agir.report.dossier.groups import grouped, label
from simul_agir.report.tables.scenario_summary import drawn
from simul_agir.scenario import Scenario

MOST_NAMED = 600  # actors listed by name


def territory_record(scenario: Scenario, *, names: bool, translate: Words) -> dict[str, Any]:
    """The record of a territory. Without `names` nothing in it belongs to one actor."""
    landscape = scenario.landscape
    groups = grouped(landscape.kinds)
    found: dict[str, Any] = {
        "title": scenario.titled(translate.lang),
        "actors": landscape.size,
        "with_voice": int((landscape.attributes["voice"] > 0).sum()),
        "asleep": int(landscape.asleep.sum()),
        "ties": len(landscape.sources),
        "months": scenario.months,
        "warm_up": scenario.warm_up,
        "budget": round(float(scenario.budget), 2),
        "effort": round(float(scenario.effort), 4),
        "needs": [
            [translate.name("domain", name), round(float(level), 3)]
            for name, level in zip(scenario.domains, scenario.needs, strict=True)
        ],
        "shocks": [[each.month, round(each.size, 3)] for each in scenario.shocks],
        "types": [
            [label(each.kind, translate, alone=len(groups) == 1), len(each.members)] for each in groups
        ],
        "real": is_real(scenario),
        "from_contract": scenario.contract is not None,
        "changed": _changed(scenario),
        "given": _counts(scenario.given),
        "drawn": _counts(drawn(scenario)),
        "cast": [],
    }
    if names:
        found["cast"] = [
            [name, label(kind, translate)]
            for name, kind in list(zip(landscape.names, landscape.kinds, strict=True))[:MOST_NAMED]
        ]
    return found


def _changed(scenario: Scenario) -> list[list[Any]]:
    """Parameters and mechanisms that are not the defaults, by name."""
    numbers = [[name, float(value)] for name, value in sorted(scenario.parameters.items())]
    return numbers + [[name, bool(on)] for name, on in sorted(scenario.mechanisms.items())]


def _counts(counts: Any) -> list[list[Any]]:
    return [[name, int(count)] for name, count in sorted(counts.items()) if count]
