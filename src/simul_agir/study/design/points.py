"""The points of a study: each the values of the keys that vary. Made one at a time, on demand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario.toml.places import Path
from simul_agir.study.design.factors import Factor, cell_of, column_of

if TYPE_CHECKING:
    import pandas as pd

_SHUFFLE = 3  # purposes of a design's chance
_DRAW = 4


@dataclass(frozen=True)
class Point:
    """One point: its number, from 0, and what it sets. A key that a point leaves alone is not in its settings."""

    number: int
    settings: Mapping[Path, Any]

    @property
    def cells(self) -> dict[str, Any]:
        """The settings as a table holds them, by column."""
        return {column_of(path): cell_of(value) for path, value in self.settings.items()}


class Layout(Protocol):
    """Points laid out one way or another."""

    def __len__(self) -> int:
        """How many."""

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""

    def order(self) -> NDArray[np.int64]:
        """The numbers of all points in the order in which to run them: the first ones are spread over the whole design."""

    def content(self) -> dict[str, Any]:
        """The content that identifies the layout, as JSON."""


@dataclass(frozen=True)
class Grid:
    """Every combination of the factors' values, the last factor changing fastest. Run in an order drawn by `seed`."""

    factors: tuple[Factor, ...]
    seed: int

    def __len__(self) -> int:
        return math.prod(len(factor.values) for factor in self.factors)

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""
        found: dict[Path, Any] = {}
        for factor in reversed(self.factors):
            values = factor.values  # noqa: PD011
            number, place = divmod(number, len(values))
            found[factor.path] = values[place]
        return {factor.path: found[factor.path] for factor in self.factors}

    def order(self) -> NDArray[np.int64]:
        """The order in which to run the points."""
        return chance(self.seed, _SHUFFLE).permutation(len(self))

    def content(self) -> dict[str, Any]:
        """The content that identifies it."""
        return {"kind": "grid", "seed": self.seed}


@dataclass(frozen=True, eq=False)
class Places:
    """Places of the unit cube, (points, factors), each read by its factor."""

    factors: tuple[Factor, ...]
    places: NDArray[np.float64]
    data: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.places)

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""
        return {
            factor.path: factor.at(float(place))
            for factor, place in zip(self.factors, self.places[number], strict=True)
        }

    def order(self) -> NDArray[np.int64]:
        """The order in which to run the points."""
        return np.arange(len(self), dtype=np.int64)

    def content(self) -> dict[str, Any]:
        """The content that identifies it."""
        return dict(self.data)


@dataclass(frozen=True, eq=False)
class Drawn:
    """Points of a Latin hypercube or a scrambled Sobol' sequence (scipy.stats.qmc), drawn when one is asked for."""

    kind: str
    factors: tuple[Factor, ...]
    points: int
    seed: int

    def __len__(self) -> int:
        return self.points

    @cached_property
    def laid(self) -> Places:
        """The points, drawn."""
        from scipy.stats import qmc

        if not self.factors:
            return Places((), np.zeros((self.points, 0)), self.content())
        rng = chance(self.seed, _DRAW)
        if self.kind == "latin_hypercube":
            places = qmc.LatinHypercube(d=len(self.factors), rng=rng).random(self.points)
        else:
            power = max(0, self.points - 1).bit_length()
            places = qmc.Sobol(d=len(self.factors), scramble=True, rng=rng).random_base2(power)
        return Places(self.factors, places[: self.points], self.content())

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""
        return self.laid.settings(number)

    def order(self) -> NDArray[np.int64]:
        """The order in which to run the points."""
        return np.arange(self.points, dtype=np.int64)

    def content(self) -> dict[str, Any]:
        """The content that identifies it."""
        return {"kind": self.kind, "points": self.points, "seed": self.seed}


@dataclass(frozen=True)
class Listed:
    """Points written down one by one, each with the keys that it sets."""

    listed: tuple[Mapping[Path, Any], ...]

    def __len__(self) -> int:
        return len(self.listed)

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""
        return dict(self.listed[number])

    def order(self) -> NDArray[np.int64]:
        """The order in which to run the points."""
        return np.arange(len(self), dtype=np.int64)

    def content(self) -> dict[str, Any]:
        """The content that identifies it."""
        data = [{column_of(path): value for path, value in point.items()} for point in self.listed]
        return {"kind": "list", "points": data}


class Points(Sequence[Point]):
    """All points of a layout, by number."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def __len__(self) -> int:
        return len(self._layout)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number = int(number) % len(self)
        return Point(number, self._layout.settings(number))

    def __iter__(self) -> Iterator[Point]:
        return (self[number] for number in range(len(self)))

    def frame(self) -> pd.DataFrame:
        """A table: a line a point, `point` and a column a key; empty where a point leaves a key alone."""
        import pandas as pd

        return pd.DataFrame([{"point": point.number, **point.cells} for point in self])


def chance(seed: int, purpose: int) -> np.random.Generator:
    """A stream of chance for one purpose of a design."""
    return np.random.default_rng([seed, purpose])
