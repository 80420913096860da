"""The arrays of a territory: how large they are, and where beliefs of month 0 stand."""

import ast
import inspect
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simul_agir.engine.handles import USUAL_DOMAINS
from simul_agir.model import fields as at
from simul_agir.model import state as declared
from simul_agir.model.state import State, first_beliefs, octets_of, words_of, world_arrays
from territories import plain, world


def test_a_run_of_sixty_actors_takes_less_than_161_kilobytes() -> None:
    state = State.blank(1, 60, USUAL_DOMAINS)
    assert sum(array.nbytes for array in state.arrays().values()) < 161_000


@pytest.mark.parametrize("domains", [1, 3, 8, 9, 11, 64])
def test_beliefs_of_month_0_have_room_of_their_own(domains: int) -> None:
    first, words = first_beliefs(domains), words_of(domains)
    bits = 8 * domains * octets_of(domains)
    assert first in (at.BELIEFS - 2, at.BELIEFS + domains)
    assert first + -(-bits // 64) <= (at.BELIEFS if first < at.BELIEFS else words)


@given(some.integers(1, 20), some.integers(0, 2**32 - 1))
def test_what_was_believed_at_first_is_remembered_whatever_is_believed_later(domains: int, seed: int) -> None:
    made, draws = world(2, domains), np.random.default_rng(seed)
    beliefs = draws.integers(0, 2**domains, (2, domains), dtype=np.uint64)
    made.bitsets[:, at.BELIEFS : at.BELIEFS + domains] = beliefs
    for i in range(2):
        plain().collective._remember_beliefs(made, i)
    assert np.array_equal(made.bitsets[:, at.BELIEFS : at.BELIEFS + domains], beliefs)
    made.bitsets[:, at.BELIEFS : at.BELIEFS + domains] = 0
    for i in range(2):
        for k in range(domains):
            believed = [plain().collective.believed_at_first(made, i, k, d) for d in range(domains)]
            assert believed == [bool(int(beliefs[i, k]) >> d & 1) for d in range(domains)]


@pytest.mark.parametrize("shape", [(2, 9, 5), (1, 1, 1), (3, 60, 8)])
def test_every_array_begins_with_a_line_of_the_cache_and_shares_nothing(shape: tuple[int, int, int]) -> None:
    arrays = State.blank(*shape).arrays()
    assert all(array.__array_interface__["data"][0] % 64 == 0 for array in arrays.values())
    assert not any(np.shares_memory(one, other) for one, other in combinations(arrays.values(), 2))


DIMENSIONS = {
    "Row[float]": 1,
    "Integers": 1,
    "DoubleGrid": 2,
    "IntegerGrid": 2,
    "DoubleBlock": 3,
    "IntegerBlock": 3,
}


def test_the_types_of_a_world_name_every_array_with_its_dimensions() -> None:
    tree = ast.parse(inspect.getsource(declared))
    (world_class,) = (
        each for each in ast.walk(tree) if isinstance(each, ast.ClassDef) and each.name == "World"
    )
    stated = {
        each.target.id: DIMENSIONS[ast.unparse(each.annotation)]
        for each in world_class.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    }
    assert stated == {name: len(shape) for name, (_, shape) in world_arrays().items()}
    doubles = {name for name, (code, _) in world_arrays().items() if code.startswith("f")}
    assert doubles == {
        each.target.id
        for each in world_class.body
        if isinstance(each, ast.AnnAssign)
        and isinstance(each.target, ast.Name)
        and not ast.unparse(each.annotation).startswith("Integer")
    }
