"""Lives of claims with known contents: what a claim says is true, false, or true in one half of the space."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from simul_agir.stances import get
from simul_agir.study.claims import Found, SelectedClaim, select_claims
from simul_agir.study.claims.judged import judged
from simul_agir.study.claims.stored_runs import HELD_OUT, STAGES, StoredRuns

MONTHS = 72
FEATURE = "parameters.turnover_scale"  # where it is at least 1, the claim is true, if it is true in one half
Truth = Callable[[str, str, str, int, float], float]


def c1(_: str, __: str, arm: str, month: int, strength: float) -> float:
    """The index: a burst that decays, or keeps; animation that rises above it and above a brief one, or not."""
    if arm == "decree":
        return 0.8 - strength * 0.6 * max(0, month - 12) / 60
    if arm == "animation":
        return 0.2 + strength * 0.6 * month / MONTHS
    return 0.2


def c2(_: str, variant: str, arm: str, ___: int, strength: float) -> float:
    """The index: pure stances above mixed, and a clear mixed above a blurred one, or not."""
    clear = 0.2 if arm == "mixed" and variant.endswith("clear") else 0.0
    return 0.5 + (0.4 if arm in FOUR else clear) * strength


def c3(column: str, variant: str, arm: str, month: int, strength: float) -> float:
    """The index: each contract has a best stance and a pace of its own, or all the same; so with who leads and how."""
    place = sum(variant.encode())
    if column in ("subsidiarity", "three_fields"):
        return 0.1 + 0.1 * (place % 5) * strength
    best = FOUR[place % 4] if strength else FOUR[0]
    late = 30.0 + 8.0 * (place % 4) * strength
    return (0.5 + (0.5 if arm == best else 0.0)) * (1.0 if month >= late else 0.0)


def c4(_: str, variant: str, __: str, ___: int, strength: float) -> float:
    """The index: skipping costs more where the gap is large, or not."""
    return 0.6 - (0.4 * strength if variant.startswith("no_") and variant.endswith("large") else 0.0)


def c5(column: str, variant: str, arm: str, month: int, strength: float) -> float:
    """Isolated and fallen, each: more after the hurry, or during it only; routine work: less where hurried, or as much."""
    hurried = arm.startswith("hurried") and variant == "fast"
    if column == "continuity":
        return 0.8 - (0.1 * strength if hurried else 0.0)
    return 0.1 + (0.1 if hurried and (month <= 24) != bool(strength) else 0.0)


def c6(_: str, variant: str, __: str, ___: int, strength: float) -> float:
    """Need: less money leaves more, and effort gives it back, or not."""
    need = 0.5 if "budget_100" in variant else 0.6
    return need - (0.06 * strength if variant.endswith("effort_200") else 0.0)


def c7(_: str, variant: str, arm: str, __: int, strength: float) -> float:
    """Joint actions: more with facilitators and with regulation, or not."""
    without = variant == "without_facilitators" or arm == "unregulated"
    return 100.0 * (1.0 if without else 1.0 + 0.4 * strength)


def c8(column: str, variant: str, _: str, __: int, strength: float) -> float:
    """Shares of the stages: dispersed as drawn and all in latency where alike, or everywhere in latency."""
    if not strength or variant != "as_drawn":
        return float(column == STAGES[0])
    return {STAGES[0]: 0.4, STAGES[1]: 0.4, STAGES[2]: 0.2}.get(column, 0.0)


def c9(_: str, __: str, arm: str, ___: int, strength: float) -> float:
    """The index: one stance is best, another in each contract (`turned`), and the own choice finds it; or all alike."""
    return 0.5 + (0.4 * strength if arm in ("diagnosed", FOUR[0]) else 0.0)


FOUR = ("residents", "ordinary_resources", "conditional_aid", "resilience")
TURNED = "C9"  # in which the four change places from point to point
TRUTHS: Mapping[str, Truth] = {f"C{each.__name__[1]}": each for each in (c1, c2, c3, c4, c5, c6, c7, c8, c9)}


def found(name: str, how: str, points: int = 80, runs: int = 4) -> Found:
    """A claim judged on lives in which it is "true", "false", or true in "half" of the space."""
    selected = select_claims([name], points=points, runs=runs)[0]
    return judged(selected, lives(selected, how))


def lives(selected: SelectedClaim, how: str) -> StoredRuns:
    """The lives of a claim, as `found` judges them."""
    truth, points, chance = TRUTHS[selected.claim.name], selected.points, np.random.default_rng(5)
    arms = tuple(get(name).name for name in selected.study.stances)
    variants = tuple(variant.name for variant in selected.claim.variants)
    table = features(points)
    strong = {"true": 1.0, "false": 0.0}.get(how)
    strength = table[FEATURE].to_numpy() >= 1.0 if strong is None else np.full(points, strong)
    kept = selected.study.keep.trajectories or ("index",)
    scale = 0.01 * {"C7": 100.0, "C5": 0.3, "C6": 0.3, "C8": 0.3}.get(selected.claim.name, 1.0)

    def arrays(column: str, months: tuple[int, ...]) -> Any:
        values = np.empty((points, len(variants), len(arms), selected.study.runs, len(months)))
        for v, variant in enumerate(variants):
            for a, arm in enumerate(arms):
                line = [[truth(column, variant, arm, month, each) for month in months] for each in (0.0, 1.0)]
                luck = scale * chance.normal(size=(points, selected.study.runs, 1))
                values[:, v, a] = np.array(line)[strength.astype(int)][:, None, :] + luck
        return turned(values, arms) if selected.claim.name == TURNED else values

    paths = {column: arrays(column, tuple(range(MONTHS + 1))) for column in kept}
    columns = (
        *("index", "need", "actions", "successes", "continuity", "identification", "isolated", "fallen"),
        *("motivation", "subsidiarity", "three_fields"),
    )
    ends = {column: arrays(column, (MONTHS,))[..., 0] for column in columns if column not in paths}
    ends |= {column: values[..., -1] for column, values in paths.items()}
    return StoredRuns(np.arange(points), variants, arms, table, np.arange(points), ends, paths)


def turned(values: Any, arms: tuple[str, ...]) -> Any:
    """The same with the four turned by a place from point to point: points held out never have the best of the others."""
    four = [arms.index(arm) for arm in FOUR]
    found = values.copy()
    for point in range(len(values)):
        found[point][:, four] = values[point][:, np.roll(four, point % 4)]
    return found


def features(points: int) -> pd.DataFrame:
    """What sets the points apart."""
    chance = np.random.default_rng(3)
    return pd.DataFrame(
        {
            FEATURE: chance.permutation(np.arange(points) % 4) * 0.5,
            "parameters.dilution": chance.permutation(np.arange(points) % 2) * 1.0,
            "parameters.homophily": chance.uniform(0, 4, points),
            HELD_OUT: (np.arange(points) % 2) * 1.0,
        }
    )
