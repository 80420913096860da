"""Describes the memory of the rules as plain data for engines outside Python: arrays, entries, columns.

The description is read from the model itself: arrays from `State` and `Workspace`, entries from `schedule.py` and the
types of their arguments, columns from the fields and indicators.
"""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine.handles import TABLE_WORDS, table_of
from simul_agir.engine.native import cache as code_cache
from simul_agir.model import fields as at
from simul_agir.model import schedule
from simul_agir.model.events import EVENT_COLUMNS
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.ladder import CRITERIA
from simul_agir.model.parameters import COUNT
from simul_agir.model.state import SHARED_ARRAYS, State, workspace, world_arrays
from simul_agir.scenario import Scenario


def described(scenario: Scenario) -> dict[str, Any]:
    """All that is needed to lay out batches of a scenario's territory in memory and to call the rules on them.

    arrays, in the order of the table: name, type (as in numpy, little-endian), shape of one run, `shared` if all runs of
    a batch use it, and the initial number of each cell if it is not zero. entries, by name: the arguments in order, each
    with name, type and dimensions (0: a number). `table_words`: words of the table per array; `table`: dimensions of a
    table. Further keys: the numbers that shapes depend on, and the columns by name.
    """
    actors, domains = scenario.landscape.size, len(scenario.domains)
    table = table_of(domains)
    return {
        "arrays": _arrays(actors, domains),
        "entries": {name: _arguments(name, table) for name in code_cache.ENTRIES},
        "table": table,
        "table_words": TABLE_WORDS,
        "actors": actors,
        "domains": domains,
        "warm_up": scenario.warm_up,
        "parameters": COUNT,
        "instruments": list(INSTRUMENTS),
        "indicators": list(INDICATORS),
        "criteria": list(CRITERIA),
        "columns": {name: field.column for name, field in at.ACTORS.items()},
    }


def _arrays(actors: int, domains: int) -> list[dict[str, Any]]:
    """Every array of a World, of one run."""
    every: dict[str, NDArray[Any]] = {
        **{name: array[0] for name, array in State.blank(1, actors, domains).arrays().items()},
        **workspace(actors, domains),
        "events": np.zeros((0, EVENT_COLUMNS)),
    }
    return [
        {
            "name": name,
            "type": every[name].dtype.str[1:],
            "shape": list(every[name].shape),
            "shared": name in SHARED_ARRAYS,
            "fill": _fill(every[name]) if name in SHARED_ARRAYS else "0",
        }
        for name in world_arrays()
    ]


def _fill(array: NDArray[Any]) -> str:
    """The number in every cell of an array, as decimal text. Raises ValueError if cells differ."""
    held = np.unique(array)
    if len(held) > 1:
        raise ValueError("the cells of an array of the workspace begin with different numbers")
    return str(int(held[0])) if len(held) else "0"


def _arguments(entry: str, table: int) -> list[dict[str, Any]]:
    """The arguments of an entry."""
    names = inspect.signature(getattr(schedule, entry)).parameters
    return [
        {"name": name, "type": kind, "dimensions": dimensions}
        for name, (kind, dimensions) in zip(names, code_cache.kinds(entry, table), strict=True)
    ]


__all__ = ["described"]
