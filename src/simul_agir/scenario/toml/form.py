"""Checks the form of a TOML file, and reports all values of a wrong form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from simul_agir.scenario.faults import Faults, Guess, listed
from simul_agir.scenario.soundness import MOST_ARMS, MOST_DOMAINS, MOST_SHOCKS
from simul_agir.scenario.toml.places import Path, line_of
from simul_agir.scenario.toml.schema import Document, keys_at
from simul_agir.scenario.toml.written import Written

LENGTHS = {
    "domains": (2, MOST_DOMAINS),
    "arms": (1, MOST_ARMS),
    "shocks": (0, MOST_SHOCKS),
    "vision.excluded": (0, MOST_ARMS),
}
T = TypeVar("T", bound=BaseModel)
LENGTH = "#"  # stands in a path for the length of a list: its items can be read all the same


@dataclass(frozen=True)
class Form(Generic[T]):
    """The permitted content of a file: its model, the keys of the table at a path, and the lengths of its lists."""

    document: type[T]
    keys_at: Callable[[Path], tuple[str, ...]]
    lengths: Mapping[str, tuple[int, int]]


SCENARIO = Form(Document, keys_at, LENGTHS)


@dataclass(frozen=True)
class Text:
    """The source of a document: its label, and the lines of its keys (none for a document from Python)."""

    label: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a key, or of the table that contains it."""
        return line_of(path, self.lines)


def field_name(path: Path) -> str:
    """A path as people write it: shocks[2].size."""
    name = ""
    for step in path:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else str(step)
    return name


def read_form(content: Mapping[str, Any], text: Text, faults: Faults, form: Form[T]) -> tuple[T, Written]:
    """The document without its faulty tables, and all values that can be read; every fault of form is reported."""
    unread: set[Path] = set()
    plain: dict[str, Any] = dict(content)
    found = _errors(plain, form)
    while found:
        for error in found:
            path = _unreadable(error)
            if path not in unread:
                unread.add(path)
                _tell(error, text, faults, form)
        long = [error for error in found if error["type"] == "too_long"]
        for error in long:
            plain = _cut(plain, error["loc"], error["ctx"]["max_length"])
        found = _errors(plain, form) if long else []
    _tell_short(plain, unread, text, faults, form.lengths)
    faulty = {path[0] for path in unread}
    rest = {name: value for name, value in plain.items() if name not in faulty}
    return form.document.model_validate(rest), Written(plain, frozenset(unread))


def _errors(content: Mapping[str, Any], form: Form[T]) -> list[Any]:
    """pydantic's errors. It stops at a list that is too long, and checks no length if an item is faulty."""
    try:
        form.document.model_validate(content)
    except ValidationError as error:
        return list(error.errors(include_url=False))
    return []


def _unreadable(error: Any) -> Path:
    """The paths that cannot be read because of this error."""
    path: Path = error["loc"]
    return (*path, LENGTH) if error["type"] in ("too_long", "too_short") else path


def _cut(content: Any, path: Path, most: int) -> Any:
    """A copy in which the list at a path holds its first `most` items."""
    if not path:
        return content[:most]
    copy = content.copy()
    copy[path[0]] = _cut(content[path[0]], path[1:], most)
    return copy


def _tell_short(
    content: Mapping[str, Any],
    unread: set[Path],
    text: Text,
    faults: Faults,
    lengths: Mapping[str, tuple[int, int]],
) -> None:
    """Report lists that are too short, along with the faults of their items."""
    for name, (low, high) in lengths.items():
        path: Path = (*name.split("."), LENGTH)
        value = content.get(name)
        if isinstance(value, list) and len(value) < low and path not in unread:
            unread.add(path)
            faults.add(text.label, text.line(path), name, len(value), "list", low=low, high=high)


def _tell(error: Any, text: Text, faults: Faults, form: Form[T]) -> None:
    """Report one of pydantic's errors as a fault."""
    path, sort, value, context = error["loc"], error["type"], error["input"], error.get("ctx", {})
    line, name = text.line(path), field_name(path)
    if "rule" in context:
        blanks = {key: each for key, each in context.items() if key != "rule"}
        faults.add(text.label, line, name, value, context["rule"], **blanks)
    elif sort == "extra_forbidden":
        allowed = form.keys_at(path[:-1])
        close = Guess(str(path[-1]), allowed)
        faults.add(text.label, line, name, path[-1], "one_of", close, names=listed(allowed, 40))
    elif sort in ("too_long", "too_short", "list_type"):
        low, high = form.lengths.get(name, (0, MOST_DOMAINS))
        found = value if sort == "list_type" else len(value)
        faults.add(text.label, line, name, found, "list", low=low, high=high)
    elif sort == "missing":
        faults.add(text.label, line, name, None, "key", names=str(path[-1]))
    else:
        faults.add(text.label, line, name, value, "table")
