"""Asking for limits, at the size of a test or in full, with other numbers; and what comes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simul_agir import version
from simul_agir.locale import LocalisedError, RequestError
from simul_agir.scenario.shipped import PACKAGE
from simul_agir.verification.limit import Limit, Reading, RunOptions, Setting

if TYPE_CHECKING:
    import pandas as pd

    from simul_agir.simulation.tasks import Progress

MOST_SEED = 2**32 - 1


class LimitError(LocalisedError):
    """A limit, a setting or a value that cannot be had. The text says what can."""

    group = "limit"


@dataclass(frozen=True)
class Case:
    """One limit at one set of values, and what was read off it."""

    limit: Limit
    values: Mapping[str, float]
    readings: tuple[Reading, ...] = ()

    @property
    def within(self) -> bool:
        """Whether every line agrees with what theory expects."""
        return all(reading.within for reading in self.readings)


@dataclass(frozen=True)
class Verification:
    """All lines of the limits asked for."""

    cases: tuple[Case, ...]
    seed: int
    full: bool = False
    version: str = field(default_factory=version.version)

    @property
    def within(self) -> bool:
        """Whether every line agrees with what theory expects."""
        return all(case.within for case in self.cases)

    @property
    def outside(self) -> int:
        """How many lines do not."""
        return sum(not reading.within for case in self.cases for reading in case.readings)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return sum(len(case.readings) for case in self.cases)

    def rows(self) -> list[dict[str, Any]]:
        """One row per line, in plain numbers."""
        return [
            {
                "limit": case.limit.name,
                "settings": dict(case.values),
                "quantity": reading.quantity,
                "where": dict(reading.fields),
                "published": reading.published,
                "expected": reading.expected,
                "obtained": reading.obtained,
                "tolerance": reading.tolerance,
                "within": reading.within,
                "source": case.limit.source,
            }
            for case in self.cases
            for reading in case.readings
        ]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer, as JSON holds it."""
        head = {"version": self.version, "seed": self.seed, "full": self.full}
        return {**head, "within": self.within, "outside": self.outside, "lines": self.rows()}

    def frame(self) -> pd.DataFrame:
        """One row per line; settings as text."""
        import pandas as pd

        flat = [
            {**row, "settings": settings_text(row["settings"]), "where": settings_text(row["where"])}
            for row in self.rows()
        ]
        return pd.DataFrame(flat)


def settings_text(values: Mapping[str, float]) -> str:
    """Values in a few words: actors=20, convergence=0.25."""
    return ", ".join(f"{name}={value:g}" for name, value in values.items())


def verify(
    names: Sequence[str] = (),
    settings: Mapping[str, float] | None = None,
    full: bool = False,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Verification:
    """Live the limits named (none named: all), and compare them with what is known of them.

    `settings` take the place of values at the size of a test, or of those in full. Raises LimitError for a name, a setting
    or a value that cannot be had, RequestError for such a seed.
    """
    if not 0 <= seed <= MOST_SEED:
        raise RequestError("seed", found=seed, highest=MOST_SEED)
    cases = asked(names, settings or {}, full)
    found = []
    for case in cases:
        readings = case.limit.read(case.values, RunOptions(seed, jobs))
        found.append(Case(case.limit, case.values, tuple(readings)))
        if progress:
            progress(len(found), len(cases))
    return Verification(tuple(found), seed, full)


def asked(names: Sequence[str], settings: Mapping[str, float], full: bool = False) -> list[Case]:
    """The cases to live; LimitError for what cannot be had, with what can."""
    from simul_agir.verification import LIMITS

    for name in names:
        if name not in LIMITS:
            raise unknown("limit", name, list(LIMITS))
    chosen = [limit for limit in LIMITS.values() if not names or limit.name in names]
    known = list(dict.fromkeys(setting.name for limit in chosen for setting in limit.settings))
    for name in settings:
        if name not in known:
            raise unknown("setting", name, known)
    cases: list[Case] = []
    for limit in chosen:
        own = {name: value for name, value in settings.items() if name in limit.defaults}
        for sizes in full_sizes(limit.name) if full else [{}]:
            values = {**limit.defaults, **sizes, **own}
            case = Case(limit, checked(limit, values))
            if case not in cases:
                cases.append(case)
    return cases


def checked(limit: Limit, values: Mapping[str, float]) -> Mapping[str, float]:
    """The values; LimitError for one outside its bounds."""
    for setting in limit.settings:
        _check(limit, setting, values[setting.name])
    for setting in limit.bounds(values):
        _check(limit, setting, values[setting.name])
    return values


def _check(limit: Limit, setting: Setting, value: float) -> None:
    if not setting.allows(value):
        key = "setting_whole" if setting.whole else "setting_range"
        bounds = {"low": f"{setting.low:g}", "high": f"{setting.high:g}"}
        raise LimitError(key, name=setting.name, limit=limit.name, found=f"{value:g}", **bounds)


def unknown(what: str, found: str, known: list[str]) -> LimitError:
    """The fault of a name that is none, with the nearest that is."""
    nearest = get_close_matches(found, known, n=1, cutoff=0.5)
    key = f"no_{what}_near" if nearest else f"no_{what}"
    return LimitError(key, found=found, nearest="".join(nearest), known=", ".join(known))


def full_sizes(name: str) -> list[dict[str, float]]:
    """The full-size cases of a limit, as experiments/verification/full.toml has them."""
    text = (experiments() / "full.toml").read_text(encoding="utf-8")
    return [{key: float(value) for key, value in case.items()} for case in tomllib.loads(text)[name]]


def experiments() -> Path:
    """The folder of the experiments on verification, in a checkout or in an installed wheel."""
    home = PACKAGE.parent.parent if PACKAGE.parent.name == "src" else PACKAGE
    return home / ("experiments" if PACKAGE.parent.name == "src" else "_experiments") / "verification"
