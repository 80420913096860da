"""Checks scenario.toml as a document: first its form, then names and consistency."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simul_agir.model.instruments import STANCE_NAMES
from simul_agir.scenario.arm_form import arm_form, examine_arm
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.changes import telling
from simul_agir.scenario.contracts import Contract, contracts
from simul_agir.scenario.faults import Faults, Guess, listed, nearest
from simul_agir.scenario.gone import GONE
from simul_agir.scenario.soundness import MOST_ACTORS, parameter_fault
from simul_agir.scenario.stance_names import is_allowed
from simul_agir.scenario.territory import least_actors
from simul_agir.scenario.toml.form import SCENARIO, Text, field_name, read_form
from simul_agir.scenario.toml.places import Path
from simul_agir.scenario.toml.schema import STANCES, Document, KindTable
from simul_agir.scenario.toml.written import Written

STEPS = ("diagnosis", "choice", "training", "scheme")


@dataclass(frozen=True)
class Checked:
    """A document without its faulty tables, and all values that can be read."""

    document: Document = field(default_factory=Document)
    written: Written = field(default_factory=lambda: Written(unread=frozenset({()})))

    @property
    def contract(self) -> Contract | None:
        """The contract that is named, if it is one of those there are."""
        return contract_of(self.written)

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The kinds that an actor may be of, those of the document included; None: they cannot be read."""
        if not self.written.readable("kinds"):
            return None
        return (*kinds(), *(name for name in self.written.keys("kinds") if name not in kinds()))


@dataclass(frozen=True)
class _Case:
    """What was written, where, and who takes the faults down."""

    written: Written
    text: Text
    faults: Faults

    def fault(
        self,
        path: Path,
        value: object,
        rule: str,
        near: Guess | None = None,
        name: str = "",
        **blanks: object,
    ) -> None:
        """Report a fault at a path, optionally under another name."""
        line = self.text.line(path)
        self.faults.add(self.text.label, line, name or field_name(path), value, rule, near, **blanks)

    def unknown(self, path: Path, found: str, known: Collection[str], most: int, name: str = "") -> None:
        """Report that a name is not known."""
        self.fault(path, found, "one_of", Guess(found, known), name, names=listed(known, most))


def read_document(content: Mapping[str, Any], text: Text, faults: Faults) -> Checked:
    """The document, with all faults reported: of form, and of consistency wherever the values can be read."""
    document, written = read_form(content, text, faults, SCENARIO)
    case = _Case(written, text, faults)
    _check_contract(case)
    _check_stances(case)
    _check_domains(case)
    _check_kinds(case)
    _check_shocks(case)
    _check_path(case)
    _check_vector(case)
    return Checked(document, written)


def contract_of(written: Written) -> Contract | None:
    """The named contract; None if there is none or it is unknown."""
    code = written.at("contract")
    return None if code is None else contracts().get(code.strip().upper())


def _check_contract(case: _Case) -> None:
    """Check that the contract exists and is not left without the actors it needs."""
    code, contract = case.written.at("contract"), contract_of(case.written)
    if code is not None and contract is None:
        case.fault(("contract",), code, "contract", Guess(code, contracts()), count=len(contracts()))
    most = case.written.at("landscape", "actors")
    if contract is not None and most is not None and most < least_actors(contract):
        low = least_actors(contract)
        case.fault(("landscape", "actors"), most, "least_actors", low=low, high=MOST_ACTORS)


def _check_stances(case: _Case) -> None:
    """Check that stances are known, each arm occurs once, and the success vision leaves one of the four stances."""
    excluded = case.written.texts("vision", "excluded")
    for path, name in (*_check_arms(case), *excluded):
        if name not in STANCES and not is_allowed(name):
            case.fault(path, name, "arm", Guess(name, STANCES), names=listed(STANCES))
    named = [name for _, name in excluded]
    if set(STANCE_NAMES) <= set(named):
        case.fault(("vision", "excluded"), listed(named), "not_all", names=listed(STANCE_NAMES))


def _check_arms(case: _Case) -> list[tuple[Path, str]]:
    """Check each arm and its name. Returns the stances that they name, with their paths."""
    named, called = case.written.texts("arms"), [name for _, name in case.written.texts("arms")]
    for number in case.written.keys("arms"):
        value = case.written.at("arms", number)
        if not isinstance(value, Mapping):
            continue
        form, where = arm_form(value), ("arms", number)
        tell = telling(case.faults, case.text.label, case.text.line(where), field_name(where))
        examine_arm(form, _months(case.written), tell)
        named += [((*where, "stance"), name) for name in form.stances]
        if isinstance(form.name, str):
            called.append(form.name)
    for name in sorted({name for name in called if called.count(name) > 1}):
        case.fault(("arms",), name, "once_here")
    return named


def _check_once(case: _Case, key: str) -> None:
    names = [name for _, name in case.written.texts(key)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        case.fault((key,), name, "once_here")


def _check_domains(case: _Case) -> None:
    """Check that domains are unique, and that every named domain is one of them, if the list can be read."""
    _check_once(case, "domains")
    if not case.written.sound("domains"):
        return
    said = case.written.at("domains")
    domains: list[str] = Document().domains if said is None else said
    for path, name in _domains_named(case.written):
        if name not in domains:
            case.unknown(path, name, domains, 64)


def _domains_named(written: Written) -> Iterator[tuple[Path, str]]:
    """Every place that names a domain, except the list of domains itself."""
    for table in ("needs", "links"):
        yield from (((table, need), need) for need in written.keys(table))
    for need in written.keys("links"):
        yield from written.texts("links", need)
    for number in written.keys("shocks"):
        yield from written.texts("shocks", number, "domains")
    for kind in written.keys("kinds"):
        for key in ("core", "pool"):
            yield from written.texts("kinds", kind, key)


def _check_kinds(case: _Case) -> None:
    """Check that each kind is known, or names a known kind that it is like."""
    for name in case.written.keys("kinds"):
        like = case.written.at("kinds", name, "like")
        if like is not None and like not in kinds():
            case.unknown(("kinds", name, "like"), like, kinds(), 40)
        elif like is None and name not in kinds() and not _likeness_lost(case.written, name):
            case.unknown(("kinds", name), name, kinds(), 40, "kinds")


def _likeness_lost(written: Written, name: str) -> bool:
    """Whether what a kind is like may be said, but cannot be read: faulty, or under a misspelt key."""
    keys = written.keys("kinds", name)
    misspelt = (key for key in keys if key not in KindTable.model_fields)
    return not written.readable("kinds", name, "like") or any(
        nearest(key, KindTable.model_fields) == "like" for key in misspelt
    )


def _months(written: Written) -> int | None:
    """The months of the contract; None if they cannot be read."""
    said: int | None = written.at("months")
    return Document().months if said is None and written.readable("months") else said


def _check_shocks(case: _Case) -> None:
    """Check that shocks are within the months."""
    months = _months(case.written)
    for number in case.written.keys("shocks"):
        month = case.written.at("shocks", number, "month")
        if months is not None and month is not None and month > months:
            case.fault(("shocks", number, "month"), month, "whole", low=1, high=months)


def _check_path(case: _Case) -> None:
    """Check that steps begin within the months, and that no choice precedes the diagnosis."""
    months = _months(case.written)
    starts = {}
    for name in STEPS:
        start, length = (case.written.at("path", name, key) for key in ("start", "months"))
        if start is not None and length != 0:
            starts[name] = start
            if months is not None and start >= months:
                case.fault(("path", name, "start"), start, "begin", high=months)
    if "diagnosis" in starts and starts.get("choice", starts["diagnosis"]) < starts["diagnosis"]:
        low = starts["diagnosis"]
        case.fault(("path", "choice", "start"), starts["choice"], "after", other="diagnosis", low=low)
    revisit = case.written.at("path", "revisit")
    if months is not None and revisit is not None and revisit >= months:
        case.fault(("path", "revisit"), revisit, "begin", high=months)


def _check_vector(case: _Case) -> None:
    """Check names and ranges of parameters and mechanisms."""
    from simul_agir.model.parameters import PARAMETERS, SWITCHES

    for name in case.written.keys("parameters"):
        known, value = PARAMETERS.get(name), case.written.at("parameters", name)
        if name in GONE:
            case.fault(("parameters", name), name, "gone", name="parameters", names=listed(GONE[name]))
        elif known is None:
            case.unknown(("parameters", name), name, PARAMETERS, 12, "parameters")
        elif (broken := parameter_fault(known, value)) is not None:
            case.fault(("parameters", name), value, **broken)
    for name in case.written.keys("mechanisms"):
        if name not in SWITCHES:
            case.unknown(("mechanisms", name), name, SWITCHES, 12, "mechanisms")
        elif not isinstance(case.written.at("mechanisms", name), bool):
            case.fault(("mechanisms", name), case.written.at("mechanisms", name), "truth")
