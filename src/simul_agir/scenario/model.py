"""A scenario: all inputs of a simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .canon import digest, frozen
from .landscape import Landscape
from .vision import Vision

DOMAINS = ("housing", "employment", "education", "health", "safety", "culture", "inclusion", "mobility")
ARMS = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience", "mixed")


@dataclass(frozen=True)
class Shock:
    """A shock in one month: `size` on the needs of `domains` (empty: all), `hardship` on actors, in [0, 1]; `closed`:
    nobody may meet in that month.
    """

    month: int
    size: float
    domains: tuple[str, ...] = ()
    hardship: float = 0.0
    closed: bool = False


@dataclass(frozen=True)
class Step:
    """A step of the reference path: first month and length in months; length 0: skipped."""

    start: int
    months: int


@dataclass(frozen=True)
class PathSpec:
    """The reference path: four steps, and the month in which diagnosis and choice are repeated, if any.

    Lengths are assumed: the source gives the order of the steps, not their months.
    """

    diagnosis: Step = Step(0, 6)
    choice: Step = Step(6, 2)
    training: Step = Step(8, 12)
    scheme: Step = Step(14, 6)
    revisit: int | None = None


@dataclass(frozen=True, eq=False)
class Scenario:
    """All inputs of a simulation; frozen, with read-only arrays.

    title, title_fr: titles for readers, in English (or any language) and in French; see `titled(lang)`. needs: (K,) in
    [0, 1]. links: (K,) bit sets; bit l of links[k] is set if relieving need k truly requires work on domain l; bit k is
    always set. budget: action money, euros/month, the same in all arms. effort: engineering, in full-time equivalents.
    arms: stances by name, or tables of a stance with changes and switches (read by `simul_agir.simulation.Arm.of`).
    months: 1..600. warm_up: months simulated without any stance before month 0.

    notes: remarks on what was not read in the scenario's folder. given: number of actors whose tables give each
    attribute, "expertise", "mandate" and "latent"; number of given "ties", and how many of them give "strength" and
    "trust". All else was drawn. The hash covers neither notes nor given.
    """

    name: str
    domains: tuple[str, ...]
    needs: NDArray[np.float64]
    links: NDArray[np.uint64]
    budget: float
    effort: float
    landscape: Landscape
    title: str = ""
    title_fr: str = ""
    description: str = ""
    contract: str | None = None
    months: int = 72
    warm_up: int = 24
    shocks: tuple[Shock, ...] = ()
    path: PathSpec = PathSpec()
    vision: Vision = field(default_factory=Vision)
    arms: tuple[str | Mapping[str, Any], ...] = ARMS
    parameters: Mapping[str, float] = field(default_factory=dict)
    mechanisms: Mapping[str, bool] = field(default_factory=dict)
    imputed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    given: Mapping[str, int] = field(default_factory=dict)
    _cache: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        from .soundness import examine

        self._freeze()
        examine(self)

    def _freeze(self) -> None:
        put = object.__setattr__
        for name in ("domains", "shocks", "arms", "imputed", "notes"):
            put(self, name, tuple(getattr(self, name)))
        put(self, "needs", frozen(self.needs, np.float64))
        put(self, "links", frozen(self.links, np.uint64))
        put(self, "parameters", dict(self.parameters))
        put(self, "mechanisms", dict(self.mechanisms))
        put(self, "given", dict(self.given))

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._freeze()

    def __repr__(self) -> str:
        return f"<scenario {self.name}: {self.landscape.size} actors, {self.months} months, {self.hash[:12]}>"

    @classmethod
    def load(cls, source: str | Path, **changes: Any) -> Scenario:
        """The scenario in a folder, or shipped under that name, or drawn from the contract with that code.

        `changes` replace keys of scenario.toml; in a table, only the keys named: months=48, parameters={"tolerance":
        0.3}. Raises ScenarioError with every fault.
        """
        from .reading import load

        if not changes:
            return load(source)
        from .origin import Origin, leaves_of

        return Origin.load(str(source)).scenario(leaves_of(changes))

    @classmethod
    def from_contract(cls, code: str, seed: int = 1, **fields: Any) -> Scenario:
        """A scenario with a landscape drawn from one of the 372 contracts; the same for the same seed.

        `fields` are keys of scenario.toml (months=48, landscape={"trust": 0.3}...). Raises ScenarioError.
        """
        from .reading import from_contract

        return from_contract(code, seed, fields)

    def titled(self, lang: str = "en") -> str:
        """The title in a language ("en" or "fr"), else in the other one, else the name."""
        chosen = (self.title_fr, self.title) if lang.startswith("fr") else (self.title, self.title_fr)
        return chosen[0] or chosen[1] or self.name

    @property
    def hash(self) -> str:
        """SHA-256 of the whole content, arrays included."""
        if "hash" not in self._cache:
            self._cache["hash"] = digest(self.content())
        return str(self._cache["hash"])

    def vector(self) -> NDArray[np.float64]:
        """The vector of parameters: defaults, replaced by this scenario's parameters and switches."""
        from simul_agir.model.parameters import vector

        if "vector" not in self._cache:
            switches = {name: float(on) for name, on in self.mechanisms.items()}
            self._cache["vector"] = np.asarray(vector({**self.parameters, **switches}), dtype=np.float64)
        return np.array(self._cache["vector"])

    def content(self) -> dict[str, Any]:
        """The whole content, for the hash."""
        return {
            name: value
            for name, value in self.__dict__.items()
            if not name.startswith("_") and name not in ("notes", "given")
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)
