"""A request from a browser: every field is checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simul_agir.locale import LocalisedError
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import arms_of

MOST_SETTINGS = 40
LARGEST = 1e12  # of a slider, either way


class QueryError(LocalisedError):
    """A request that cannot be met."""

    group = "page_fault"


@dataclass(frozen=True)
class Query:
    """A request: the territory it is about, the settings that are moved, the seed, and the fields of its call."""

    name: str
    base: Scenario
    settings: dict[str, float]
    seed: int
    rest: bool
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, request: Mapping[str, Any], territories: Mapping[str, Scenario]) -> Query:
        """Reads a request. Raises QueryError."""
        name = request.get("territory")
        if not isinstance(name, str) or name not in territories:
            raise QueryError("no_territory", found=str(name)[:60])
        seed = request.get("seed", 1)
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**32:
            raise QueryError("seed", found=str(seed)[:20])
        settings = _settings(request.get("settings", {}))
        return cls(name, territories[name], settings, seed, request.get("rest") is True, request)

    @property
    def key(self) -> tuple[Any, ...]:
        """The cache key of an answer."""
        return self.base.hash, tuple(sorted(self.settings.items())), self.seed

    @property
    def arms(self) -> dict[str, Arm]:
        """The territory's arms by name."""
        return {arm.called: arm for arm in arms_of(self.base)}

    def arm(self, field: str) -> Arm:
        """One of the territory's arms."""
        found = self.fields.get(field)
        if not isinstance(found, str) or found not in self.arms:
            raise QueryError("no_stance", found=str(found)[:60], known=", ".join(self.arms))
        return self.arms[found]

    def some_arms(self, field: str) -> tuple[Arm, ...]:
        """Some of the territory's arms; all where the field is left out."""
        known = self.arms
        found = self.fields.get(field, list(known))
        if not isinstance(found, list) or not 1 <= len(found) <= len(known):
            raise QueryError("no_stance", found=str(found)[:60], known=", ".join(known))
        for each in found:
            if not isinstance(each, str) or each not in known:
                raise QueryError("no_stance", found=str(each)[:60], known=", ".join(known))
        return tuple(known[each] for each in dict.fromkeys(found))

    def whole(self, field: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        found = self.fields.get(field, default)
        if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
            raise QueryError("whole", field=field, found=str(found)[:20], low=low, high=high)
        return found

    def word(self, field: str, known: tuple[str, ...], default: str) -> str:
        """One of some words."""
        found = self.fields.get(field, default)
        if found not in known:
            raise QueryError("word", field=field, found=str(found)[:20], known=", ".join(known))
        return str(found)


def _settings(found: Any) -> dict[str, float]:
    """Sliders and their values: names and finite numbers."""
    if not isinstance(found, dict) or len(found) > MOST_SETTINGS:
        raise QueryError("settings")
    settings = {}
    for key, value in found.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not isinstance(key, str) or not number or not -LARGEST <= value <= LARGEST:
            raise QueryError("settings")
        settings[key] = float(value)
    return settings
