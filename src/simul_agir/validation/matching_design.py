"""What a history matching is asked: which numbers vary and how far, against what, with how many points."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simul_agir.study.design.factors import Factor
from simul_agir.validation.targets import Target


@dataclass(frozen=True)
class MatchingDesign:
    """Factors (parameters over their ranges), targets, and sizes. waves: points simulated in each; sets: to be kept."""

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
            targets=_targets(said),
            cutoff=float(said["cutoff"]),
            contracts=design["contracts"],
            runs=design["runs"],
            waves=tuple(design["waves"]),
            sets=design["sets"],
        )


def _targets(said: dict[str, Any]) -> tuple[Target, ...]:
    """The patterns: measure, band, discrepancy that the model is allowed, and where the band is from."""
    return tuple(
        Target(name, each["low"], each["high"], 0.0, each["discrepancy"], each["source"])
        for name, each in said["target"].items()
    )


def _scale(span: dict[str, object]) -> str:
    return str(span.get("scale", "linear"))
