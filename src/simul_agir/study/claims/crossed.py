"""Every point of a study run in every variant of a claim: pairs that differ in nothing else, random numbers included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario.toml.places import Path
from simul_agir.study.claims.stated import Variant
from simul_agir.study.design import Factor, Study
from simul_agir.study.design.points import Layout
from simul_agir.study.design.study import listed_factors


@dataclass(frozen=True, eq=False)
class Crossed:
    """Point p in variant v is point p x variants + v. `times` multiplies the number that the point's own scenario has."""

    study: Study
    variants: tuple[Variant, ...]
    _own: dict[int, dict[str, float]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.study.layout) * len(self.variants)

    def settings(self, number: int) -> dict[Path, Any]:
        """What point `number` sets."""
        point, place = divmod(number, len(self.variants))
        variant = self.variants[place]
        found = {**self.study.layout.settings(point), **variant.settings}
        if variant.times:
            own = self._own_of(point)
            found |= {(name,): own[name] * factor for name, factor in variant.times.items()}
        return found

    def _own_of(self, point: int) -> dict[str, float]:
        """What the scenario of a point has of its own of everything that is multiplied."""
        if point not in self._own:
            scenario = self.study.scenario(self.study.layout.settings(point))
            names = {name for variant in self.variants for name in variant.times}
            self._own[point] = {name: float(getattr(scenario, name)) for name in names}
        return self._own[point]

    def order(self) -> NDArray[np.int64]:
        """The order in which to run the points: by number, so that pairs are run together."""
        return np.arange(len(self), dtype=np.int64)

    def content(self) -> dict[str, Any]:
        """The content that identifies it."""
        table = [
            {"name": each.name, "set": _plain(each.settings), "times": dict(each.times)}
            for each in self.variants
        ]
        return {"kind": "crossed", "points": self.study.layout.content(), "variants": table}


def _plain(settings: Mapping[Path, Any]) -> dict[str, Any]:
    return {".".join(map(str, path)): value for path, value in settings.items()}


def crossed(study: Study, variants: tuple[Variant, ...]) -> Study:
    """The same study with every point run in every variant; keys that variants set become columns."""
    layout: Layout = Crossed(study, variants)
    varied = listed_factors([variant.settings for variant in variants])
    known = {factor.path for factor in study.factors}
    scaled = {name for variant in variants for name in variant.times}
    more = [factor for factor in varied if factor.path not in known]
    more += [Factor((name,), low=0.0, high=1e9) for name in sorted(scaled)]
    return replace(study, factors=(*study.factors, *more), layout=layout)
