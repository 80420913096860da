"""The table that leads the rules to the arrays of a batch."""

import numpy as np
import pytest

from simul_agir.engine import handles
from simul_agir.engine.native import cache as code_cache
from simul_agir.model.state import State, World, workspace

REPLICATES, ACTORS = 3, 5


def batch(domains: int) -> World:
    state = State.blank(REPLICATES, ACTORS, domains)
    own = {name: np.ascontiguousarray(array) for name, array in state.arrays().items()}
    shared = workspace(ACTORS, domains)
    return World(**own, **shared, events=np.zeros((10, 6)))


def address(array: np.ndarray) -> int:
    return int(array.__array_interface__["data"][0])


def test_the_usual_number_of_domains_has_code_of_its_own() -> None:
    assert handles.table_of(handles.USUAL_DOMAINS) == code_cache.USUAL
    assert handles.table_of(handles.USUAL_DOMAINS - 1) == handles.table_of(3) == 2


@pytest.mark.parametrize("domains", [handles.USUAL_DOMAINS, 3])
def test_every_replicate_s_arrays_are_found_where_they_lie(domains: int) -> None:
    world = batch(domains)
    table = handles._tables(world).reshape(REPLICATES, len(World._fields), handles.TABLE_WORDS)
    place = World._fields.index("actors")
    for replicate in range(REPLICATES):
        assert table[replicate, place, 0] == address(world.actors[replicate])
        assert table[replicate, place, 1:].tolist() == [*world.actors.shape[1:], 0]


def test_what_is_shared_lies_at_one_place_for_all() -> None:
    world = batch(3)
    table = handles._tables(world).reshape(REPLICATES, len(World._fields), handles.TABLE_WORDS)
    place = World._fields.index("scratch")
    assert set(table[:, place, 0].tolist()) == {address(world.scratch)}
    assert handles._one_of(world, 1).scratch is world.scratch


def test_a_replicate_is_a_view_of_its_part() -> None:
    world = batch(3)
    handles._one_of(world, 2).actors[0, 0] = 7.0
    assert world.actors[:, 0, 0].tolist() == [0.0, 0.0, 7.0]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda array: array.astype(np.float32),
        lambda array: array[:, :, ::-1],
        lambda array: array[:, :, :-1].copy(),
        lambda array: array[:, :, 0].copy(),
    ],
    ids=["precision", "order", "length", "dimensions"],
)
def test_an_array_of_another_kind_is_refused_by_name(wrong) -> None:
    world = batch(handles.USUAL_DOMAINS)
    with pytest.raises(ValueError, match="actors is not a contiguous array"):
        handles._tables(world._replace(actors=wrong(world.actors)))
