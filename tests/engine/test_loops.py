"""A rule of one becomes the rule over all: what is handed to each, what is carried on, what is refused."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from territories import plain


def test_what_comes_after_the_index_is_carried_on_and_given_back() -> None:
    actors = plain().actors

    def add(world: Any, factor: float, index: Any, total: float) -> float:
        return float(actors.add_each(total, factor * world.actors[index]))

    world = SimpleNamespace(actors=np.arange(19.0))
    assert actors.over_actors(add)(world, 2.0, 1.0) == 1.0 + 2.0 * 171.0


def test_every_actor_is_met_once_by_eights_and_then_one_by_one() -> None:
    actors, met = plain().actors, []

    def meet(world: Any, index: Any) -> None:
        met.append(np.atleast_1d(index).tolist())

    actors.over_actors(meet)(SimpleNamespace(actors=np.zeros(18)))
    assert [len(each) for each in met] == [8, 8, 1, 1]
    assert [i for each in met for i in each] == list(range(18))


def test_a_rule_without_an_index_is_refused() -> None:
    def rule(world: Any, i: int) -> None: ...

    with pytest.raises(ValueError, match="no parameter named 'index'"):
        plain().actors.over_actors(rule)


def test_a_rule_of_a_cell_goes_through_its_row_or_through_so_many_cells() -> None:
    rows = plain().rows

    def double(row: Any, cell: Any) -> None:
        row[cell] = 2.0 * row[cell]

    def halve(count: int, row: Any, cell: Any) -> None:
        row[cell] = 0.5 * row[cell]

    row = np.arange(11.0)
    rows.over_row(double)(row)
    assert row.tolist() == (2.0 * np.arange(11.0)).tolist()
    rows.over_row(halve)(9, row)
    assert row.tolist() == [*np.arange(9.0), 18.0, 20.0]
