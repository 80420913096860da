"""Answers of an engine in the form that the views read: a head of plain data, and blocks of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from simul_agir.locale import words
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.page.frames import Answer
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.scenario import Scenario
from simul_agir.simulation import Cost, Event
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study.diagnosing import Diagnosis
from simul_agir.study.exploring import (
    Families,
    Fans,
    Fork,
    Narrative,
    Robustness,
    RunStates,
    Slider,
    SliderEffect,
    arms_of,
    places_of,
)
from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT
from simul_agir.study.provenance import provenance

MOST_EVENTS = 12  # of a first difference, on each side


def territory(name: str, scenario: Scenario, sliders: Sequence[Slider]) -> Answer:
    """A territory with its actors."""
    head = {
        "call": "open",
        "territory": name,
        "title": {lang: scenario.titled(lang) for lang in ("en", "fr")},
        "months": scenario.months,
        "arms": [arm.called for arm in arms_of(scenario)],
        "actors": [asdict(place) for place in places_of(scenario)],
        "months_after": MONTHS_AFTER,
        "sliders": [{**asdict(each), "digits": each.digits} for each in sliders],
        "stages": list(STAGES),
        "criteria": list(CRITERIA),
        "smallest": SMALLEST_RELEVANT_EFFECT,
        "hash": scenario.hash[:12],
        "version": provenance()["version"],
        "assumed": len(scenario.imputed) > 0,
    }
    return Answer(head)


def fans(found: Fans, settings: Mapping[str, float], *, rest: bool, full: bool) -> Answer:
    """The fans and the statistics of their final values."""
    head = {
        "call": "compare",
        "settings": dict(settings),
        "runs": found.runs,
        "rest": rest,
        "full": full,
        "arms": list(found.arms),
        "ends": [list(end) for end in found.ends],
        "luck": list(found.luck),
        "pairs": [
            {
                "a": each.a,
                "b": each.b,
                "share": each.share,
                "mean": each.mean,
                "low": each.low,
                "high": each.high,
            }
            for each in found.pairs
        ],
        "clear": list(found.clear),
        "typical": list(found.typical),
        "lowest": list(found.lowest),
        "highest": list(found.highest),
    }
    blocks = {"quantiles": found.quantiles.astype("f4")}  # as they travel: answers are kept
    blocks |= {f"dots{place}": each.dots.astype("f4") for place, each in enumerate(found.pairs)}
    return Answer(head, blocks)


def network(stance: str, run: int, found: RunStates) -> Answer:
    """One run as a network, month by month."""
    counts = [len(pairs) for pairs in found.ties]
    blocks: dict[str, Any] = {"stages": found.stages, "held": found.held, "awake": found.awake.astype("i4")}
    blocks |= {f"ties{month}": pairs for month, pairs in enumerate(found.ties)}
    return Answer(
        {"call": "network", "stance": stance, "run": run, "ties": counts}, {**blocks, "ladder": found.ladder}
    )


def fork(found: Fork, effort: float, crisis: float, costs: Sequence[Cost]) -> Answer:
    """Two futures and their differences. effort: a factor of what it was; crisis: the share it takes away.

    costs: of staying and of turning.
    """
    pair = found.pair
    head = {
        "call": "branch",
        "stay": found.stay,
        "turn": found.turn,
        "month": found.month,
        "runs": found.runs,
        "effort": effort,
        "crisis": crisis,
        "equal": costs[0].same_as(costs[1]),
        "engineering": [each.engineering for each in costs],
        "pair": {"share": pair.share, "mean": pair.mean, "low": pair.low, "high": pair.high},
        "counts_from": found.counts_from,
        "partings": [
            {
                "indicator": each.indicator,
                "month": each.month,
                "stay": each.stay,
                "turn": each.turn,
                "gained": bool(each.gained),
            }
            for each in found.diverging
        ],
        "meetings": [[one, other, count] for (one, other), count in sorted(found.meetings.items())],
        "told": found.event_runs,
        "shares": [
            [each.mechanism, each.lost.mean, each.without.mean] for each in found.shares if each.clear
        ][:3],
        "shares_runs": found.shares_runs,
        "first": None
        if found.first is None
        else {
            "month": found.first[0],
            "stay": _events(found.first[1][:MOST_EVENTS]),
            "turn": _events(found.first[2][:MOST_EVENTS]),
        },
    }
    blocks = {"quantiles": found.quantiles, "dots": pair.dots}
    blocks |= {f"gaps{place}": each.gaps for place, each in enumerate(found.diverging)}
    return Answer(head, blocks)


def _events(events: Sequence[Event]) -> list[dict[str, Any]]:
    return [asdict(event) for event in events]


def narrative(scenario: Scenario, found: Narrative) -> Answer:
    """One run as a narrative."""
    head = {
        "call": "story",
        "stance": found.stance,
        "run": found.run,
        "months": scenario.months,
        "turns": [asdict(turn) for turn in found.turns],
        "events": [
            asdict(event)
            for event in found.events
            if event.what in ("rise", "fall", "turnover", "wake", "crisis")
        ],
    }
    return Answer(head, {"ladder": found.ladder})


def slider_effect(found: SliderEffect) -> Answer:
    """The effect of one slider."""
    return Answer(
        {
            "call": "sensitivity",
            "key": found.key,
            "values": list(found.values),
            "ends": {arm: list(line) for arm, line in found.ends.items()},
            "weight": found.weight,
            "runs": found.runs,
        }
    )


def robustness(found: Robustness, settings: Mapping[str, float]) -> Answer:
    """What other sets of assumptions change."""
    head = {"call": "sensitivity", "of": "assumptions", "settings": dict(settings), "sets": found.sets}
    return Answer({**head, "first": found.first, "runs": found.runs})


def _families(found: Families) -> list[dict[str, Any]]:
    """One row per family: its outcomes, and what each arm gains or gives up."""
    return [
        {
            "family": row.name,
            "outcomes": [one.name for one in row.outcomes],
            "cells": [asdict(cell) for cell in cells],
        }
        for row, cells in zip(found.rows, found.cells, strict=True)
    ]


def profile(found: Families) -> Answer:
    """Gains and losses by family of outcomes, and the visions that put each arm first."""
    head = {
        "call": "profile",
        "arms": list(found.arms),
        "runs": found.runs,
        "rows": _families(found),
        "ranked": [each.arm for each in found.standings],
        "shares": [each.share for each in found.standings],
        "undecided": found.undecided,
    }
    blocks = {"weights": found.weights, "first": found.first, "clear": found.clear.astype("i4")}
    return Answer(head, blocks)


def diagnosis(found: Diagnosis, settings: Mapping[str, float], lang: str) -> Answer:
    """A diagnosis as its dossier holds it, in the edition to share."""
    record = diagnosis_record(found, names=False, translate=words(lang))
    return Answer({"call": "diagnose", "settings": dict(settings), "lang": lang, **record})
