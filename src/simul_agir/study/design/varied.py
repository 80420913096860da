"""The keys that vary, read from [vary]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario.collection import codes_of
from simul_agir.scenario.contracts import contracts
from simul_agir.scenario.faults import Guess, bound, listed, nearest
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.soundness import is_choice, is_number
from simul_agir.scenario.soundness import is_whole as whole_within
from simul_agir.scenario.toml.places import Path
from simul_agir.study.design.factors import SCENARIO, Factor, fits_log, is_whole, steps_between
from simul_agir.study.design.form import ALL, MOST_LEVELS, SCALES
from simul_agir.study.design.notebook import Notebook

SPAN = ("low", "high", "levels", "scale")
RANGE, ASSUMED = "range", "assumed"
HUGE = 1e12


def leaves(table: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key of a table that holds no table itself, with its path; those of an empty table are none."""
    for name, value in table.items():
        path = (*above, str(name))
        if isinstance(value, Mapping):
            yield from leaves(value, path)
        else:
            yield path, value


def read_factors(note: Notebook, origins: Sequence[Origin], fixed: Mapping[Path, Any]) -> tuple[Factor, ...]:
    """What varies, in the order in which it is written, several scenarios first; every fault is noted."""
    found = []
    if len(origins) > 1:
        found.append(Factor(SCENARIO, tuple(each.source for each in origins)))
    said = note.written.at("vary") or {}
    for path, spec in _specs(said):
        if path[0] == "arms":
            note.fault(("vary", *path), spec, "stances_apart")
        else:
            found += _factors(note, path, spec)
    _check_apart(note, found, fixed)
    return tuple(found)


def _specs(table: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key that varies, with what it says: a table without low, high... holds the keys of a table."""
    for name, value in table.items():
        path = (*above, str(name))
        if isinstance(value, Mapping) and not _is_span(value):
            yield from _specs(value, path)
        else:
            yield path, value


def _is_span(table: Mapping[str, Any]) -> bool:
    """Whether a table says a range; one that almost does is taken for one, so that it is told what is missing."""
    if not table:
        return True
    names = [name for name in table if name in SPAN]
    return bool(names) and not any(isinstance(table[name], Mapping) for name in names)


def _factors(note: Notebook, path: Path, spec: Any) -> list[Factor]:
    """The factors that a key and what it says come to; none where it is faulty."""
    where: Path = ("vary", *path)
    if path == ("parameters",) and isinstance(spec, str):
        return _many(note, where, spec)
    if path == ("contract",):
        return _contracts(note, where, spec)
    if isinstance(spec, list):
        return _values(note, path, spec)
    if isinstance(spec, Mapping):
        return _span(note, path, spec)
    parameter = PARAMETERS.get(str(path[1])) if len(path) == 2 and path[0] == "parameters" else None
    if spec == RANGE and parameter is not None:
        return [_whole_range(parameter)]
    if len(path) == 2 and path[0] == "parameters" and parameter is None:
        note.fault(where, path[1], "one_of", Guess(str(path[1]), PARAMETERS), names=listed(PARAMETERS, 12))
    else:
        note.fault(where, spec, "varies" if parameter is None else "varies_parameter")
    return []


def _many(note: Notebook, where: Path, spec: str) -> list[Factor]:
    """All parameters, or all that are assumed, each over its whole range."""
    if spec not in (ALL, ASSUMED):
        note.fault(where, spec, "varies_all", nearest(spec, (ALL, ASSUMED)))
        return []
    return [
        _whole_range(each)
        for each in PARAMETERS.values()
        if each.low < each.high and (spec == ALL or ASSUMED in each.source)
    ]


def _whole_range(parameter: Any) -> Factor:
    """A parameter over its documented range; one that takes 0 or 1 only takes both."""
    low, high = float(parameter.low), float(parameter.high)
    return Factor(("parameters", parameter.name), low=low, high=high, whole=is_choice(parameter))


def _contracts(note: Notebook, where: Path, spec: Any) -> list[Factor]:
    """Contracts by code or by words of their names, each once, in the order of the codes."""
    if spec == ALL:
        return [Factor(where[1:], tuple(contracts()))]
    if not isinstance(spec, list) or not spec:
        note.fault(where, spec, "contracts")
        return []
    chosen: set[str] = set()
    for number, each in enumerate(spec):
        codes = codes_of(each) if isinstance(each, str) else ()
        if not codes:
            hint = nearest(each, contracts()) if isinstance(each, str) else None
            note.fault((*where, number), each, "contracts", hint)
        chosen.update(codes)
    return [Factor(where[1:], tuple(code for code in contracts() if code in chosen))] if chosen else []


def _values(note: Notebook, path: Path, spec: list[Any]) -> list[Factor]:
    """A list of values, each once."""
    where: Path = ("vary", *path)
    if not 1 <= len(spec) <= MOST_LEVELS:
        note.fault(where, len(spec), "list", low=1, high=MOST_LEVELS)
        return []
    seen: set[str] = set()
    for number, value in enumerate(spec):
        if repr(value) in seen:
            note.fault((*where, number), value, "once_here")
        seen.add(repr(value))
    return [Factor(path, tuple(spec))]


def _span(note: Notebook, path: Path, spec: Mapping[str, Any]) -> list[Factor]:
    """A range, gone through evenly or in steps."""
    count = note.faults.noted
    _check_span(note, ("vary", *path), spec)
    if note.faults.noted > count:
        return []
    low, high = float(spec["low"]), float(spec["high"])
    scale, levels, whole = spec.get("scale", SCALES[0]), spec.get("levels"), is_whole(path)
    _check_ends(note, ("vary", *path), spec, whole)
    if note.faults.noted > count:
        return []
    if levels is not None:
        return [Factor(path, steps_between(low, high, levels, scale, whole))]
    return [Factor(path, low=low, high=high, scale=scale, whole=whole)]


def _check_span(note: Notebook, where: Path, spec: Mapping[str, Any]) -> None:
    """Each key of a range, alone."""
    for name in spec:
        if name not in SPAN:
            note.fault((*where, name), name, "one_of", Guess(name, SPAN), names=listed(SPAN))
    for name in ("low", "high"):
        if name not in spec:
            note.fault(where, None, "key", names=name)
        elif not is_number(spec[name], -HUGE, HUGE):
            note.fault((*where, name), spec[name], "number", low=bound(-HUGE), high=bound(HUGE))
    scale, levels = spec.get("scale", SCALES[0]), spec.get("levels")
    if scale not in SCALES:
        note.fault((*where, "scale"), scale, "one_of", names=listed(SCALES))
    if levels is not None and not whole_within(levels, 2, MOST_LEVELS):
        note.fault((*where, "levels"), levels, "whole", low=2, high=MOST_LEVELS)


def _check_ends(note: Notebook, where: Path, spec: Mapping[str, Any], whole: bool) -> None:
    """Both ends of a range, together."""
    low, high = float(spec["low"]), float(spec["high"])
    if high <= low:
        note.fault((*where, "high"), spec["high"], "above_low", low=bound(low))
    elif spec.get("scale") == "log" and not fits_log(low):
        note.fault((*where, "low"), spec["low"], "above_nil")
    for name, end in (("low", low), ("high", high)):
        if whole and end != round(end):
            note.fault((*where, name), spec[name], "whole", low=bound(-HUGE), high=bound(HUGE))


def _check_apart(note: Notebook, factors: Sequence[Factor], fixed: Mapping[Path, Any]) -> None:
    """No key that varies is fixed as well."""
    paths = [factor.path for factor in factors]
    for path, value in fixed.items():
        if any(path[: len(other)] == other[: len(path)] for other in paths):
            note.fault(("fixed", *path), value, "fixed_and_varied")
        elif path[0] == "arms":
            note.fault(("fixed", *path), value, "stances_apart")
