"""A diagnosis in a dossier's record, in either edition."""

from __future__ import annotations

from typing import Any

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.groups import label
from simul_agir.study.diagnosing import Diagnosis
from simul_agir.study.exploring import places_of
from simul_agir.study.names import short_names

MOST_ROWS = 400  # actors in the table
MOST_TIES = 3000  # drawn


def diagnosis_record(found: Diagnosis, *, names: bool, translate: Words) -> dict[str, Any]:
    """The record of a diagnosis. Without `names` nothing in it belongs to one actor, nor is trust reported."""
    data = found.to_dict(names=False)
    record = {key: value for key, value in data.items() if key not in ("provenance", "scenario")}
    record["edition"] = "facilitator" if names else "share"
    record["held"] = [found.held[0], round(found.held[1], 6)]
    for each, row in zip(found.types, record["types"], strict=True):
        row["label"] = label(each.kind, translate, alone=len(found.types) == 1)
        row["could_meet"] = [
            [label(found.types[other].kind, translate), need]
            for other, need in each.meets
            if len(found.types) > 1
        ]
    record["between"] = [[one, other, round(count, 3)] for one, other, count in found.between]
    record["cast"], record["fragile"], record["known"] = [], [], []
    if names:
        record |= _named(found, translate)
    return record


def _named(found: Diagnosis, translate: Words) -> dict[str, Any]:
    """The actors by name, with what holds each back and whom it could meet; their places and ties in the figure."""
    landscape = found.scenario.landscape
    called, places = short_names(landscape.names), places_of(found.scenario)
    number = {each.position: place for place, each in enumerate(found.actors)}
    cast = [
        {
            "name": called[landscape.names[each.position]],
            "type": label(landscape.kinds[each.position], translate),
            "stage": STAGES[each.stage],
            "sure": round(each.sure, 4),
            "asleep": round(each.asleep, 4),
            "lacks": [[name, round(share, 4)] for name, share in each.lacks[:4]],
            "meets": [
                [called[landscape.names[one.other]], translate.name("domain", one.need), round(one.gain, 6)]
                for one in each.meets
            ],
            "answered": len(each.answered),
            "angle": round(places[each.position].angle, 5),
        }
        for each in found.actors[:MOST_ROWS]
    ]
    fragile = [
        [
            called[landscape.names[each.one]],
            called[landscape.names[each.other]],
            each.cut,
            round(each.share, 4),
            number.get(each.one, -1),
            number.get(each.other, -1),
        ]
        for each in found.fragile
    ]
    known = [
        [number[one], number[other]]
        for one, other in found.known
        if number.get(one, MOST_ROWS) < MOST_ROWS and number.get(other, MOST_ROWS) < MOST_ROWS
    ]
    return {"cast": cast, "fragile": fragile, "known": known[:MOST_TIES]}
