"""Sets of assumptions: values of parameters and switches of mechanisms, applied one after another to a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from .canon import digest
from .model import Scenario
from .shipped import PACKAGE

ACCEPTED = "accepted"
MOST_SETS = 1_000
SWITCH = "mechanisms."
PARAMETER = "parameters."


@dataclass(frozen=True)
class AssumptionSet:
    """One set: it replaces some of a scenario's parameters and switches; all others stay."""

    name: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    mechanisms: Mapping[str, bool] = field(default_factory=dict)

    def of(self, scenario: Scenario) -> Scenario:
        """The scenario with this set applied."""
        return replace(
            scenario,
            parameters={**scenario.parameters, **self.parameters},
            mechanisms={**scenario.mechanisms, **self.mechanisms},
        )

    @property
    def cells(self) -> dict[str, float | bool]:
        """The values of the set, by column of a table of sets."""
        switches = {f"{SWITCH}{name}": on for name, on in self.mechanisms.items()}
        return {**self.parameters, **switches}


@dataclass(frozen=True)
class AssumptionSets:
    """Sets of assumptions in order, all with the same weight, and the `source` they were read from."""

    source: str
    sets: tuple[AssumptionSet, ...]

    def __len__(self) -> int:
        return len(self.sets)

    def __iter__(self) -> Iterator[AssumptionSet]:
        return iter(self.sets)

    @property
    def columns(self) -> tuple[str, ...]:
        """All names that any set gives a value, in order of first use."""
        return tuple(dict.fromkeys(name for each in self.sets for name in each.cells))

    @property
    def hash(self) -> str:
        """SHA-256 of the values, in order, without names and source."""
        return digest([{"p": each.parameters, "m": each.mechanisms} for each in self.sets])

    @classmethod
    def load(cls, source: str | Path) -> AssumptionSets:
        """The sets shipped under a name (`accepted`), or those of a table: a CSV or a TOML file.

        Raises ScenarioError with every fault, each with its line.
        """
        from simul_agir.scenario.tables.set_tables import load_sets

        return load_sets(source)

    @classmethod
    def of(
        cls, rows: Iterable[Mapping[str, Any] | AssumptionSet], source: str = "assumptions"
    ) -> AssumptionSets:
        """Sets given in Python: for each, names of parameters, and `mechanisms.NAME` for switches.

        Raises ScenarioError with every fault.
        """
        from simul_agir.scenario.tables.set_tables import sets_of_rows

        return sets_of_rows(
            [each.cells if isinstance(each, AssumptionSet) else each for each in rows], source
        )


@cache
def shipped_sets() -> dict[str, Path]:
    """Tables of sets shipped with the package, by name, in a checkout or an installed wheel."""
    roots = [PACKAGE / "_experiments"]
    if PACKAGE.parent.name == "src":
        roots.append(PACKAGE.parent.parent / "experiments")
    found = (root / "calibration" / f"{ACCEPTED}.csv" for root in roots)
    return {file.stem: file for file in found if file.is_file()}
