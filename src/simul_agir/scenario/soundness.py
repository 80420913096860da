"""The final check of a scenario, however it was built: shapes, ranges, positions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.instruments import STANCE_NAMES

from .faults import Faults, bound, listed, nearest
from .gone import GONE
from .landscape import ATTRIBUTES, Landscape
from .vision import FAMILIES, MOST_WEIGHT

if TYPE_CHECKING:
    from .model import Scenario, Step

MOST_ACTORS = 10_000
MOST_MONTHS = 600
MOST_DOMAINS = 64
MOST_SHOCKS = 1_000
MOST_ARMS = 50
LONGEST_NAME = 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CHOICE = "0 or 1"  # unit of a parameter that is 0 or 1
WHERE = "scenario"  # used in place of a file name for a scenario built in Python


def examine(scenario: Scenario) -> None:
    """Raise ScenarioError with everything in this scenario that makes a simulation impossible."""
    faults = Faults()
    _plain_fields(scenario, faults)
    _shocks_and_path(scenario, faults)
    _names(scenario, faults)
    _landscape(scenario.landscape, len(scenario.domains), faults)
    faults.raise_any()


def is_whole(value: object, low: int, high: int) -> bool:
    """Whether a value is an integer within [low, high] (truth values are not)."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return whole and bool(low <= value <= high)  # type: ignore[operator]


def is_number(value: object, low: float, high: float) -> bool:
    """Whether a value is a finite number within [low, high] (truth values are not)."""
    numeric = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    return numeric and bool(low <= value <= high)  # type: ignore[operator]


def is_choice(parameter: Any) -> bool:
    """Whether a parameter of the model is 0 or 1: whether a criterion counts on the ladder."""
    return bool(parameter.unit == CHOICE)


def parameter_fault(parameter: Any, value: object) -> dict[str, Any] | None:
    """The rule that a parameter's value breaks, with its blanks; None if the value is allowed."""
    if is_choice(parameter):
        sound = is_number(value, 0, 1) and value in (0, 1)
        return None if sound else {"rule": "zero_one"}
    if is_number(value, parameter.low, parameter.high):
        return None
    return {"rule": "number", "low": bound(parameter.low), "high": bound(parameter.high)}


def _whole(faults: Faults, field: str, value: object, low: int, high: int) -> None:
    if not is_whole(value, low, high):
        faults.add(WHERE, None, field, value, "whole", low=low, high=high)


def _number(faults: Faults, field: str, value: object, low: float, high: float) -> None:
    if not is_number(value, low, high):
        faults.add(WHERE, None, field, value, "number", low=bound(low), high=bound(high))


def _plain_fields(scenario: Scenario, faults: Faults) -> None:
    if not (
        isinstance(scenario.name, str)
        and len(scenario.name) <= LONGEST_NAME
        and SLUG.fullmatch(scenario.name)
    ):
        faults.add(WHERE, None, "name", scenario.name, "slug", most=LONGEST_NAME)
    _whole(faults, "months", scenario.months, 1, MOST_MONTHS)
    _whole(faults, "warm_up", scenario.warm_up, 0, MOST_MONTHS)
    _number(faults, "budget", scenario.budget, 0, 1e9)
    _number(faults, "effort", scenario.effort, 0, 1e4)
    _domains(scenario, faults)


def _domains(scenario: Scenario, faults: Faults) -> None:
    count = len(scenario.domains)
    if not 2 <= count <= MOST_DOMAINS:
        faults.add(WHERE, None, "domains", count, "list", low=2, high=MOST_DOMAINS)
    if len(set(scenario.domains)) < count:
        faults.add(WHERE, None, "domains", listed(scenario.domains), "once_here")
    _within(faults, "needs", scenario.needs, (count,), 0.0, 1.0)
    if scenario.links.shape != (count,):
        faults.add(WHERE, None, "links", scenario.links.shape, "shape", shape=(count,))
    elif count <= MOST_DOMAINS:
        _own_bits(faults, "links", scenario.links[None, :], count)


def _shocks_and_path(scenario: Scenario, faults: Faults) -> None:
    months = scenario.months if is_whole(scenario.months, 1, MOST_MONTHS) else MOST_MONTHS
    for number, shock in enumerate(scenario.shocks):
        field = f"shocks[{number}]"
        _whole(faults, f"{field}.month", shock.month, 1, months)
        _number(faults, f"{field}.size", shock.size, 0, 1)
        _number(faults, f"{field}.hardship", shock.hardship, 0, 1)
        closed: object = shock.closed  # a file may contain anything
        if not isinstance(closed, (bool, np.bool_)):
            faults.add(WHERE, None, f"{field}.closed", shock.closed, "truth")
        for name in shock.domains:
            _one_of(faults, f"{field}.domains", name, scenario.domains)
    for name in ("diagnosis", "choice", "training", "scheme"):
        step: Step = getattr(scenario.path, name)
        _whole(faults, f"path.{name}.start", step.start, 0, MOST_MONTHS)
        _whole(faults, f"path.{name}.months", step.months, 0, MOST_MONTHS)
    if scenario.path.revisit is not None:
        _whole(faults, "path.revisit", scenario.path.revisit, 1, MOST_MONTHS)
    for name, weight in scenario.vision.weights.items():
        _one_of(faults, "vision", name, FAMILIES)
        _number(faults, f"vision.{name}", weight, 0, MOST_WEIGHT)
    if scenario.vision.weights and not sum(scenario.vision.weights.values()) > 0:
        faults.add(WHERE, None, "vision", 0, "number", low="0.01", high=bound(MOST_WEIGHT))
    if set(STANCE_NAMES) <= set(scenario.vision.excluded):
        found, names = listed(scenario.vision.excluded), listed(STANCE_NAMES)
        faults.add(WHERE, None, "vision.excluded", found, "not_all", names=names)


def _names(scenario: Scenario, faults: Faults) -> None:
    mechanisms: Mapping[str, object] = scenario.mechanisms
    from simul_agir.model.parameters import PARAMETERS, SWITCHES

    for name, value in scenario.parameters.items():
        known = PARAMETERS.get(name)
        if name in GONE:
            faults.add(WHERE, None, "parameters", name, "gone", names=listed(GONE[name]))
        elif known is None:
            _one_of(faults, "parameters", name, PARAMETERS)
        else:
            broken = parameter_fault(known, value)
            if broken is not None:
                faults.add(WHERE, None, f"parameters.{name}", value, **broken)
    for name, on in mechanisms.items():
        _one_of(faults, "mechanisms", name, SWITCHES)
        if not isinstance(on, (bool, np.bool_)):
            faults.add(WHERE, None, f"mechanisms.{name}", on, "truth")


def _one_of(faults: Faults, field: str, name: str, names: Any) -> None:
    if name not in names:
        faults.add(WHERE, None, field, name, "one_of", nearest(str(name), names), names=listed(names))


def _landscape(landscape: Landscape, domains: int, faults: Faults) -> None:
    actors = landscape.size
    if not 1 <= actors <= MOST_ACTORS:
        faults.add(WHERE, None, "landscape.ids", actors, "actors", low=1, high=MOST_ACTORS)
    if len(set(landscape.ids)) < actors:
        faults.add(WHERE, None, "landscape.ids", actors, "once_here")
    for name in ("names", "kinds", "latent", "asleep"):
        if len(getattr(landscape, name)) != actors:
            faults.add(
                WHERE, None, f"landscape.{name}", len(getattr(landscape, name)), "shape", shape=(actors,)
            )
    _attributes(landscape.attributes, actors, faults)
    shape = (actors, domains)
    _within(faults, "landscape.expertise", landscape.expertise, shape, 0.0, 1.0)
    if _within(faults, "landscape.mandate", landscape.mandate, shape, 0.0, 1.0):
        worst = float(np.abs(landscape.mandate.sum(axis=1) - 1.0).max(initial=0.0))
        if worst > 1e-6:
            faults.add(WHERE, None, "landscape.mandate", 1.0 + worst, "simplex")
    if landscape.understanding.shape != shape:
        faults.add(
            WHERE, None, "landscape.understanding", landscape.understanding.shape, "shape", shape=shape
        )
    elif domains <= MOST_DOMAINS:
        _own_bits(faults, "landscape.understanding", landscape.understanding, domains)
    _whole(faults, "landscape.lead", landscape.lead, 0, actors - 1)
    _whole(faults, "landscape.project_team", landscape.project_team, 0, actors - 1)
    _ties(landscape, actors, faults)


def _attributes(attributes: Mapping[str, NDArray[np.float64]], actors: int, faults: Faults) -> None:
    for name in attributes:
        _one_of(faults, "landscape.attributes", name, ATTRIBUTES)
    for name, attribute in ATTRIBUTES.items():
        if name not in attributes:
            faults.add(WHERE, None, f"landscape.attributes.{name}", None, "shape", shape=(actors,))
        else:
            field = f"landscape.attributes.{name}"
            _within(faults, field, attributes[name], (actors,), attribute.low, attribute.high)


def _ties(landscape: Landscape, actors: int, faults: Faults) -> None:
    shape = landscape.sources.shape
    sound = True
    for name in ("sources", "targets", "strengths", "trusts"):
        high = float(actors - 1) if name in ("sources", "targets") else 1.0
        sound = (
            _within(faults, f"landscape.{name}", getattr(landscape, name), (shape[0],), 0.0, high) and sound
        )
    if not sound:
        return
    if np.any(landscape.sources == landscape.targets):
        faults.add(WHERE, None, "landscape.targets", None, "other_actor")
    if len(np.unique(landscape.sources * actors + landscape.targets)) < shape[0]:
        faults.add(WHERE, None, "landscape.targets", None, "once_here")


def _within(
    faults: Faults, field: str, array: NDArray[Any], shape: tuple[int, ...], low: float, high: float
) -> bool:
    """Report a wrong shape, or the first value outside [low, high]; NaN is always outside."""
    if array.shape != shape:
        faults.add(WHERE, None, field, array.shape, "shape", shape=shape)
        return False
    outside = ~((array >= low) & (array <= high))
    if outside.any():
        faults.add(WHERE, None, field, array[outside][0], "number", low=bound(low), high=bound(high))
        return False
    return True


def _own_bits(faults: Faults, field: str, masks: NDArray[np.uint64], domains: int) -> None:
    """Report faults of bit sets (..., K): bit k of the k-th set on the last axis must be set, and none beyond K."""
    own = np.uint64(1) << np.arange(domains, dtype=np.uint64)
    every = np.uint64((1 << domains) - 1)
    wrong = ((masks & own) == 0) | ((masks & ~every) != 0)
    if wrong.any():
        faults.add(WHERE, None, field, int(masks[wrong][0]), "own_bit")
