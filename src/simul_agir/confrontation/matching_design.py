"""What a history matching is asked: which numbers vary and how far, against what, with how many points."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from simul_agir.confrontation.targets import Target
from simul_agir.study.design.factors import Factor


@dataclass(frozen=True)
class MatchingDesign:
    """Factors (parameters over their ranges), targets, and sizes. waves: points lived in each; sets: to be kept."""

    factors: tuple[Factor, ...]
    targets: tuple[Target, ...]
    cutoff: float
    contracts: int
    runs: int
    waves: tuple[int, ...]
    sets: int

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return tuple(str(factor.path[-1]) for factor in self.factors)

    @classmethod
    def load(cls, folder: Path) -> MatchingDesign:
        """From design.toml and targets.toml of a folder."""
        design = tomllib.loads((folder / "design.toml").read_text(encoding="utf-8"))
        said = tomllib.loads((folder / "targets.toml").read_text(encoding="utf-8"))
        return cls(
            factors=tuple(
                Factor(("parameters", name), low=span["low"], high=span["high"], scale=_scale(span))
                for name, span in design["parameters"].items()
            ),
            targets=tuple(Target(**each) for each in said["targets"]),
            cutoff=float(said["cutoff"]),
            contracts=design["contracts"],
            runs=design["runs"],
            waves=tuple(design["waves"]),
            sets=design["sets"],
        )


def _scale(span: dict[str, object]) -> str:
    return str(span.get("scale", "linear"))
