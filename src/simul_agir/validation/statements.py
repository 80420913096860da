"""What was written down beforehand: the patterns with their bands, and what the simpler rivals leave out."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from simul_agir.model.parameters import PARAMETERS, SWITCHES, Parameter
from simul_agir.scenario.shipped import PACKAGE
from simul_agir.validation.contract_calendar import Model
from simul_agir.validation.sample import PatternError

ALL = "all"  # rivals


@dataclass(frozen=True)
class Pattern:
    """A pattern and the band that its measure has to lie in, `low` to `high`; no `measure`: nothing to compute.

    unit: ratio, share or actions, for those who write numbers. standing: matched (the other half of the contracts served to
    match it), independent, input or none. regime: unsupported or usual. trust: whether it mentions trust. pooled: over
    all contracts together, not the median of them.
    uncoordinated: lived with trust of no weight in success. data: where the band is from.
    """

    name: str
    measure: str
    low: float
    high: float
    standing: str
    data: str
    pooled: bool = False
    uncoordinated: bool = False
    unit: str = "ratio"
    regime: str = "usual"
    trust: bool = False


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of experiments/patterns/patterns.toml."""
    text = (experiments() / "patterns" / "patterns.toml").read_text(encoding="utf-8")
    return tuple(Pattern(**entry) for entry in tomllib.loads(text)["pattern"])


@cache
def rivals() -> Mapping[str, Model]:
    """The simpler models of experiments/rivals, by name; the one that leaves most out first."""
    order = ("budget_only", "well_mixed", "no_trust", "dealt")
    found = {file.stem: file for file in sorted((experiments() / "rivals").glob("*.toml"))}
    names = sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))
    return {
        name: Model(name=name, **tomllib.loads(found[name].read_text(encoding="utf-8"))) for name in names
    }


def rivals_named(names: list[str] | tuple[str, ...]) -> list[Model]:
    """The rivals asked for, each once; `all` stands for all. PatternError for a name that is none."""
    known = rivals()
    for name in names:
        if name != ALL and name not in known:
            raise unknown("rival", name, [*known, ALL])
    return list(known.values()) if ALL in names else [known[name] for name in dict.fromkeys(names)]


def model_with(settings: Mapping[str, float]) -> Model:
    """The full model with some parameters or mechanisms (0 or 1) set otherwise. PatternError for what cannot be set so."""
    everything = {**PARAMETERS, **SWITCHES}
    for name, value in settings.items():
        if name not in everything:
            raise unknown("setting", name, list(everything))
        _check(everything[name], value)
    parameters = {name: value for name, value in settings.items() if name in PARAMETERS}
    mechanisms = {name: bool(value) for name, value in settings.items() if name in SWITCHES}
    return Model("full" if not settings else "set", parameters, mechanisms)


def _check(parameter: Parameter, value: float) -> None:
    """PatternError for a value outside a parameter's range; a mechanism is 0 or 1."""
    switch = parameter.name in SWITCHES
    if not parameter.low <= value <= parameter.high or not math.isfinite(value) or (switch and value % 1):
        bounds = {"low": f"{parameter.low:g}", "high": f"{parameter.high:g}"}
        key = "setting_switch" if switch else "setting_range"
        raise PatternError(key, name=parameter.name, found=f"{value:g}", **bounds)


def unknown(what: str, found: str, known: list[str]) -> PatternError:
    """The fault of a name that is none, with the nearest that is."""
    nearest = get_close_matches(found, known, n=1, cutoff=0.5)
    fields: dict[str, Any] = {"found": found, "nearest": "".join(nearest), "known": ", ".join(known)}
    return PatternError(f"no_{what}_near" if nearest else f"no_{what}", **fields)


def experiments() -> Path:
    """The folder of the experiments, in a checkout or in an installed wheel."""
    source = PACKAGE.parent.name == "src"
    return PACKAGE.parent.parent / "experiments" if source else PACKAGE / "_experiments"
