"""The answer to a dossier's request, computed once more."""

from __future__ import annotations

from typing import Any

from simul_agir.locale import words
from simul_agir.report.dossier.compared import comparison_record
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.report.dossier.dossier_request import DossierRequest
from simul_agir.report.dossier.switched import what_if_record
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import ACCEPTED, AssumptionSets, shipped_sets
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study import Comparison, compare_until_sure
from simul_agir.study.branching import WhatIf, what_if
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.diagnosing import Subject, diagnose


def recomputed_record(
    request: DossierRequest, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> dict[str, Any]:
    """The answer's part of the record. Raises what comparing raises for arms that cannot be had. `sets`: one's own."""
    found, translate = recomputed_answer(request, scenario, jobs, sets), words(request.lang)
    if isinstance(found, WhatIf):
        return what_if_record(found, names=request.names, translate=translate, jobs=jobs)
    return comparison_record(found, names=request.names, translate=translate, jobs=jobs)


def recomputed_answer(
    request: DossierRequest, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> Comparison | WhatIf:
    """The answer itself; as `answered_again`."""
    if request.command == "diagnose":
        raise AssertionError("a diagnosis is answered by diagnosed_again")
    if request.command == "what-if":
        return what_if(
            scenario,
            request.arms[0] if request.arms else "none",
            request.at or 1,
            request.then,
            request.changes,
            request.runs,
            request.seed,
            jobs,
            why=request.why,
            assumptions=request.assumptions,
        )
    return recomputed_comparison(request, scenario, jobs, sets)


def recomputed_diagnosis(request: DossierRequest, subject: Subject) -> dict[str, Any]:
    """The answer's part of the record of a diagnosis."""
    whole = subject if request.redrawn else Subject(subject.scenario, None, subject.answers)
    return diagnosis_record(
        diagnose(whole, request.runs, request.seed), names=request.names, translate=words(request.lang)
    )


def recomputed_comparison(
    request: DossierRequest, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> Comparison:
    """The requested comparison."""
    arms = [Arm.of(each) for each in request.arms]
    if request.sure is not None:
        return compare_until_sure(
            scenario,
            arms,
            request.sure.probability,
            request.sure.smallest_effect,
            request.sure.most_runs,
            request.sure.goal,
            request.seed,
            jobs,
        )
    if request.assumptions == ACCEPTED and ACCEPTED in shipped_sets():
        sets = AssumptionSets.load(ACCEPTED)
    if request.assumptions in (ACCEPTED, "own"):
        return compare(scenario, arms, request.runs, request.seed, jobs, assumptions=sets)
    return compare(
        scenario,
        arms,
        request.runs,
        request.seed,
        jobs,
        assumptions=request.assumptions or None,
        vision=request.vision,
        months_after=MONTHS_AFTER if request.months_after is None else request.months_after,
    )
