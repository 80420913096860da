"""scenario.toml as a checked document: its form first, then its names and their sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from .assumptions import kinds
from .contracts import contracts
from .faults import Faults, listed, nearest
from .places import Path, line_of
from .schema import OWN_STANCE, STANCES, Document, keys_at
from .soundness import MOST_ARMS, MOST_DOMAINS, MOST_SHOCKS, is_number

LENGTHS = {"domains": (2, MOST_DOMAINS), "arms": (1, MOST_ARMS), "shocks": (0, MOST_SHOCKS)}
STEPS = ("diagnosis", "choice", "training", "scheme")


@dataclass(frozen=True)
class Text:
    """Where a document comes from: its label, and the lines of its keys (none when it came from Python)."""

    label: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a key, or of what holds it."""
        return line_of(path, dict(self.lines)) if self.lines else None


@dataclass(frozen=True)
class Checked:
    """A document without its faulty parts, and the top-level keys that were left out for their faults."""

    document: Document
    faulty: frozenset[str]


def read_document(content: Mapping[str, Any], text: Text, faults: Faults) -> Checked:
    """The document, every fault noted; parts of faulty form are left out, so that the others are checked."""
    faulty: set[str] = set()
    try:
        document = Document.model_validate(dict(content))
    except ValidationError as error:
        told: set[Path] = set()
        for each in error.errors(include_url=False):
            path = each["loc"]
            if path not in told:
                told.add(path)
                _tell(each, path, text, faults)
            faulty.add(str(path[0]))
        rest = {name: value for name, value in content.items() if name not in faulty}
        document = Document.model_validate(rest)
    checked = Checked(document, frozenset(faulty))
    _check_names(checked, text, faults)
    _check_times(checked, text, faults)
    _check_vector(checked, text, faults)
    return checked


def field_name(path: Path) -> str:
    """A path as people write it: shocks[2].size."""
    name = ""
    for step in path:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else str(step)
    return name


def _tell(error: Any, path: Path, text: Text, faults: Faults) -> None:
    """Notes one error of pydantic's as a fault of ours."""
    sort, value, context = error["type"], error["input"], error.get("ctx", {})
    line, name = text.line(path), field_name(path)
    if "rule" in context:
        blanks = {key: each for key, each in context.items() if key != "rule"}
        faults.add(text.label, line, name, value, context["rule"], **blanks)
    elif sort == "extra_forbidden":
        allowed = keys_at(path[:-1])
        faults.add(
            text.label,
            line,
            name,
            path[-1],
            "one_of",
            nearest(str(path[-1]), allowed),
            names=listed(allowed, 40),
        )
    elif sort in ("too_long", "too_short", "list_type"):
        low, high = LENGTHS.get(name, (0, MOST_DOMAINS))
        found = value if sort == "list_type" else len(value)
        faults.add(text.label, line, name, found, "list", low=low, high=high)
    elif sort == "missing":
        faults.add(text.label, line, name, None, "key", names=str(path[-1]))
    else:
        faults.add(text.label, line, name, value, "table")


def _check_names(checked: Checked, text: Text, faults: Faults) -> None:
    """Names that must be known: contract, domains, arms, kinds."""
    document = checked.document
    if document.contract is not None and document.contract.strip().upper() not in contracts():
        close = nearest(document.contract, contracts())
        faults.add(
            text.label,
            text.line(("contract",)),
            "contract",
            document.contract,
            "contract",
            close,
            count=len(contracts()),
        )
    _once(document.domains, ("domains",), text, faults)
    _once(document.arms, ("arms",), text, faults)
    for path, name in _stances(document):
        if name not in STANCES and not re.fullmatch(OWN_STANCE, name) and name not in _entry_points():
            faults.add(
                text.label,
                text.line(path),
                field_name(path),
                name,
                "arm",
                nearest(name, STANCES),
                names=listed(STANCES),
            )
    if "domains" not in checked.faulty:
        for path, name in _domains_named(document):
            if name not in document.domains:
                close = nearest(name, document.domains)
                faults.add(
                    text.label,
                    text.line(path),
                    field_name(path),
                    name,
                    "one_of",
                    close,
                    names=listed(document.domains, 64),
                )
    _check_kinds(document, text, faults)


def _once(names: list[str], path: Path, text: Text, faults: Faults) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(text.label, text.line(path), field_name(path), name, "once_here")


def _stances(document: Document) -> list[tuple[Path, str]]:
    arms: list[tuple[Path, str]] = [(("arms", number), name) for number, name in enumerate(document.arms)]
    return arms + [
        (("vision", "excluded", number), name) for number, name in enumerate(document.vision.excluded)
    ]


def _entry_points() -> set[str]:
    from importlib.metadata import entry_points

    return {each.name for each in entry_points(group="simul_agir.stances")}


def _domains_named(document: Document) -> list[tuple[Path, str]]:
    """Every place where a domain is named, but for the list of domains itself."""
    named: list[tuple[Path, str]] = [(("needs", name), name) for name in document.needs]
    for need, others in document.links.items():
        named.append((("links", need), need))
        named += [(("links", need, number), name) for number, name in enumerate(others)]
    for number, shock in enumerate(document.shocks):
        named += [(("shocks", number, "domains", each), name) for each, name in enumerate(shock.domains)]
    for kind, table in document.kinds.items():
        for key in ("core", "pool"):
            names = getattr(table, key) or []
            named += [(("kinds", kind, key, each), name) for each, name in enumerate(names)]
    return named


def _check_kinds(document: Document, text: Text, faults: Faults) -> None:
    """A kind is known, or it says which known kind it is like."""
    for name, table in document.kinds.items():
        like = getattr(table, "like", None)
        if like is not None and like not in kinds():
            path: Path = ("kinds", name, "like")
            faults.add(
                text.label,
                text.line(path),
                field_name(path),
                like,
                "one_of",
                nearest(like, kinds()),
                names=listed(kinds(), 40),
            )
        elif like is None and name not in kinds():
            path = ("kinds", name)
            faults.add(
                text.label,
                text.line(path),
                "kinds",
                name,
                "one_of",
                nearest(name, kinds()),
                names=listed(kinds(), 40),
            )


def _check_times(checked: Checked, text: Text, faults: Faults) -> None:
    """Shocks and steps within the months; no choice before the diagnosis."""
    document = checked.document
    if "months" in checked.faulty:
        return
    for number, shock in enumerate(document.shocks):
        if shock.month > document.months:
            path: Path = ("shocks", number, "month")
            faults.add(
                text.label,
                text.line(path),
                field_name(path),
                shock.month,
                "whole",
                low=1,
                high=document.months,
            )
    steps = {name: getattr(document.path, name) for name in STEPS}
    lived = {name: step for name, step in steps.items() if step is not None and step.months > 0}
    for name, step in lived.items():
        if step.start >= document.months:
            path = ("path", name, "start")
            faults.add(
                text.label, text.line(path), field_name(path), step.start, "begin", high=document.months
            )
    if "diagnosis" in lived and "choice" in lived and lived["choice"].start < lived["diagnosis"].start:
        path, low = ("path", "choice", "start"), lived["diagnosis"].start
        faults.add(
            text.label,
            text.line(path),
            field_name(path),
            lived["choice"].start,
            "after",
            other="diagnosis",
            low=low,
        )
    revisit = document.path.revisit
    if revisit is not None and revisit >= document.months:
        path = ("path", "revisit")
        faults.add(text.label, text.line(path), field_name(path), revisit, "begin", high=document.months)


def _check_vector(checked: Checked, text: Text, faults: Faults) -> None:
    """Parameters and mechanisms: known names, values within their ranges."""
    from simul_agir.world.parameters import PARAMETERS, SWITCHES

    for name, value in checked.document.parameters.items():
        known = PARAMETERS.get(name)
        if known is None:
            _unknown("parameters", name, PARAMETERS, text, faults)
        elif not is_number(value, known.low, known.high):
            path: Path = ("parameters", name)
            faults.add(
                text.label,
                text.line(path),
                field_name(path),
                value,
                "number",
                low=f"{known.low:g}",
                high=f"{known.high:g}",
            )
    for name, value in checked.document.mechanisms.items():
        if name not in SWITCHES:
            _unknown("mechanisms", name, SWITCHES, text, faults)
        elif not isinstance(value, bool):
            path = ("mechanisms", name)
            faults.add(text.label, text.line(path), field_name(path), value, "truth")


def _unknown(table: str, name: str, names: Mapping[str, object], text: Text, faults: Faults) -> None:
    faults.add(
        text.label,
        text.line((table, name)),
        table,
        name,
        "one_of",
        nearest(name, names),
        names=listed(names, 12),
    )
