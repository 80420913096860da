"""A dossier's numbers in the browser: measured ones to the last bit, printed ones to their last digit."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node
from tests.territories import scenario

from simul_agir import compare, what_if
from simul_agir.page.portable import land_compared, rules_of
from simul_agir.report.dossier import dossier_of
from simul_agir.report.dossier.block import read_block
from simul_agir.scenario import Scenario, Shock
from simul_agir.study import Comparison
from simul_agir.study.branching import WhatIf
from simul_agir.study.exploring.portable import numbers_of, shared

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")
ARMS = ("none", "residents", "diagnosed")


def shocked() -> Scenario:
    return replace(scenario(actors=14, months=50), shocks=(Shock(6, 0.3, hardship=0.2),))


DOSSIERS: dict[str, Callable[[], Comparison | WhatIf]] = {
    "usual": lambda: compare(Scenario.load("classroom"), ["none", "residents", "resilience"], 12, 3),
    "many runs": lambda: compare(scenario(actors=9, months=48), ["none", "residents", "mixed"], 130, 5),
    "no reference": lambda: compare(shocked(), ["residents", "conditional_aid"], 9, 7),
    "switches": lambda: compare(
        shocked(), ["none", "early: residents, effort x2, month 18 resilience", "diagnosed"], 8
    ),
    "default point": lambda: compare(shocked(), ["none", "residents"], 8, assumptions="default"),
    "a vision": lambda: compare(
        scenario(actors=10, months=24), list(ARMS), 20, vision={"ladder": 1.0, "hours": 3.0}
    ),
    "no months after": lambda: compare(shocked(), ["none", "residents"], 6, months_after=0),
    "one run": lambda: compare(scenario(actors=5, months=6), ["none", "residents"], 1),
    "one actor": lambda: compare(scenario(actors=1, months=6), ["none", "residents"], 7),
    "a switch": lambda: what_if(
        Scenario.load("classroom"), "residents", 12, "resilience", runs=12, why=False
    ),
}


def asked(found: Comparison | WhatIf) -> dict[str, Any]:
    compared = found.comparison if isinstance(found, WhatIf) else found
    land = land_compared(compared)
    told = land.told()
    return {
        "land": told,
        "shared": shared(land.arms),
        "rules": rules_of([told]),
        "own": numbers_of(compared),
        "record": read_block(dossier_of(found, "en").encode())["answer"],
    }


def repeated(request: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    return list(asked_of_node(Path(__file__).with_name("own.mjs"), request, folder))


@pytest.mark.parametrize("name", DOSSIERS)
def test_all_numbers_that_are_printed_come_out_again(name: str, tmp_path: Path) -> None:
    request = asked(DOSSIERS[name]())
    *_, last = repeated(request, tmp_path)
    assert last["apart"] == []
    assert last["parts"] == []
    assert last["levers"] == ("done" if request["record"]["levers"] else "")
    assert last["count"] == request["own"]["count"]
    assert last["printed"] > 100


def test_a_printed_number_that_was_changed_is_found_and_its_part_named(tmp_path: Path) -> None:
    request = asked(DOSSIERS["usual"]())
    request["record"]["levers"] = []
    changes: dict[str, Callable[[Any], None]] = {
        "ladder": lambda told: told["arms"][1]["ladder"].update(
            high=told["arms"][1]["ladder"]["high"] + 1e-6
        ),
        "verdict": lambda told: told["pair"].update(share=told["pair"]["share"] - 1e-6),
        "outcomes": lambda told: told["gains"][3]["cells"][0].update(low=9.0),
        "profile": lambda told: told["profile"]["standings"][1].update(regret=0.9),
        "costs": lambda told: told["arms"][1]["cost"].__setitem__(0, 1.0),
    }
    for place, (part, change) in enumerate(changes.items()):
        changed = copy.deepcopy(request)
        change(changed["record"])
        (found,) = repeated(changed, tmp_path / str(place))
        assert (found["apart"], found["parts"]) == ([], [part])
