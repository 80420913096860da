"""What a page is told of a territory to live it by the compiled rules, for tests and benchmarks of its own engine."""

import base64
from typing import Any

from simul_agir.engine.handles import table_of
from simul_agir.engine.native import bitcode, webassembly
from simul_agir.scenario import Scenario
from simul_agir.simulation.calendars import path_row, shock_rows
from simul_agir.simulation.decisions import words_of
from simul_agir.simulation.memory import described
from simul_agir.stances import get
from simul_agir.stances.recipes import recipe_of
from simul_agir.study.exploring.portable import packed, portable
from simul_agir.study.mixture import mixture_of


def told(scenario: Scenario, runs: int, seed: int) -> dict[str, Any]:
    """All that a page's workers need of a territory, and the runs to live, each with its own point of the mixture."""
    file = webassembly.FILES[table_of(len(scenario.domains))]
    plain = portable(scenario)
    return {
        "wasm": base64.b64encode((bitcode.FOLDER / file).read_bytes()).decode(),
        "layout": described(scenario),
        "state": plain["state"],
        "ties": plain["ties"],
        "places": plain["places"],
        "points": packed(mixture_of(scenario)),
        "months": scenario.months,
        "budget": float(scenario.budget),
        "shocks": packed(shock_rows(scenario)),
        "arms": [arm(scenario, name) for name in scenario.arms],
        "runs": runs,
        "seed": seed,
    }


def arm(scenario: Scenario, name: str) -> dict[str, Any]:
    """A built-in stance, as the rules make its calendar and decide by it."""
    found = recipe_of(get(name))
    assert found is not None
    recipe, shares = found
    return {
        "name": name,
        "words": words_of(scenario, get(name)).tolist(),
        "calendar": {
            "effort": float(scenario.effort),
            "path": path_row(scenario).tolist(),
            "recipe": recipe,
            "shares": packed(shares),
            "month": 0,
        },
    }
