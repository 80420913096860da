"""What a dossier answers, as its JSON block holds it: enough to answer again, and no path."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from simul_agir.scenario import Scenario
from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.shipped import shipped
from simul_agir.study.diagnosing import Subject

MOST_ARMS = 24
MOST_RUNS = 20_000
MOST_MONTHS = 600
MOST_WORK = 600_000_000  # actor-months of a comparison that is verified: a few minutes
COMMANDS = ("compare", "what-if", "diagnose")

Short = Annotated[str, Field(max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sure(_Strict):
    """How sure the comparison had to be, as `compare --until-sure` takes it."""

    probability: Annotated[float, Field(gt=0.5, lt=1.0)]
    smallest_effect: Annotated[float, Field(gt=0.0, le=4.0)]
    most_runs: Annotated[int, Field(ge=1, le=MOST_RUNS)]
    goal: Annotated[float, Field(ge=0.0, le=4.0)] | None = None


class Source(_Strict):
    """The scenario: its name and hash, and where everybody finds it; both None: only whoever wrote it has it."""

    name: Short
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    shipped: Short | None = None
    contract: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,12}$")] | None = None


class Votes(_Strict):
    """Votes for one choice."""

    choice: Short
    votes: Annotated[int, Field(ge=0, le=10_000)]


class RoomRecord(_Strict):
    """The record of a session: votes by choice, and answers to the page's questions, 1 to 5, by moment and question.

    It cannot be verified.
    """

    votes: Annotated[list[Votes], Field(max_length=10)] = []
    answers: dict[
        Literal["before", "after"],
        dict[
            Literal["alone", "together", "useful"],
            Annotated[list[Annotated[int, Field(ge=0, le=10_000)]], Field(min_length=5, max_length=5)],
        ],
    ] = {}


class DossierRequest(_Strict):
    """A request. arms: tables as a scenario's file holds them. assumptions: "" for a
    mixture, "default" for one set, "accepted" for those that come with the package, "own" for a table of whoever wrote it.

    at, then, changes, why: of a what-if, whose first arm is the one that stays. redrawn: whether a diagnosis
    draws again what nobody said. settings: sliders of the page that were moved, on the scenario of the source. names:
    whether the dossier names actors. room: the record of the session.
    """

    command: Literal["compare", "what-if", "diagnose"]
    lang: Literal["en", "fr"]
    source: Source
    runs: Annotated[int, Field(ge=1, le=MOST_RUNS)]
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    months: Annotated[int, Field(ge=1, le=MOST_MONTHS)]
    names: bool = False
    arms: Annotated[list[dict[str, Any]], Field(max_length=MOST_ARMS)] = []
    sure: Sure | None = None
    assumptions: Literal["", "default", "accepted", "own"] = ""
    vision: Annotated[dict[Short, float], Field(max_length=20)] | None = None
    months_after: Annotated[int, Field(ge=0, le=MOST_MONTHS)] | None = None
    at: Annotated[int, Field(ge=1, le=MOST_MONTHS)] | None = None
    then: Short | None = None
    changes: Annotated[dict[str, Any], Field(max_length=40)] = {}
    why: bool = True
    redrawn: bool = True
    settings: Annotated[dict[Short, float], Field(max_length=20)] = {}
    room: RoomRecord | None = None

    def work(self, scenario: Scenario) -> int:
        """Actor-months that answering takes, roughly."""
        months = self.months + scenario.warm_up
        arms = max(1, len(self.arms)) + (12 if self.command == "what-if" and self.why else 1)
        runs = self.runs if self.sure is None else self.sure.most_runs
        return runs * months * arms * scenario.landscape.size


def source_of(scenario: Scenario) -> Source:
    """Where everybody finds this scenario, if its content is that of a shipped one or of a bare contract."""
    found: dict[str, Any] = {"name": scenario.name[:200], "hash": scenario.hash}
    if scenario.name in shipped() and _same(Scenario.load(shipped()[scenario.name]), scenario):
        return Source(**found, shipped=scenario.name)
    code = scenario.contract
    if code and code in contracts() and _same(Scenario.from_contract(code), scenario):
        return Source(**found, contract=code)
    return Source(**found)


def subject_of(source: Source) -> Subject | None:
    """What everybody can diagnose, None where there is nothing. Opens only files of the package."""
    folder = shipped().get(source.shipped or "")
    if folder is not None:
        return Subject.load(str(folder))
    if source.contract is not None and source.contract in contracts():
        return Subject(Scenario.from_contract(source.contract), Origin.of_contract(source.contract))
    return None


def scenario_of(source: Source, months: int) -> Scenario | None:
    """The scenario that everybody has, over so many months; None where there is none. Opens only files of the package."""
    folder = shipped().get(source.shipped or "")
    if folder is not None:
        return replace(Scenario.load(folder), months=months)
    if source.contract is not None and source.contract in contracts():
        return replace(Scenario.from_contract(source.contract), months=months)
    return None


def _same(known: Scenario, scenario: Scenario) -> bool:
    try:
        return replace(known, months=scenario.months).hash == scenario.hash
    except ValueError:
        return False


def is_real(scenario: Scenario) -> bool:
    """Whether the scenario holds actors that somebody wrote down: any that neither the package nor a contract brings."""
    if source_of(scenario).shipped is not None:
        return False
    code = scenario.contract
    if code is None or code not in contracts() or scenario.given.get("ties", 0) > 0:
        return True
    drawn = {_without_number(name) for name in Scenario.from_contract(code).landscape.names}
    return any(_without_number(name) not in drawn for name in scenario.landscape.names)


def _without_number(name: str) -> str:
    return re.sub(r"[ ]?[0-9]+$", "", name)
