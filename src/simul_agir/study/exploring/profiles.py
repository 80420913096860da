"""Gains and losses of each arm by family, and the visions that rank each arm first: `study.profile` for the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.simulation.aftermath import (
    CRISIS,
    CRISIS_MONTH,
    CRISIS_YEAR,
    MONTHS_AFTER,
    simulate_aftermath,
)
from simul_agir.study import statistics
from simul_agir.study.exploring.mixing import points_for
from simul_agir.study.profile import UNDECIDED_LEAD, Family, Standing, frozen_spreads, profile_of
from simul_agir.study.profile.gains import ALPHA, FEWEST, families_of, leads_of, units_of
from simul_agir.study.profile.profiling import REFERENCE, with_reference
from simul_agir.study.profile.readings import outcomes_read
from simul_agir.study.profile.visions import VISIONS

Floats = NDArray[np.float64]
GROUPS = {
    "climb": ("ladder", "needs", "inequality"),
    "together": ("residents_lead", "complementarity", "solidarity"),
    "hold": ("holding_together", "innovation", "hours"),
}  # the corners of the triangle: families that weigh alike there, so that its centre weighs all families alike
STEPS = 24  # of each side of the triangle


@dataclass(frozen=True)
class Cell:
    """An arm on a family: gain over the reference in its units, tenths 1 and 9, whether it leads, what it gives up."""

    mean: float
    low: float
    high: float
    leads: bool
    ceded: float


@dataclass(frozen=True)
class Families:
    """rows[r] is a family, with a cell for each arm: cells[r][a]. standings: of all arms that were simulated, reference too.

    At weights[v] (one for each of GROUPS, sum 1) standings[first[v]] is first; clear[v]: beyond chance, and by enough.
    """

    arms: tuple[str, ...]
    runs: int
    rows: tuple[Family, ...]
    cells: tuple[tuple[Cell, ...], ...]
    standings: tuple[Standing, ...]
    undecided: float
    weights: Floats
    first: NDArray[np.int64]
    clear: NDArray[np.bool_]


class Followed:
    """Runs of a scenario's arms and the reference with what follows them, on the mixture that `compare` takes."""

    def __init__(self, scenario: Scenario, arms: tuple[Arm, ...], seed: int) -> None:
        self.scenario, self.seed, self.runs = scenario, seed, 0
        self._arms = with_reference(tuple(REFERENCE if arm == Arm.of(REFERENCE) else arm for arm in arms))
        self._points = points_for(scenario)
        self._read: dict[str, dict[str, list[Floats]]] = {}

    def add(self, runs: int) -> None:
        """Simulate this many more runs of every arm."""
        simulated = simulate_aftermath(
            self.scenario, self._arms, runs, self.seed, jobs=1, first=self.runs, points=self._points
        )
        for arm, found in simulated.items():
            for name, values in outcomes_read(found).items():
                self._read.setdefault(arm, {}).setdefault(name, []).append(values)
        self.runs += runs

    def families(self) -> Families:
        """The profile of the runs so far."""
        values = {
            arm: {name: np.concatenate(parts) for name, parts in read.items()}
            for arm, read in self._read.items()
        }
        spreads, names = frozen_spreads(), tuple(values)
        reference = names[-1] if REFERENCE not in self._arms else REFERENCE
        found = profile_of(values, spreads, reference, seed=self.seed)
        families = families_of(spreads)
        units = units_of(values, names, families, spreads, reference)
        boot = statistics.bootstrap_means(units.reshape(self.runs, -1), self.seed).reshape(
            -1, len(names), len(families)
        )
        shown = [place for place, arm in enumerate(names) if arm != reference] or [0]
        rows = list(_rows(families, units[:, shown], boot[:, shown], self.seed))
        weights = _weights()
        first, clear = _triangle(units, boot, weights @ _spread_out(families))
        return Families(
            tuple(names[place] for place in shown),
            self.runs,
            tuple(family for family, _ in rows),
            tuple(cells for _, cells in rows),
            tuple(found.standing(arm) for arm in names),
            found.undecided,
            weights,
            first,
            clear,
        )


def families_data() -> dict[str, Any]:
    """What a profile depends on besides its runs, as plain data for an engine outside Python."""
    spreads = frozen_spreads()
    return {
        "families": [
            {"name": each.name, "outcomes": [{"name": one.name, "sign": one.sign} for one in each.outcomes]}
            for each in families_of(spreads)
        ],
        "spreads": dict(spreads),
        "groups": [list(names) for names in GROUPS.values()],
        "steps": STEPS,
        "visions": VISIONS,
        "reference": REFERENCE,
        "lead": UNDECIDED_LEAD,
        "alpha": ALPHA,
        "fewest": FEWEST,
        "months_after": MONTHS_AFTER,
        "crisis_month": CRISIS_MONTH,
        "crisis_year": CRISIS_YEAR,
        "crisis": {"size": CRISIS.size, "hardship": CRISIS.hardship},
    }


def _rows(
    families: list[Family], units: Floats, boot: Floats, seed: int
) -> Iterator[tuple[Family, tuple[Cell, ...]]]:
    """Rows in the order of the families; units (runs, arms, families)."""
    for place, family in enumerate(families):
        scores = units[:, :, place]
        means = scores.mean(axis=0)
        ahead = int(means.argmax())
        leads = [how != "below" for how, *_ in leads_of(scores, boot[:, :, place], ahead, seed)]
        alike = all(leads)  # nobody is ahead of anybody
        low, high = np.quantile(scores, (0.1, 0.9), axis=0)
        yield (
            family,
            tuple(
                Cell(
                    float(means[arm]),
                    float(low[arm]),
                    float(high[arm]),
                    each and not alike,
                    0.0 if alike else float(means[arm] - means[ahead]),
                )
                for arm, each in enumerate(leads)
            ),
        )


def _weights() -> Floats:
    """(visions, groups): a grid over the triangle."""
    steps = [(i, j, STEPS - i - j) for i in range(STEPS + 1) for j in range(STEPS + 1 - i)]
    return np.array(steps, dtype=np.float64) / STEPS


def _spread_out(families: list[Family]) -> Floats:
    """(groups, families): a group's weight, shared alike by its families."""
    table = np.array([[each.name in names for each in families] for names in GROUPS.values()], dtype=float)
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _triangle(units: Floats, boot: Floats, weights: Floats) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Which arm is first at each vision, and where its lead over every other is beyond chance and matters."""
    means = units.mean(axis=0) @ weights.T  # (arms, visions)
    first = means.argmax(axis=0)
    clear = np.ones(len(weights), dtype=bool)
    for vision, ahead in enumerate(first):
        gaps = np.delete((units[:, [ahead]] - units) @ weights[vision], ahead, axis=1)
        drawn = np.delete((boot[:, [ahead]] - boot) @ weights[vision], ahead, axis=1)
        low, _ = statistics.interval_of_mean(gaps, drawn)
        clear[vision] = bool((low > 0).all() and (gaps.mean(axis=0) >= UNDECIDED_LEAD).all())
    return first, clear
