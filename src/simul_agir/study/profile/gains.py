"""The profile of a comparison: gains in units, standings under the scenario's vision, shares of visions, regret, flips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.study import statistics
from simul_agir.study.mixture import Shares
from simul_agir.study.profile.families import FAMILIES, Family
from simul_agir.study.profile.visions import (
    UNDECIDED_LEAD,
    Vision,
    best_shares,
    drawn_weights,
    nearest_flip,
    regrets,
)

Floats = NDArray[np.float64]

ALPHA = 0.05
HARDLY = 0.8  # of the runs: where so many gain the same, Student's intervals of 30 runs cover less than 91 %
FEWEST = 6  # observations with which a sign test can reach 5 %
STANDINGS = ("level", "below", "too_small", "undistinguished", "too_few_runs")


@dataclass(frozen=True)
class Gain:
    """What an arm gains over the reference on one outcome, paired run by run, with its 95 % interval.

    `mean`, `low`, `high`: in the outcome's own unit. `units`: in interquartile ranges of the random policies, turned so
    that more is better; None where the outcome was dropped. `low` and `high` are None with a single run. `shares`: of its
    variance between runs, due to chance and to assumptions; None where too few runs share a point. `same`:
    share of the runs that gain exactly what most of them do.
    """

    arm: str
    outcome: str
    family: str
    mean: float
    low: float | None
    high: float | None
    units: float | None
    shares: Shares | None = None
    same: float = 0.0

    @property
    def hardly_varies(self) -> bool:
        """Whether nearly all runs gain the same, and a few something else: no interval of few runs holds then."""
        return HARDLY <= self.same < 1.0

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0, and can be trusted to."""
        if self.low is None or self.high is None or self.hardly_varies:
            return False
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Standing:
    """Where an arm stands under the vision: `level` (the one ahead), or how it stands to it (STANDINGS).

    `lead`: how far the arm ahead is above it, in interquartile ranges, with its 95 % interval. `share`: of the visions,
    in which it is best; `clear_share`: with a lead of at least UNDECIDED_LEAD. `regret`: mean over visions of what it
    stays behind the best. `flip`: how far the vision must move for it to lead, None where none makes it lead.
    """

    arm: str
    standing: str
    value: float
    lead: float
    low: float | None
    high: float | None
    share: float
    clear_share: float
    regret: float
    flip: float | None


@dataclass(frozen=True)
class Profile:
    """What each arm gains and gives up against the reference, and how the arms stand under a vision of success.

    `without`: each arm's share of visions with one family left out, by family, and under `levers` with all families left
    out that a lever touches by definition. `correlations`: of the outcomes' gains over all arms and runs. `steadiness`:
    share of the index that a crisis takes away in its year, by arm; None where there is nothing to lose.
    """

    reference: str
    vision: Mapping[str, float]
    gains: tuple[Gain, ...]
    standings: tuple[Standing, ...]
    undecided: float
    dropped: tuple[str, ...]
    without: Mapping[str, Mapping[str, float]]
    outcomes: tuple[str, ...]
    correlations: tuple[tuple[float, ...], ...]
    steadiness: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def top(self) -> tuple[str, ...]:
        """The arms that cannot be distinguished from the one ahead by an effect that matters."""
        return tuple(each.arm for each in self.standings if each.standing != "below")

    def standing(self, arm: str) -> Standing:
        """One arm's standing. KeyError if it was not compared."""
        for each in self.standings:
            if each.arm == arm:
                return each
        raise KeyError(arm)

    def gain(self, arm: str, outcome: str) -> Gain:
        """One arm's gain on one outcome. KeyError if there is none."""
        for each in self.gains:
            if (each.arm, each.outcome) == (arm, outcome):
                return each
        raise KeyError((arm, outcome))

    def to_dict(self) -> dict[str, Any]:
        """The profile as JSON holds it."""
        by = {name: [each.arm for each in self.standings if each.standing == name] for name in STANDINGS}
        return {
            "reference": self.reference,
            "vision": dict(self.vision),
            "decided": bool(by["below"]) and len(self.top) == 1,
            "ahead": by["level"],
            "below": by["below"],
            "too_small": by["too_small"],
            "undistinguished": by["undistinguished"],
            "too_few_runs": by["too_few_runs"],
            "undecided_share": self.undecided,
            "arms": [vars(each) for each in self.standings],
            "gains": [asdict(each) for each in self.gains],
            "steadiness": dict(self.steadiness),
            "dropped": list(self.dropped),
            "without": {name: dict(shares) for name, shares in self.without.items()},
            "correlations": {
                "outcomes": list(self.outcomes),
                "values": [list(row) for row in self.correlations],
            },
        }


def profile_of(
    values: Mapping[str, Mapping[str, Floats]],
    spreads: Mapping[str, float],
    reference: str,
    vision: Vision | None = None,
    seed: int = 1,
    families: Sequence[Family] = FAMILIES,
) -> Profile:
    """The profile of arms whose runs are paired.

    values: by arm, by outcome, (runs,), in the outcome's own unit; run r of every arm shares its random numbers.
    spreads: by outcome, the unit; an outcome without one is dropped from visions and still listed among the gains.
    reference: the arm that gains are measured from. Raises KeyError where it or an outcome is missing.
    """
    arms = tuple(values)
    kept = families_of(spreads, families)
    units = units_of(values, arms, kept, spreads, reference)  # (runs, arms, families)
    names = tuple(each.name for each in kept)
    wanted = (vision or Vision.equal(names)).over(names)
    runs = len(units)
    boot = statistics.bootstrap_means(units.reshape(runs, -1), seed).reshape(-1, len(arms), len(kept))
    means = units.mean(axis=0)
    weights = drawn_weights(len(kept), seed)
    shares, undecided, clear = best_shares(boot, weights)
    scores = np.einsum("raf,f->ra", units, wanted)
    ahead = int(scores.mean(axis=0).argmax())
    leads = leads_of(scores, boot @ wanted, ahead, seed)
    flips = nearest_flip(means, wanted, ahead)
    columns = zip(
        arms, leads, scores.mean(axis=0), shares, clear, regrets(means, weights), flips, strict=True
    )
    standings = [
        Standing(arm, how, float(value), lead, low, high, float(share), float(alone), float(behind), flip)
        for arm, (how, lead, low, high), value, share, alone, behind, flip in columns
    ]
    outcomes = [(family, one) for family in families for one in family.outcomes]
    return Profile(
        reference=reference,
        vision=dict(zip(names, wanted.tolist(), strict=True)),
        gains=tuple(_gains(values, arms, outcomes, spreads, reference, seed)),
        standings=tuple(sorted(standings, key=lambda each: -each.value)),
        undecided=undecided,
        dropped=tuple(one.name for _, one in outcomes if spreads.get(one.name, 0.0) <= 0.0),
        without=_without(boot, kept, arms, seed),
        outcomes=tuple(one.name for _, one in outcomes),
        correlations=_correlations(values, arms, [one.name for _, one in outcomes], reference),
    )


def families_of(spreads: Mapping[str, float], families: Sequence[Family] = FAMILIES) -> list[Family]:
    """The families that a vision weighs: with the outcomes that have a unit, and without those that have none left."""
    kept = [
        Family(each.name, tuple(one for one in each.outcomes if spreads.get(one.name, 0.0) > 0.0))
        for each in families
    ]
    return [each for each in kept if each.outcomes]


def units_of(
    values: Mapping[str, Mapping[str, Floats]],
    arms: Sequence[str],
    families: Sequence[Family],
    spreads: Mapping[str, float],
    reference: str,
) -> Floats:
    """Each run's gain over the reference in units, averaged within families: (runs, arms, families)."""
    columns = []
    for family in families:
        each = [
            one.sign * np.stack([values[arm][one.name] - values[reference][one.name] for arm in arms], axis=1)
            / spreads[one.name]
            for one in family.outcomes
        ]  # fmt: skip
        columns.append(np.mean(each, axis=0))
    return np.stack(columns, axis=2)


def leads_of(
    scores: Floats, boot: Floats, ahead: int, seed: int
) -> list[tuple[str, float, float | None, float | None]]:
    """How each arm stands to the one ahead: (standing, lead, low, high). scores (runs, arms), boot (resamples, arms)."""
    runs, arms = scores.shape
    gaps = scores[:, [ahead]] - scores
    if runs == 1:
        return [
            ("level" if arm == ahead else "too_few_runs", float(gaps[0, arm]), None, None)
            for arm in range(arms)
        ]
    low, high = statistics.interval_of_mean(gaps, boot[:, [ahead]] - boot)
    others = [arm for arm in range(arms) if arm != ahead]
    p = np.ones(arms)
    if others:
        p[others] = statistics.holm(statistics.sign_flip(gaps[:, others], seed))
    mean = gaps.mean(axis=0)
    return [
        (
            "level" if arm == ahead else standing(mean[arm], low[arm], high[arm], p[arm], runs),
            float(mean[arm]), float(low[arm]), float(high[arm]),
        )
        for arm in range(arms)
    ]  # fmt: skip


def standing(lead: float, low: float, high: float, p: float, runs: int) -> str:
    """How an arm stands to the one ahead, from the lead, its interval and its adjusted p-value.

    *too_few_runs*: fewer than FEWEST runs, or an interval that holds both nothing and an effect that matters.
    *too_small*: the interval stays below the effect that matters. *below*: distinguishable, and by enough to matter.
    *undistinguished*: neither.
    """
    if high < UNDECIDED_LEAD:
        return "too_small"
    if runs < FEWEST or (low <= 0.0 and high - low > 2 * UNDECIDED_LEAD):
        return "too_few_runs"
    if p < ALPHA and lead >= UNDECIDED_LEAD:
        return "below"
    return "undistinguished"


def _gains(
    values: Mapping[str, Mapping[str, Floats]],
    arms: Sequence[str],
    outcomes: Sequence[tuple[Family, Any]],
    spreads: Mapping[str, float],
    reference: str,
    seed: int,
) -> list[Gain]:
    """Every arm's paired gain on every outcome."""
    places = [(arm, family, one) for arm in arms if arm != reference for family, one in outcomes]
    if not places:
        return []
    gaps = np.stack([values[arm][one.name] - values[reference][one.name] for arm, _, one in places], axis=1)
    low, high = statistics.interval_of_mean(gaps, statistics.bootstrap_means(gaps, seed))
    mean = gaps.mean(axis=0)
    found = []
    for place, (arm, family, one) in enumerate(places):
        spread = spreads.get(one.name, 0.0)
        found.append(
            Gain(
                arm=arm,
                outcome=one.name,
                family=family.name,
                mean=float(mean[place]),
                low=None if np.isnan(low[place]) else float(low[place]),
                high=None if np.isnan(high[place]) else float(high[place]),
                units=float(one.sign * mean[place] / spread) if spread > 0.0 else None,
                same=_same(gaps[:, place]),
            )
        )
    return found


def _same(gaps: Floats) -> float:
    """Share of the gaps, (runs,), that are equal to the most frequent one."""
    _, counts = np.unique(np.round(gaps, 9), return_counts=True)
    return float(counts.max() / len(gaps))


def _without(
    boot: Floats, families: Sequence[Family], arms: Sequence[str], seed: int
) -> dict[str, dict[str, float]]:
    """Shares of visions with one family left out, and with all that a lever touches by definition."""
    names = [each.name for each in families]
    touched = {each.name for each in families if any(one.levers for one in each.outcomes)}
    left_out = {name: {name} for name in names} | ({"levers": touched} if touched else {})
    found: dict[str, dict[str, float]] = {}
    for label, out in left_out.items():
        columns = [place for place, name in enumerate(names) if name not in out]
        if columns:
            shares, _, _ = best_shares(boot[:, :, columns], drawn_weights(len(columns), seed))
            found[label] = dict(zip(arms, shares.tolist(), strict=True))
    return found


def _correlations(
    values: Mapping[str, Mapping[str, Floats]], arms: Sequence[str], outcomes: Sequence[str], reference: str
) -> tuple[tuple[float, ...], ...]:
    """Pearson's correlations between the outcomes' gains over arms and runs; 0 where an outcome does not vary."""
    rows = np.stack(
        [
            np.concatenate([values[arm][name] - values[reference][name] for arm in arms if arm != reference])
            if len(arms) > 1
            else np.zeros(1)
            for name in outcomes
        ]
    )
    centred = rows - rows.mean(axis=1, keepdims=True)
    size = np.sqrt((centred**2).sum(axis=1))
    scaled = centred / np.where(size > 0, size, 1.0)[:, None]
    return tuple(tuple(float(each) for each in row) for row in scaled @ scaled.T)
