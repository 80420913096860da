"""What an arm may change of a scenario: dotted keys, with new values or factors of the earlier values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from .faults import Faults, ScenarioError, bound, listed, nearest
from .soundness import MOST_MONTHS, is_choice, is_number, is_whole
from .vision import FAMILIES, MOST_WEIGHT, Vision

if TYPE_CHECKING:
    from .model import PathSpec, Scenario, Shock, Step

FACTOR = re.compile(r"[x×]\s*(\d{1,9}(?:[.,]\d{1,9})?)")
STEPS = ("diagnosis", "choice", "training", "scheme")
SHOCK_KEYS = ("month", "size", "domains", "hardship")
GROUPS = ("path", "vision", "parameters", "mechanisms", *(f"path.{step}" for step in STEPS))

# Reports a fault: key, value, rule of WORDS and its blanks; `near`: the name that was probably meant.
Tell = Callable[..., None]


@dataclass(frozen=True)
class Key:
    """A key that an arm may change: the rule for its values, and their range."""

    rule: str  # number, whole, zero_one, truth, names or shocks
    low: float = 0.0
    high: float = 1.0


def _key_of(parameter: Any) -> Key:
    return Key("zero_one" if is_choice(parameter) else "number", parameter.low, parameter.high)


@cache
def keys() -> dict[str, Key]:
    """Every key that an arm may change, by its dotted name."""
    from simul_agir.model.parameters import PARAMETERS, SWITCHES

    steps = {
        f"path.{step}.{what}": Key("whole", 0, MOST_MONTHS) for step in STEPS for what in ("start", "months")
    }
    return {
        "effort": Key("number", 0, 1e4),
        "budget": Key("number", 0, 1e9),
        "shocks": Key("shocks"),
        **steps,
        "path.revisit": Key("whole", 1, MOST_MONTHS),
        **{f"vision.{name}": Key("number", 0, MOST_WEIGHT) for name in FAMILIES},
        "vision.excluded": Key("names"),
        **{f"parameters.{name}": _key_of(each) for name, each in PARAMETERS.items()},
        **{f"mechanisms.{name}": Key("truth") for name in SWITCHES},
    }


def flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table from TOML or Python with dotted keys in place of nested tables."""
    return dict(_flat(table, ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and (key in GROUPS or key not in keys()):
            yield from _flat(value, f"{key}.") if value else [(key, value)]
        else:
            yield key, value


def factor_of(value: object) -> float | None:
    """The factor that a text such as "x2" or "×1,5" gives; None for any other text."""
    found = FACTOR.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(found[1].replace(",", ".")) if found else None


def examine_changes(changes: Mapping[str, Any], months: int | None, tell: Tell) -> None:
    """Report every unknown key and every value out of range. `months`: of the contract, if known."""
    for name, value in changes.items():
        known = keys().get(name)
        if known is None:
            head = name.rpartition(".")[0]
            among = [key for key in keys() if key.startswith(f"{head}.")] or list(keys())
            tell(name, name, "one_of", near=nearest(name, keys()), names=_shown(among))
        elif known.rule == "shocks":
            _examine_shocks(name, value, months, tell)
        else:
            _examine_value(name, value, known, tell)


def _shown(names: list[str]) -> str:
    """Keys as an error message lists them: by group if there are many."""
    if len(names) <= 12 or len({each.partition(".")[0] for each in names}) == 1:
        return listed(names, 12)
    return listed(
        dict.fromkeys(each if each.count(".") == 0 else f"{each.partition('.')[0]}.…" for each in names)
    )


def _examine_value(name: str, value: object, known: Key, tell: Tell) -> None:
    low, high = known.low, known.high
    if known.rule == "truth":
        if not isinstance(value, bool):
            tell(name, value, "truth")
    elif known.rule == "names":
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
            tell(name, value, "list", low=0, high=50)
    elif known.rule == "zero_one":
        if not is_number(value, low, high) or value not in (0, 1):
            tell(name, value, "zero_one")
    elif factor_of(value) is not None:
        return
    elif known.rule == "whole":
        if not is_whole(value, int(low), int(high)):
            tell(name, value, "whole_or_factor", low=int(low), high=int(high))
    elif not is_number(value, low, high):
        tell(name, value, "number_or_factor", low=bound(low), high=bound(high))


def _examine_shocks(name: str, value: object, months: int | None, tell: Tell) -> None:
    if not isinstance(value, list | tuple) or not all(isinstance(each, Mapping) for each in value):
        tell(name, value, "shocks")
        return
    for number, shock in enumerate(value, 1):
        where = f"{name}[{number}]"
        for key in shock:
            if key not in SHOCK_KEYS:
                tell(
                    f"{where}.{key}",
                    key,
                    "one_of",
                    near=nearest(str(key), SHOCK_KEYS),
                    names=listed(SHOCK_KEYS),
                )
        high = MOST_MONTHS if months is None else months
        if not is_whole(shock.get("month"), 1, high):
            tell(f"{where}.month", shock.get("month"), "whole", low=1, high=high)
        for key in ("size", "hardship"):
            if not is_number(shock.get(key, 0.0 if key == "hardship" else None), 0, 1):
                tell(f"{where}.{key}", shock.get(key), "number", low="0", high="1")


def resolved(scenario: Scenario, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes with every factor replaced by a value, computed from the scenario's own. Their form must be valid."""
    found = {}
    for name, value in changes.items():
        factor = factor_of(value)
        if factor is None:
            found[name] = value
        else:
            product = factor * float(standing(scenario, name) or 0.0)
            found[name] = round(product) if keys()[name].rule == "whole" else product
    return found


def standing(scenario: Scenario, name: str) -> Any:
    """The scenario's value at a key that is a number."""
    from simul_agir.model.parameters import PARAMETERS

    head, _, rest = name.partition(".")
    if head == "parameters":
        return scenario.parameters.get(rest, PARAMETERS[rest].default)
    value: Any = scenario
    for part in name.split("."):
        value = getattr(value, part)
    return value


def changed(scenario: Scenario, changes: Mapping[str, Any], where: str = "arm") -> Scenario:
    """The scenario with these changes; the same object if there are none. Raises ScenarioError with every fault, under
    `where`.
    """
    if not changes:
        return scenario
    faults = Faults()
    tell = telling(faults, where)
    examine_changes(changes, scenario.months, tell)
    faults.raise_any()
    try:
        values = resolved(scenario, changes)
        examine_changes(values, scenario.months, tell)
        faults.raise_any()
        return _with(scenario, values)
    except ScenarioError as error:
        told = [replace(fault, file=where) for fault in error.faults]
        raise ScenarioError(told) from None


def telling(faults: Faults, label: str, line: int | None = None, prefix: str = "") -> Tell:
    """A function that reports faults of an arm: with a label and a line, and `prefix` before the name of its field."""

    def tell(field: str, value: object, rule: str, near: str | None = None, **blanks: object) -> None:
        name = ".".join(part for part in (prefix, field) if part)
        faults.add(label, line, name, value, rule, near, **blanks)

    return tell


def _with(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """The scenario with these values. Raises ScenarioError if they are incompatible."""
    fields: dict[str, Any] = {name: float(values[name]) for name in ("effort", "budget") if name in values}
    if "shocks" in values:
        fields["shocks"] = tuple(_shock(each) for each in values["shocks"])
    path = _path(scenario.path, values)
    if path is not scenario.path:
        fields["path"] = path
    vision = _under("vision", values)
    if vision:
        excluded = tuple(vision.pop("excluded", scenario.vision.excluded))
        fields["vision"] = Vision({**scenario.vision.weights, **vision}, excluded)
    for group in ("parameters", "mechanisms"):
        said = _under(group, values)
        if said:
            fields[group] = {**getattr(scenario, group), **said}
    return replace(scenario, **fields)


def _under(group: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values whose keys begin with a group, by the rest of their keys."""
    return {name.partition(".")[2]: value for name, value in values.items() if name.startswith(f"{group}.")}


def _path(path: PathSpec, values: Mapping[str, Any]) -> PathSpec:
    said = _under("path", values)
    if not said:
        return path
    fields: dict[str, Any] = {}
    for step in STEPS:
        parts = {
            what: int(said[f"{step}.{what}"]) for what in ("start", "months") if f"{step}.{what}" in said
        }
        if parts:
            before: Step = getattr(path, step)
            fields[step] = replace(before, **parts)
    if "revisit" in said:
        fields["revisit"] = int(said["revisit"])
    return replace(path, **fields)


def _shock(table: Mapping[str, Any]) -> Shock:
    from .model import Shock

    return Shock(
        month=int(table["month"]),
        size=float(table["size"]),
        domains=tuple(table.get("domains", ())),
        hardship=float(table.get("hardship", 0.0)),
    )
