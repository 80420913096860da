"""The landscape: the actors of a territory and their ties, at the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.fields import GIVEN

from .canon import digest, frozen

Floats = NDArray[np.float64]
Masks = NDArray[np.uint64]


@dataclass(frozen=True)
class Attribute:
    """One number an actor has."""

    name: str
    unit: str
    low: float
    high: float
    meaning: str


def _attributes() -> Mapping[str, Attribute]:
    """What a table of actors may give: the given quantities of model/fields.py."""
    given = {field.given_as: field for field in GIVEN}
    return MappingProxyType(
        {name: Attribute(name, each.unit, each.low, each.high, each.english) for name, each in given.items()}
    )


ATTRIBUTES: Mapping[str, Attribute] = _attributes()


@dataclass(frozen=True, eq=False)
class Landscape:
    """N actors over K domains and their E directed ties; every array is read-only.

    expertise, mandate: (N, K), expertise in [0, 1], rows of the mandate at least 0 with sum 1.
    understanding: (N, K) bit sets; bit l of [i, k] is set when i believes that relieving need k asks acting
    on l too; bit k always is. sources, targets: (E,) positions of actors; strengths, trusts: (E,) in [0, 1].
    latent: (N,) may sleep and wake; asleep: (N,) starts asleep. lead, project_team: positions.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    attributes: Mapping[str, Floats]
    expertise: Floats
    mandate: Floats
    understanding: Masks
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    strengths: Floats
    trusts: Floats
    latent: NDArray[np.bool_]
    asleep: NDArray[np.bool_]
    lead: int
    project_team: int
    _cache: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._freeze()

    def _freeze(self) -> None:
        put = object.__setattr__
        for name in ("ids", "names", "kinds"):
            put(self, name, tuple(getattr(self, name)))
        put(
            self, "attributes", {name: frozen(values, np.float64) for name, values in self.attributes.items()}
        )
        for name in ("expertise", "mandate", "strengths", "trusts"):
            put(self, name, frozen(getattr(self, name), np.float64))
        put(self, "understanding", frozen(self.understanding, np.uint64))
        for name in ("sources", "targets"):
            put(self, name, frozen(getattr(self, name), np.int64))
        for name in ("latent", "asleep"):
            put(self, name, frozen(getattr(self, name), np.bool_))

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._freeze()

    @property
    def size(self) -> int:
        """Number of actors."""
        return len(self.ids)

    def content(self) -> dict[str, Any]:
        """Everything that makes this landscape what it is, for its digest."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Landscape) and self._digest() == other._digest()

    def __hash__(self) -> int:
        return hash(self._digest())

    def _digest(self) -> str:
        if "digest" not in self._cache:
            self._cache["digest"] = digest(self.content())
        return str(self._cache["digest"])
