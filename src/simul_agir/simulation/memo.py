"""A cache for objects computed from the last scenario, for callers that run the same scenario repeatedly."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from simul_agir.scenario import Scenario

Made = TypeVar("Made")
_MOST = 16  # most objects kept for one scenario
_last: list[tuple[Scenario, dict[Hashable, Any]]] = []  # one scenario, and the objects made from it, by name


def memoised(scenario: Scenario, name: Hashable, make: Callable[[], Made]) -> Made:
    """The result of `make`, computed once for this scenario object and kept until another scenario is used. It must not
    be changed.

    A scenario is frozen: the cache does not notice tables edited in place after the first run. Several threads may
    compute the same object at once; `make` must therefore be deterministic.
    """
    known = next((found for which, found in _last[:] if which is scenario), None)
    if known is None or (len(known) >= _MOST and name not in known):
        known = {}
        _last[:] = [(scenario, known)]
    if name not in known:
        known[name] = make()
    found: Made = known[name]
    return found
