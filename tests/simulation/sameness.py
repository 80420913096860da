"""To the last bit: the comparisons that tests of sameness share."""

from collections.abc import Iterable

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.state import STANCE_ARRAYS, State
from simul_agir.simulation import Batch, Ensemble
from simul_agir.stances import register
from simul_agir.stances.registry import SHIPPED
from stances.example_stances import Calming, WhereGapsAre

for _kind in (Calming, WhereGapsAre):
    register(_kind)
EXAMPLES = (Calming.name, WhereGapsAre.name)
STANCES = (*SHIPPED, *EXAMPLES)
COSTS = ("effort", "money", "hours")


def differing(one: State, other: State, without: Iterable[str] = ()) -> list[str]:
    """Names of the arrays in which two states differ by as much as a bit; the brief, a column of actors, apart."""
    others = _told_apart(other)
    return [
        name
        for name, array in _told_apart(one).items()
        if name not in without and array.tobytes() != others[name].tobytes()
    ]


def _told_apart(state: State) -> dict[str, np.ndarray]:
    arrays = state.arrays()
    return {
        **arrays,
        "actors": np.delete(arrays["actors"], at.TRAINING_WEIGHT, axis=2),
        "training_weights": state.training_weights,
    }


def assert_same_life(one: Batch, other: Batch) -> None:
    """Two batches stand where they stand by the same life."""
    assert one.month == other.month
    assert differing(one.state, other.state) == []
    assert np.array_equal(one.indicators, other.indicators)
    assert np.array_equal(one.need_levels, other.need_levels)
    assert np.array_equal(*np.broadcast_arrays(one.calendars, other.calendars))


def assert_same_answer(one: Ensemble, other: Ensemble) -> None:
    """Two ensembles hold the same bits."""
    for part in ("values", "needs", "final_stages", "final_passes", "bottlenecks"):
        assert getattr(one, part).tobytes() == getattr(other, part).tobytes(), part


def differing_indicators(one: Batch, other: Batch, without: Iterable[str] = ()) -> list[str]:
    """Names of the indicators in which two batches differ by as much as a bit, in any month."""
    same = (one.indicators == other.indicators).all(axis=(0, 1))
    return [name for name, equal in zip(INDICATORS, same, strict=True) if not equal and name not in without]


__all__ = [
    "COSTS",
    "STANCES",
    "STANCE_ARRAYS",
    "assert_same_answer",
    "assert_same_life",
    "differing",
    "differing_indicators",
]
