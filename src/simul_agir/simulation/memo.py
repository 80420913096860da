"""What is worked out of the scenario asked for last is kept: whoever asks for a few runs again and again builds it once."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from simul_agir.scenario import Scenario

Made = TypeVar("Made")
_MOST = 16  # things kept of one scenario
_last: list[tuple[Scenario, dict[Hashable, Any]]] = []  # one scenario, and what was made of it, by name


def memoised(scenario: Scenario, name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once for this very scenario until another is asked for. Nobody may write to it.

    A scenario is frozen: whoever edits its tables in place after its first run goes unnoticed. Threads that ask at once may
    each make it: all that is made of a scenario must come out the same.
    """
    known = next((found for which, found in _last[:] if which is scenario), None)
    if known is None or (len(known) >= _MOST and name not in known):
        known = {}
        _last[:] = [(scenario, known)]
    if name not in known:
        known[name] = make()
    found: Made = known[name]
    return found
