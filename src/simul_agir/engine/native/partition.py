"""Divides the rules among several compiling processes, so that all have about the same amount of work."""

import dis
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any, Final

from numba.core.dispatcher import Dispatcher

Rule = Any  # a Numba Dispatcher
_DIVISIONS: Final = 8  # most attempts to divide the largest rule into the rules that it calls
_SMALL: Final = 0.01  # share of the whole code: shorter rules are not worth a separate part
_TYPING: Final = 0.6  # approximate share of the time that a rule takes to compile


def share_out(entries: Iterable[Rule], parts: int) -> list[list[Rule]]:
    """The rules that each of `parts` processes compiles for all: large ones without a return value.

    The result is the same in every process. All type the entries with the rules that are not divided, and the first
    compiles these; a rule that several parts call is compiled in each. Rules are split into those they call for as long
    as that makes the work more even.
    """
    divided = list(entries)
    best: list[list[Rule]] = [[] for _ in range(parts)]
    least: float = _length(divided, ())
    for _ in range(_DIVISIONS if parts > 1 else 0):
        units = _units(divided)
        shares = _evenly(units, divided, parts)
        most = max(_work(share, units, divided, part == 0) for part, share in enumerate(shares))
        if most < least:
            best, least = shares, most
        if not units:
            break
        divided.append(max(units, key=lambda rule: _length([rule], ())))
    return best


def _units(divided: list[Rule]) -> list[Rule]:
    """Rules called from the split ones that can be compiled separately: none of them calls another."""
    small = _SMALL * _length(divided, ())
    called = dict.fromkeys(
        rule
        for caller in divided
        for rule in _calls(caller)
        if rule not in divided and _gives_nothing(rule) and _length([rule], ()) > small
    )
    return [
        rule
        for rule in called
        if not any(rule in _reach([other], ()) for other in called if other is not rule)
    ]


def _gives_nothing(rule: Rule) -> bool:
    return rule.py_func.__annotations__.get("return", rule) in (None, "None")


def _evenly(units: list[Rule], divided: list[Rule], parts: int) -> list[list[Rule]]:
    """Divide units, the longest first, each to the process with the least work so far."""
    shares: list[list[Rule]] = [[] for _ in range(parts)]
    for rule in sorted(units, key=lambda rule: (-_length([rule], ()), rule.py_func.__qualname__)):
        works = [_work([*share, rule], units, divided, part == 0) for part, share in enumerate(shares)]
        shares[works.index(min(works))].append(rule)
    return shares


def _work(share: list[Rule], units: list[Rule], divided: list[Rule], first: bool) -> float:
    """The cost to compile a part, in code lengths. All processes type what is not divided; the first one compiles it."""
    rest, own = _reach(divided, units), _reach(share, ())
    return _sum(own) + (1.0 if first else _TYPING) * _sum(rest - own)


def _length(rules: Iterable[Rule], but: Iterable[Rule]) -> int:
    return _sum(_reach(rules, but))


def _sum(rules: Iterable[Rule]) -> int:
    return sum(len(rule.py_func.__code__.co_code) for rule in rules)


def _reach(rules: Iterable[Rule], but: Iterable[Rule]) -> set[Rule]:
    """Rules and everything they call, directly or not, without some rules and what only these call."""
    reached = set(rules)
    ahead, left_out = list(reached), set(but)
    while ahead:
        new = [called for called in _calls(ahead.pop()) if called not in reached | left_out]
        reached.update(new)
        ahead.extend(new)
    return reached


@cache
def _calls(rule: Rule) -> tuple[Rule, ...]:
    """The rules that a rule names, directly or through a module."""
    found: dict[Rule, None] = {}
    for one, following in pairwise(dis.get_instructions(rule.py_func)):
        named = rule.py_func.__globals__.get(one.argval) if one.opname == "LOAD_GLOBAL" else None
        if isinstance(named, ModuleType):
            named = vars(named).get(following.argval)
        if isinstance(named, Dispatcher):
            found[named] = None
    return tuple(found)
