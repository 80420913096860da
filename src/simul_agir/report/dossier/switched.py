"""A what-if in a dossier's record: both futures as a comparison, what comes to differ, and why."""

from __future__ import annotations

from typing import Any

from simul_agir.locale import Words
from simul_agir.report.dossier.compared import Progress, comparison_record, estimate_record
from simul_agir.report.words.what_if_sentence import event_in_words, kind_words, what_if_sentence
from simul_agir.study.branching import WhatIf

MOST_ROWS = 12
MOST_EVENTS = 5


def what_if_record(
    found: WhatIf,
    *,
    names: bool,
    translate: Words,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The record of a what-if. Without `names` no actor is named in it."""
    record = comparison_record(
        found.comparison, names=names, translate=translate, jobs=jobs, progress=progress
    )
    record["sentence"] = what_if_sentence(found, translate.lang, examples=names)
    difference = found.difference
    record["what_if"] = {
        "at": found.at,
        "stay": found.stay.name,
        "switch": found.switch.name,
        **estimate_record(difference.estimate),
        "share": round(difference.probability, 6),
        "differing": [
            {
                "indicator": each.indicator,
                "month": each.month,
                "stay": round(each.stay, 4) + 0.0,
                "switch": round(each.switch, 4) + 0.0,
            }
            for each in found.differing[:MOST_ROWS]
        ],
        "shares": [
            {
                "mechanism": each.mechanism,
                "lost": estimate_record(each.lost),
                "left": estimate_record(each.without),
                "clear": each.clear,
            }
            for each in found.shares[:MOST_ROWS]
        ],
        "why_runs": found.why_runs,
        "partings": _partings(found, names=names, translate=translate),
    }
    return record


def _partings(found: WhatIf, *, names: bool, translate: Words) -> dict[str, Any] | None:
    """First differences of the futures: kinds of decisions with their runs; the decisions themselves only with names."""
    divergences = found.divergences
    if divergences is None:
        return None
    data: dict[str, Any] = {
        "runs": divergences.runs,
        "parted": len(divergences.found),
        "first": divergences.first_month,
        "kinds": [
            [kind_words(what, translate), stay, switch]
            for what, stay, switch in divergences.kinds()[:MOST_ROWS]
        ],
        "stay": [],
        "switch": [],
    }
    if names:
        for way, switch in (("stay", False), ("switch", True)):
            data[way] = [
                [event_in_words(found, key, translate), runs]
                for key, runs in divergences.events(switch)[:MOST_EVENTS]
            ]
    return data
