"""The answer stored in a folder, recomputed: that of `compare --out`, of `what-if --out`, or of a scenario."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from simul_agir.report.dossier.block import DossierError
from simul_agir.report.dossier.dossier_request import MOST_ARMS, MOST_MONTHS, MOST_RUNS, Source, scenario_of
from simul_agir.report.dossier.verifying import differences
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.shipped import shipped
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import MONTHS_AFTER
from simul_agir.study import Comparison, compare_until_sure
from simul_agir.study.branching import WhatIf, what_if
from simul_agir.study.compare.common_random_numbers import compare

MOST_JSON = 32 << 20  # bytes
Progress = Callable[[int, int], None]


def answer_of(
    source: str, scenario: str | None = None, jobs: int | None = None, progress: Progress | None = None
) -> Comparison | WhatIf:
    """The answer stored in a folder, or the comparison of a scenario. `scenario`: the scenario of the answer, where it is
    the user's own.

    Raises DossierError where the folder holds no answer, or one that this version does not reproduce.
    """
    folder = Path(source)
    for name, recompute in (("what_if.json", _what_if), ("comparison.json", _comparison)):
        if (folder / name).is_file():
            stored = _read(folder / name)
            found = recompute(stored, _about(stored, scenario), jobs, progress)
            fresh = json.loads(json.dumps(found.to_dict()))
            apart = differences({**stored, "provenance": None}, {**fresh, "provenance": None})
            if apart:
                raise DossierError("other_answer", found=str(folder), where=", ".join(apart[:3]))
            return found
    if (folder / "scenario.toml").is_file() or source in shipped() or source.strip().upper() in contracts():
        if scenario is not None:
            raise DossierError("scenario_twice", found=source[:200])
        about = Scenario.load(source)
        return compare(about, about.arms, jobs=jobs, progress=progress)
    raise DossierError("no_answer", found=source[:200])


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_JSON + 1)
        if len(content) > MOST_JSON:
            raise DossierError("no_request", found=str(path))
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise DossierError("no_request", found=str(path)) from None
    if not isinstance(found, dict):
        raise DossierError("no_request", found=str(path))
    return {str(key): value for key, value in found.items()}


def _about(stored: Mapping[str, Any], scenario: str | None) -> Scenario:
    """The scenario of an answer: the one given, or one that everybody has under that name."""
    try:
        name, digest, months = (
            str(stored["scenario"]["name"]),
            str(stored["scenario"]["hash"]),
            int(stored["months"]),
        )
        if not 1 <= months <= MOST_MONTHS:
            raise ValueError(months)
        if scenario is not None:
            own = replace(Scenario.load(scenario), months=months)
            if own.hash != digest:
                raise DossierError("other_scenario", found=scenario[:200], name=name[:80])
            return own
        code = name.upper() if name.upper() in contracts() else None
        found = scenario_of(Source(name=name, hash=digest, shipped=name, contract=code), months)
    except (KeyError, TypeError, ValueError):
        raise DossierError("no_request", found="comparison.json") from None
    if found is None or found.hash != digest:
        raise DossierError("needs_scenario", name=name[:60])
    return found


def _arms(stored: Mapping[str, Any]) -> list[Arm]:
    arms = stored["arms"]
    if not isinstance(arms, list) or len(arms) > MOST_ARMS:
        raise DossierError("no_request", found="comparison.json")
    return [Arm.of(each.get("arm") or each["stance"]) for each in arms]


def _runs(stored: Mapping[str, Any]) -> int:
    runs = stored["runs"]
    if not isinstance(runs, int) or not 1 <= runs <= MOST_RUNS:
        raise DossierError("no_request", found="comparison.json")
    return runs


def _comparison(
    stored: Mapping[str, Any], scenario: Scenario, jobs: int | None, progress: Progress | None
) -> Comparison:
    try:
        arms, runs, seed = _arms(stored), _runs(stored), int(stored["seed"])
        sure, sets = stored.get("sure"), stored.get("assumptions")
        if sure is not None:
            wanted = (sure["probability"], sure["smallest_effect"], sure["most_runs"], sure["goal"])
            return compare_until_sure(scenario, arms, *wanted, seed, jobs, progress=progress)
        if sets is not None:
            return compare(scenario, arms, runs, seed, jobs, progress, _sets(sets))
        one = "default" if stored.get("points", 1) == 1 else None
        vision = stored["profile"]["vision"] if "profile" in stored else None
        after = _months_after(stored)
        return compare(scenario, arms, runs, seed, jobs, progress, one, vision=vision, months_after=after)
    except (KeyError, TypeError, AttributeError):
        raise DossierError("no_request", found="comparison.json") from None


def _months_after(stored: Mapping[str, Any]) -> int:
    """Months without engineering after the contract."""
    months = stored.get("months_after", MONTHS_AFTER)
    if not isinstance(months, int) or not 0 <= months <= MOST_MONTHS:
        raise DossierError("no_request", found="comparison.json")
    return months


def _sets(stored: Mapping[str, Any]) -> AssumptionSets:
    """The sets of an answer, from the settings that it holds."""
    rows = [dict(each["settings"]) for each in stored["by_set"]]
    found = AssumptionSets.of(rows, str(stored["source"]))
    names = [str(each["set"]) for each in stored["by_set"]]
    sets = tuple(replace(each, name=name) for each, name in zip(found.sets, names, strict=True))
    return replace(found, sets=sets)


def _what_if(
    stored: Mapping[str, Any], scenario: Scenario, jobs: int | None, progress: Progress | None
) -> WhatIf:
    try:
        stay, switch = _arms(stored)
        last = switch.then[-1]
        return what_if(
            scenario,
            stay,
            int(stored["at"]),
            last.stance,
            last.changes,
            _runs(stored),
            int(stored["seed"]),
            jobs,
            progress,
            why=stored.get("why") is not None,
            assumptions="default" if stored.get("points", 1) == 1 else None,
        )
    except (KeyError, TypeError, AttributeError, IndexError, ValueError):
        raise DossierError("no_request", found="what_if.json") from None
