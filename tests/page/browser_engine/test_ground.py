"""Sliders, arms, calendars and starts in the page's own engine: the very numbers that Python gives."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

from simul_agir.locale import LocalisedError
from simul_agir.model.parameters import FTE_HOURS, OWN_SHARE
from simul_agir.model.path.decisions import ANNOUNCE, LOOK
from simul_agir.scenario import Scenario
from simul_agir.scenario.changes import changed
from simul_agir.simulation import Arm
from simul_agir.simulation.calendars import briefing_of, shock_rows
from simul_agir.simulation.decisions import path_months, walks, words_of
from simul_agir.simulation.start import initial_state
from simul_agir.stances import checked_calendar, get
from simul_agir.study.exploring import moved
from simul_agir.study.exploring.portable import portable, shared
from simul_agir.study.mixture import mixture_of

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")
NAMES = ("loos-en-gohelle", "classroom", "small-contract")
STANCES = (
    "none",
    "animation",
    "residents",
    "conditional_aid",
    "mixed",
    "decree",
    "sequenced",
    "money",
    "sham",
)
MOVES: list[dict[str, float]] = [
    {},
    {"effort": 1.0, "crisis": 25.0},
    {"diagnosis": 9.0, "own_share": 0.35},
    {"turnover": 1.7, "money": 0.65, "tolerance": 0.3},
    {"effort": 1e9},
    {"nothing": 1.0},
]
CHANGES: list[dict[str, Any]] = [
    {},
    {"effort": "x1,5", "path.training.months": 5},
    {"parameters.tolerance": 0.25, "mechanisms.turnover": False, "path.revisit": 30},
    {"shocks": [{"month": 3, "size": 0.2, "hardship": 0.1}], "budget": 1000.0},
]
SIGNS = {LOOK: "close", ANNOUNCE: "announce"}


def cases() -> list[tuple[Scenario, dict[str, float], dict[str, Any]]]:
    return [
        (Scenario.load(name), settings, changes)
        for name in NAMES
        for settings in MOVES
        for changes in CHANGES
    ]


def moved_and_changed(
    scenario: Scenario, settings: dict[str, float], changes: dict[str, Any]
) -> Scenario | LocalisedError:
    try:
        return changed(moved(scenario, settings), changes)
    except LocalisedError as refused:
        return refused


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    arms = [Arm.of(name) for name in STANCES]
    asked = []
    for scenario, settings, changes in cases():
        past = np.zeros((scenario.months, 12))
        past[:, 0] = 7.25
        asked.append(
            {
                "territory": scenario.name,
                "settings": settings,
                "changes": changes,
                "stances": STANCES,
                "month": 13,
                "lived": past.ravel().tolist(),
                "due": 12345.678,
            }
        )
    territories = {name: portable(Scenario.load(name)) for name in NAMES}
    starts = [{"territory": name, "points": mixture_of(Scenario.load(name))[:3].tolist()} for name in NAMES]
    return dict(
        asked_of_node(
            Path(__file__).with_name("ground.mjs"),
            {"shared": shared(arms), "territories": territories, "cases": asked, "starts": starts},
            tmp_path_factory.mktemp("node"),
        )
    )


def test_sliders_arms_and_calendars_give_the_numbers_of_python(told: dict[str, Any]) -> None:
    for (scenario, settings, changes), answer in zip(cases(), told["answers"], strict=True):
        there = moved_and_changed(scenario, settings, changes)
        if isinstance(there, LocalisedError):
            assert answer["refused"] == there.key
            continue
        assert answer["budget"] == there.budget
        assert answer["vector"] == there.vector().tolist()
        assert answer["shocks"] == shock_rows(there).ravel().tolist()
        assert answer["mixture"] == mixture_of(there).ravel().tolist()
        brief = briefing_of(there)
        assert there.vector()[[FTE_HOURS, OWN_SHARE]].tolist() == [133.9, brief.own_share]
        past = np.zeros((there.months, 12))
        past[:, 0] = 7.25
        for place, name in enumerate(STANCES):
            stance = get(name)
            assert answer["calendars"][place] == checked_calendar(stance, brief).ravel().tolist()
            later = checked_calendar(stance, replace(brief, month=13), past, 12345.678)
            assert answer["later"][place] == later.ravel().tolist()
            due = {
                str(month): [name for sign, name in SIGNS.items() if word & sign]
                for month, word in enumerate(words_of(there, stance).tolist())
                if word
            }
            assert answer["decisions"][place] == due


def test_a_stance_that_takes_over_decides_what_its_path_would_have_decided(told: dict[str, Any]) -> None:
    for (scenario, settings, changes), answer in zip(cases(), told["answers"], strict=True):
        if "refused" in answer:
            continue
        there = changed(moved(scenario, settings), changes)
        closed, announced = path_months(there)
        for place, name in enumerate(STANCES):
            stance = get(name)
            along = walks(there, stance)
            wanted = ["close"] * (along and min(closed) <= 13) + ["announce"] * (
                along and bool(announced) and min(announced) <= 13
            )
            wanted += ["announce"] * (stance.announces and there.effort > 0)
            assert answer["caught"][place] == wanted


def test_starts_at_other_parameters_are_those_of_python_to_the_bit(told: dict[str, Any]) -> None:
    for name, answer in zip(NAMES, told["starts"], strict=True):
        scenario = Scenario.load(name)
        for point, found in zip(mixture_of(scenario), answer, strict=False):
            for array, wanted in initial_state(scenario, point).arrays().items():
                assert base64.b64decode(found[array]) == np.ascontiguousarray(wanted[0]).tobytes(), array
