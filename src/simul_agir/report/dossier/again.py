"""The answer to a dossier's request, computed once more."""

from __future__ import annotations

from typing import Any

from simul_agir.locale import words
from simul_agir.report.dossier.asked import Asked
from simul_agir.report.dossier.compared import comparison_record
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.report.dossier.switched import what_if_record
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import ACCEPTED, AssumptionSets, shipped_sets
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study import Comparison, compare_until_sure
from simul_agir.study.branching import WhatIf, what_if
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.diagnosing import Subject, diagnose


def answered_again(
    asked: Asked, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> dict[str, Any]:
    """The answer's part of the record. Raises what comparing raises for arms that cannot be had. `sets`: one's own."""
    found, say = lived_again(asked, scenario, jobs, sets), words(asked.lang)
    if isinstance(found, WhatIf):
        return what_if_record(found, names=asked.names, say=say, jobs=jobs)
    return comparison_record(found, names=asked.names, say=say, jobs=jobs)


def lived_again(
    asked: Asked, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> Comparison | WhatIf:
    """The answer itself; as `answered_again`."""
    if asked.command == "diagnose":
        raise AssertionError("a diagnosis is answered by diagnosed_again")
    if asked.command == "what-if":
        return what_if(
            scenario,
            asked.arms[0] if asked.arms else "none",
            asked.at or 1,
            asked.then,
            asked.changes,
            asked.runs,
            asked.seed,
            jobs,
            why=asked.why,
            assumptions=asked.assumptions,
        )
    return compared_again(asked, scenario, jobs, sets)


def diagnosed_again(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The answer's part of the record of a diagnosis."""
    whole = subject if asked.redrawn else Subject(subject.scenario, None, subject.answers)
    return diagnosis_record(diagnose(whole, asked.runs, asked.seed), names=asked.names, say=words(asked.lang))


def compared_again(
    asked: Asked, scenario: Scenario, jobs: int | None = None, sets: AssumptionSets | None = None
) -> Comparison:
    """The comparison that was asked for."""
    arms = [Arm.of(each) for each in asked.arms]
    if asked.sure is not None:
        return compare_until_sure(
            scenario,
            arms,
            asked.sure.probability,
            asked.sure.smallest_effect,
            asked.sure.most_runs,
            asked.sure.goal,
            asked.seed,
            jobs,
        )
    if asked.assumptions == ACCEPTED and ACCEPTED in shipped_sets():
        sets = AssumptionSets.load(ACCEPTED)
    if asked.assumptions in (ACCEPTED, "own"):
        return compare(scenario, arms, asked.runs, asked.seed, jobs, assumptions=sets)
    return compare(
        scenario,
        arms,
        asked.runs,
        asked.seed,
        jobs,
        assumptions=asked.assumptions or None,
        vision=asked.vision,
        months_after=MONTHS_AFTER if asked.months_after is None else asked.months_after,
    )
