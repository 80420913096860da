"""The arrays of a territory, each declared once with its type and shape: actors, ties, needs.

N actors, K domains, at most D alters, R replicates. A `State` holds a batch of territories, with R in front of every
shape. A `World` is one of them as the rules see it, with scratch arrays. Columns: fields.py.
"""

from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import prod
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

from simul_agir.engine import handles
from simul_agir.engine.bitset import WINDOW
from simul_agir.engine.cells import DoubleBlock, DoubleGrid, IntegerBlock, IntegerGrid, Integers, Row
from simul_agir.engine.layout import WIDTH, length_for_sums
from simul_agir.model import fields as at
from simul_agir.model.scratch import SCRATCH_ROWS


def octets_of(bits: int) -> int:
    """`bits` divided by eight, rounded up: bytes of a set of domains, or words of so many bytes."""
    return (bits + 7) // 8


def first_beliefs(domains: int) -> int:
    """The word of an actor's bitsets with which its beliefs of month 0 begin."""
    # Does not call octets_of: this is also compiled as a rule (collective.py), and rules call only rules.
    return at.SPARE if domains * ((domains + 7) // 8) <= 8 else at.BELIEFS + domains


def words_of(domains: int) -> int:
    """Number of words of an actor's bitsets."""
    behind = first_beliefs(domains) != at.SPARE
    return at.BELIEFS + domains + (octets_of(domains * octets_of(domains)) if behind else 0)


Doubles = NDArray[np.float64]
N, K, WORDS, ANY = "N", "K", "words_of(K)", ""  # lengths that differ between territories


@dataclass
class State:
    """A batch of R territories at one moment; R stands in front of every shape below.

    A stance may write `accounts`, `levels`, `axes`, `plan` and `training_weights`, and read the five arrays after `plan`.
    Only the rules change the others. A run of 60 actors takes less than 161,000 bytes: 7,000 of them hold what a diagnosis
    observed, about 6,000 are columns that nothing uses yet.
    """

    actors: Annotated[Doubles, "f8", N, at.ACTOR_COLUMNS]
    profiles: Annotated[Doubles, "f8", N, at.PROFILES, K]
    # Of each actor: windows of months, then the links it believes in, as sets (fields.py).
    bitsets: Annotated[NDArray[np.uint64], "u8", N, WORDS]
    # Of each actor: the set of domains in which others know it as able to work.
    competence_mask: Annotated[NDArray[np.uint64], "u8", N]
    # Of each tie: the alter, the place of the actor among that alter's own ties, months of contact (fields.py).
    tie_index: Annotated[NDArray[np.int16], "i2", N, at.TIE_INDEX_ROWS, at.D]
    ties: Annotated[Doubles, "f8", N, at.TIE_COLUMNS, at.D]
    # Of each tie: strength x trust at the start of the month; partners are drawn in proportion to it.
    tie_weights: Annotated[NDArray[np.float32], "f4", N, at.D]
    # Of each actor: probability that at least one alter would help it, in each month of the window.
    help_probability: Annotated[Doubles, "f8", N, WINDOW]
    # Of each actor: actions by weight, in each month of the window.
    actions_by_month: Annotated[Doubles, "f8", N, WINDOW]
    # Proposals that wait, (WAITING N, columns).
    queue: Annotated[NDArray[np.uint16], "u2", ANY, at.QUEUE_COLUMNS]
    # Actions on each need by weight, in each month of the window.
    carried_out: Annotated[Doubles, "f8", WINDOW, K]
    needs: Annotated[Doubles, "f8", 2, K]
    truth: Annotated[NDArray[np.uint64], "u8", 4, K]
    territory: Annotated[Doubles, "f8", at.TERRITORY]
    accounts: Annotated[Doubles, "f8", at.ACCOUNTS]
    levels: Annotated[Doubles, "f8", at.LEVELS]
    # Weight of each announced axis; all zero before the scheme.
    axes: Annotated[Doubles, "f8", K]
    # Partners planned for each axis, in the order in which they are asked; -1 after the last.
    plan: Annotated[NDArray[np.int16], "i2", K, N]
    # Axes and plan that a scheme would announce by the last diagnosis.
    next_axes: Annotated[Doubles, "f8", K]
    next_plan: Annotated[NDArray[np.int16], "i2", K, N]
    # What the last diagnosis observed of actors (N, 5 + K) and of needs (K, 1 + K); columns: observation.py.
    seen: Annotated[Doubles, "f8", N, ANY]
    seen_needs: Annotated[Doubles, "f8", K, ANY]
    sight: Annotated[Doubles, "f8", at.SIGHT]

    @classmethod
    def blank(cls, replicates: int, actors: int, domains: int) -> "State":
        """An empty batch, without ties and observations."""
        r, n, k = replicates, actors, domains
        sizes = {
            name: (r, *(n if length is None else length for length in shape))
            for name, (_, shape) in world_arrays(k).items()
            if name in _NAMES
        }
        sizes["queue"] = (r, at.WAITING * n, at.QUEUE_COLUMNS)
        sizes["seen"], sizes["seen_needs"] = (r, n, 5 + k), (r, k, 1 + k)
        state = cls(**aligned_blocks({name: (size, world_arrays()[name][0]) for name, size in sizes.items()}))
        state.tie_index[...] = -1
        state.plan[...] = -1
        state.next_plan[...] = -1
        state.training_weights[...] = 1.0
        state.tie_index[:, :, at.CONTACT :] = 0
        return state

    @property
    def training_weights(self) -> NDArray[np.float64]:
        """(R, N): relative share of the training of each actor; a view."""
        return self.actors[:, :, at.TRAINING_WEIGHT]

    @property
    def replicates(self) -> int:
        """Number of replicates, R."""
        return len(self.actors)

    def copy(self) -> "State":
        """A copy with its own arrays."""
        return self.spread(self.replicates)

    def take(self, replicates: slice) -> "State":
        """Some of the replicates, as a view."""
        return State(**{name: array[replicates] for name, array in self.arrays().items()})

    def spread(self, replicates: int, into: "State | None" = None) -> "State":
        """A copy with `replicates` replicates: the same ones, or, from a single one, as many equal ones.

        `into`: a state that is no longer needed; its arrays are reused if all shapes are equal.
        """
        arrays = self.arrays()
        shapes = {name: (replicates, *array.shape[1:]) for name, array in arrays.items()}
        if into is None or any(shape != getattr(into, name).shape for name, shape in shapes.items()):
            into = State(
                **aligned_blocks({name: (shapes[name], each.dtype) for name, each in arrays.items()})
            )
        for name, array in arrays.items():
            getattr(into, name)[...] = array
        return into

    def arrays(self) -> dict[str, NDArray]:
        """All arrays by name."""
        return {name: getattr(self, name) for name in _NAMES}


@dataclass
class Workspace:
    """Scratch arrays of the rules: one set for all replicates of a batch, which run one after the other."""

    scratch: Annotated[Doubles, "f8", ANY, ANY]  # rows by name: scratch.py
    team: Annotated[NDArray[np.int64], "i8", ANY]
    draw_cache: Annotated[Doubles, "f8", at.PURPOSES, 4, WIDTH]
    draw_keys: Annotated[NDArray[np.uint64], "u8", at.PURPOSES, 2]
    events: Annotated[Doubles, "f8", ANY, ANY]


_NAMES: Final = tuple(field.name for field in fields(State))
SHARED_ARRAYS: Final = tuple(field.name for field in fields(Workspace))
STANCE_ARRAYS: Final = (
    *("accounts", "levels", "axes", "plan", "training_weights"),
    *("next_axes", "next_plan", "seen", "seen_needs", "sight"),
)
if TYPE_CHECKING:

    class World(NamedTuple):
        """The types of a World's arrays: those of `State` without the replicates, and those of `Workspace`."""

        actors: DoubleGrid
        profiles: DoubleBlock
        bitsets: IntegerGrid
        competence_mask: Integers
        tie_index: IntegerBlock
        ties: DoubleBlock
        tie_weights: DoubleGrid
        help_probability: DoubleGrid
        actions_by_month: DoubleGrid
        queue: IntegerGrid
        carried_out: DoubleGrid
        needs: DoubleGrid
        truth: IntegerGrid
        territory: Row[float]
        accounts: Row[float]
        levels: Row[float]
        axes: Row[float]
        plan: IntegerGrid
        next_axes: Row[float]
        next_plan: IntegerGrid
        seen: DoubleGrid
        seen_needs: DoubleGrid
        sight: Row[float]
        scratch: DoubleGrid
        team: Integers
        draw_cache: DoubleBlock
        draw_keys: IntegerGrid
        events: DoubleGrid

else:
    World = namedtuple("World", (*_NAMES, *SHARED_ARRAYS))
    World.__doc__ = (
        "One territory as the rules see it; every array is a view of a `State`, but for the workspace."
    )


@cache
def world_arrays(domains: int | None = None) -> dict[str, tuple[str, tuple[int | None, ...]]]:
    """Type and known lengths (None: they differ between territories) of every array of a World. `domains`: K, if it is
    known.
    """
    known = {N: None, ANY: None, K: domains, WORDS: None if domains is None else words_of(domains)}
    told = {**get_type_hints(State, include_extras=True), **get_type_hints(Workspace, include_extras=True)}
    found = {}
    for name in (*_NAMES, *SHARED_ARRAYS):
        kind, *lengths = told[name].__metadata__
        found[name] = kind, tuple(known.get(length, length) for length in lengths)
    return found


handles.register(world_arrays, SHARED_ARRAYS)


_LINE: Final = 64  # bytes: alignment of arrays and of rows of eight doubles


def aligned_block(shape: tuple[int, ...], dtype: Any) -> NDArray:
    """An array of zeros that begins at a multiple of 64 bytes."""
    return aligned_blocks({"": (shape, dtype)})[""]


def aligned_blocks(wanted: Mapping[str, tuple[tuple[int, ...], Any]]) -> dict[str, NDArray]:
    """Arrays of zeros by name, from shapes and types, in one block of memory; each begins at a multiple of 64 bytes."""
    kinds = {name: np.dtype(dtype) for name, (_, dtype) in wanted.items()}
    sizes = [prod(shape) * kinds[name].itemsize for name, (shape, _) in wanted.items()]
    block = np.zeros(sum(sizes) + _LINE * (1 + len(sizes)), np.uint8)
    place = -block.__array_interface__["data"][0] % _LINE
    made = {}
    for (name, (shape, _)), size in zip(wanted.items(), sizes, strict=True):
        made[name] = np.ndarray(shape, kinds[name], block, place)
        place += size + -size % _LINE
    return made


def workspace(actors: int, domains: int) -> dict[str, NDArray]:
    """The scratch arrays by name, without events: one set for all replicates, which run one after the other."""
    sums = max(length_for_sums(actors), length_for_sums(domains), at.D, at.WAITING * actors)
    made = aligned_blocks(
        {
            "scratch": ((SCRATCH_ROWS, sums), np.float64),
            "team": ((at.TEAM,), np.int64),
            "draw_cache": ((at.PURPOSES, 4, WIDTH), np.float64),
            "draw_keys": ((at.PURPOSES, 2), np.uint64),
        }
    )
    made["draw_keys"][...] = 2**64 - 1
    return made
