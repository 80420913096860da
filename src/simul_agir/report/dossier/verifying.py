"""Verification of a dossier against its request: the answer is recomputed, rendered again, and compared byte by byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from simul_agir.report.dossier.block import DossierError, read_block
from simul_agir.report.dossier.dossier_request import MOST_WORK, DossierRequest, scenario_of, subject_of
from simul_agir.report.dossier.page import render
from simul_agir.report.dossier.recomputation import recomputed_diagnosis, recomputed_record
from simul_agir.report.dossier.record import record_of
from simul_agir.scenario import Scenario
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.diagnosing import Subject
from simul_agir.study.exploring import moved
from simul_agir.version import version

TOLERANCE = 1e-6  # relative, of numbers
FINDINGS = ("identical", "within", "different", "other_version")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MADE_WITH = re.compile(r"[\w .,:()+-]{1,200}")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
MOST_DIFFERENCES = 5


@dataclass(frozen=True)
class Finding:
    """What verifying found: `what` is one of FINDINGS; `where`: places of the record that differ, at most five."""

    what: str
    where: tuple[str, ...] = ()
    made_by: str = ""

    @property
    def sound(self) -> bool:
        """Whether the file holds what its request gives."""
        return self.what in ("identical", "within")


def verified(
    content: bytes,
    scenario: Scenario | Subject | None = None,
    jobs: int | None = None,
    sets: AssumptionSets | None = None,
) -> Finding:
    """Verifies the bytes of a dossier. `scenario`: that it is about, where the file says none that everybody has; `sets`:
    its sets of assumptions, where they are not those that come with the package.


    Nothing that the file names is opened. Raises DossierError for a file that is no dossier, whose request is faulty, takes
    too much work, or needs a scenario that was not given.
    """
    stored = read_block(content)
    if stored.get("format") != 1 or stored.get("version") != version():
        return Finding("other_version", made_by=_plain(stored.get("version")))
    request, made, with_ = _request(stored)
    subject = _subject(request, scenario)
    about = subject.scenario
    if request.assumptions == "own" and sets is None:
        raise DossierError("needs_sets")
    if request.work(about) > MOST_WORK:
        raise DossierError("too_much_work")
    if about.hash != request.source.hash:
        return Finding("different", (f"asked.source.hash: {request.source.hash[:12]} / {about.hash[:12]}",))
    about = moved(about, request.settings)
    if request.command == "diagnose":
        fresh = record_of(request, about, recomputed_diagnosis(request, subject))
    else:
        fresh = record_of(request, about, recomputed_record(request, about, jobs, sets))
    fresh |= {"made": made, "provenance": with_}
    if render(fresh).encode() == content:
        return Finding("identical")
    apart = differences(stored, fresh)
    if apart or not _is_its_own_page(stored, content):
        return Finding("different", tuple(apart[:MOST_DIFFERENCES]) or ("page",))
    return Finding("within")


def request_in(content: bytes, scenario: Scenario | Subject | None = None) -> tuple[DossierRequest, Scenario]:
    """The request of a dossier, and the scenario that it is about, with the page's sliders moved. Raises as `verified`."""
    request, _, _ = _request(read_block(content))
    return request, moved(_subject(request, scenario).scenario, request.settings)


def _request(stored: Mapping[str, Any]) -> tuple[DossierRequest, str, dict[str, str]]:
    """Request, day and provenance of a record; the last two are what the file says, in plain signs."""
    try:
        request = DossierRequest.model_validate(stored.get("asked"))
    except ValidationError:
        raise DossierError("damaged") from None
    made, made_with = stored.get("made"), stored.get("provenance")
    if not isinstance(made, str) or not _DAY.fullmatch(made) or not isinstance(made_with, dict):
        raise DossierError("damaged")
    if len(made_with) > 8 or not all(
        isinstance(each, str) and _MADE_WITH.fullmatch(each) for pair in made_with.items() for each in pair
    ):
        raise DossierError("damaged")
    return request, made, made_with


def _subject(request: DossierRequest, given: Scenario | Subject | None) -> Subject:
    try:
        if isinstance(given, Subject):
            return replace(given, scenario=replace(given.scenario, months=request.months))
        if given is not None:
            return Subject(replace(given, months=request.months))
        if request.command == "diagnose":
            found = subject_of(request.source)
        else:
            scenario = scenario_of(request.source, request.months)
            found = None if scenario is None else Subject(scenario)
    except ValueError:
        raise DossierError("damaged") from None
    if found is None:
        raise DossierError("needs_scenario", name=_plain(request.source.name))
    return found


def _is_its_own_page(stored: Mapping[str, Any], content: bytes) -> bool:
    """Whether the page around a record is the one that the record gives."""
    try:
        return render(stored).encode() == content
    except Exception:  # a record that nobody made: whatever its parts are
        return False


def differences(stored: Any, fresh: Any, place: str = "") -> list[str]:
    """Places where two records differ by more than the tolerance."""
    if isinstance(stored, dict) and isinstance(fresh, dict):
        found = [f"{place}.{key}".strip(".") for key in sorted(stored.keys() ^ fresh.keys())]
        for key in sorted(stored.keys() & fresh.keys()):
            found += differences(stored[key], fresh[key], f"{place}.{key}".strip("."))
        return found
    if isinstance(stored, list) and isinstance(fresh, list):
        if len(stored) != len(fresh):
            return [place]
        return [
            each
            for i, (a, b) in enumerate(zip(stored, fresh, strict=True))
            for each in differences(a, b, f"{place}[{i}]")
        ]
    return [] if _alike(stored, fresh) else [place]


def _alike(stored: Any, fresh: Any) -> bool:
    if isinstance(stored, bool) or isinstance(fresh, bool) or stored is None or fresh is None:
        return stored is fresh
    if isinstance(stored, int | float) and isinstance(fresh, int | float):
        return abs(stored - fresh) <= 1e-6 + TOLERANCE * max(abs(stored), abs(fresh))
    if isinstance(stored, str) and isinstance(fresh, str):
        return stored == fresh or _same_words(stored, fresh)
    return False


def _same_words(stored: str, fresh: str) -> bool:
    """Whether two texts differ in the last digit of numbers alone."""
    if _NUMBER.sub("#", stored) != _NUMBER.sub("#", fresh):
        return False
    for one, other in zip(_NUMBER.findall(stored), _NUMBER.findall(fresh), strict=True):
        digits = len(one.replace(",", ".").partition(".")[2])
        apart = abs(float(one.replace(",", ".")) - float(other.replace(",", ".")))
        if apart > (1.001 * 10.0**-digits if digits else 0.0):
            return False
    return True


def _plain(text: object) -> str:
    """What a file says, short and in signs that do nothing on a terminal."""
    return re.sub(r"[^\w .,+-]", "?", str(text))[:60]
