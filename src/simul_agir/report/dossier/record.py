"""A dossier: from a request and its answer to the page, and the page's file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from simul_agir.locale import words
from simul_agir.report.dossier.block import MOST_BYTES, DossierError
from simul_agir.report.dossier.compared import Progress, comparison_record
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.report.dossier.dossier_request import DossierRequest, RoomRecord, Sure, is_real, source_of
from simul_agir.report.dossier.page import render
from simul_agir.report.dossier.switched import what_if_record
from simul_agir.report.dossier.territory_record import territory_record
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import ACCEPTED
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study import Comparison
from simul_agir.study.branching import WhatIf
from simul_agir.study.diagnosing import Diagnosis
from simul_agir.study.profile.profiling import vision_of
from simul_agir.study.profile.visions import Vision
from simul_agir.study.provenance import provenance

MADE_WITH = ("python", "numpy", "numba", "platform", "stance_modules")


def dossier_of(
    found: Comparison | WhatIf | Diagnosis,
    lang: str = "en",
    *,
    names: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    base: Scenario | None = None,
    settings: Mapping[str, float] | None = None,
    room: Mapping[str, Any] | None = None,
) -> str:
    """The dossier of an answer as one HTML page. `names`: with the actors' names; without, it is to share.

    `base`, `settings`: the scenario before sliders of the page were moved, and to which values. `room`: the record of the
    session, see `RoomRecord`.

    Raises DossierError where it would be too large.
    """
    translate = words(lang)
    if isinstance(found, Diagnosis):
        request = request_of_diagnosis(found, lang, names=names)
        return written(
            record_of(request, found.scenario, diagnosis_record(found, names=names, translate=translate))
        )
    if isinstance(found, WhatIf):
        request = _moved(request_of_what_if(found, lang, names=names), base, settings, room)
        answer = what_if_record(found, names=names, translate=translate, jobs=jobs, progress=progress)
        return written(record_of(request, found.comparison.scenario, answer))
    request = _moved(request_of(found, lang, names=names), base, settings, room)
    answer = comparison_record(found, names=names, translate=translate, jobs=jobs, progress=progress)
    return written(record_of(request, found.scenario, answer))


def request_of(found: Comparison, lang: str, *, names: bool) -> DossierRequest:
    """The request of a comparison, so that it can be made again."""
    sure = None
    if found.sure is not None:
        question = found.sure.question
        sure = Sure(
            probability=question.sure,
            smallest_effect=question.smallest_effect,
            most_runs=question.most_runs,
            goal=question.goal,
        )
    return DossierRequest(
        command="compare",
        lang="fr" if lang == "fr" else "en",
        source=source_of(found.scenario),
        runs=found.runs,
        seed=found.seed,
        months=found.months,
        names=names,
        arms=[Arm.of(found.stance(name)).to_dict() for name in found.ensembles],
        sure=sure,
        assumptions=_sets(found),
        vision=_vision(found),
        months_after=None if found.months_after == MONTHS_AFTER else found.months_after,
    )


def request_of_what_if(found: WhatIf, lang: str, *, names: bool) -> DossierRequest:
    """The request of a what-if, so that it can be made again."""
    last = found.switch.then[-1]
    then = last.stance if last.stance is None or isinstance(last.stance, str) else last.stance.name
    return DossierRequest(
        command="what-if",
        lang="fr" if lang == "fr" else "en",
        source=source_of(found.comparison.scenario),
        runs=found.comparison.runs,
        seed=found.comparison.seed,
        months=found.comparison.months,
        names=names,
        arms=[found.stay.to_dict()],
        at=found.at,
        then=then,
        changes=dict(last.changes),
        assumptions="" if found.comparison.points > 1 else "default",
        why=found.divergences is not None,
    )


def request_of_diagnosis(found: Diagnosis, lang: str, *, names: bool) -> DossierRequest:
    """The request of a diagnosis, so that it can be made again."""
    return DossierRequest(
        command="diagnose",
        lang="fr" if lang == "fr" else "en",
        source=source_of(found.scenario),
        runs=found.draws,
        seed=found.seed,
        months=found.scenario.months,
        names=names,
        redrawn=found.redrawn,
    )


def _moved(
    request: DossierRequest,
    base: Scenario | None,
    settings: Mapping[str, float] | None,
    room: Mapping[str, Any] | None,
) -> DossierRequest:
    """The request, on the scenario before its sliders were moved, with the record of the session."""
    if room:
        request = request.model_copy(update={"room": RoomRecord.model_validate(room)})
    if base is None or not settings:
        return request
    values = {name: float(value) for name, value in sorted(settings.items())}
    return request.model_copy(update={"source": source_of(base), "settings": values})


def _vision(found: Comparison) -> dict[str, float] | None:
    """The requested vision; None for the scenario's own, or equal weights where it has none."""
    if found.profile is None:
        return None
    names, own = tuple(found.profile.vision), vision_of(found.scenario)
    usual = Vision({name: weight for name, weight in (own.weights if own else {}).items() if name in names})
    weights = (usual if usual.weights else Vision.equal(names)).over(names)
    alike = all(
        abs(one - other) < 1e-12 for one, other in zip(weights, found.profile.vision.values(), strict=True)
    )
    return None if alike else dict(found.profile.vision)


def _sets(found: Comparison) -> Literal["", "default", "accepted", "own"]:
    if found.over_sets is None:
        return "" if found.points > 1 or found.profile is None else "default"
    return "accepted" if found.over_sets.sets.source == ACCEPTED else "own"


def record_of(request: DossierRequest, scenario: Scenario, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The whole record: request, territory, answer, and what it was made with."""
    made = provenance()
    record = {
        "format": 1,
        "version": made["version"],
        "made": datetime.now(UTC).date().isoformat(),
        "provenance": {key: made[key] for key in MADE_WITH if key in made},
        "asked": request.model_dump(),
        "territory": territory_record(scenario, names=request.names, translate=words(request.lang)),
        "answer": dict(answer),
    }
    as_read: dict[str, Any] = json.loads(json.dumps(record, allow_nan=False, sort_keys=True))
    return as_read  # keys in the order in which a block is read again


def written(record: Mapping[str, Any]) -> str:
    """The page; DossierError where it would be too large to be sent around."""
    text = render(record)
    if len(text.encode()) > MOST_BYTES:
        raise DossierError("would_be_too_large", most=MOST_BYTES)
    return text


__all__ = ["dossier_of", "is_real", "record_of", "request_of", "written"]
