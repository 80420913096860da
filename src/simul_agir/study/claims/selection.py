"""Which claims are run, at which size: the study of each, ready to run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from simul_agir.study.claims.crossed import crossed
from simul_agir.study.claims.fault import ClaimError
from simul_agir.study.claims.stated import Claim, claim_names, load_claim
from simul_agir.study.design import Study
from simul_agir.study.design.form import MOST_POINTS
from simul_agir.study.design.points import Drawn
from simul_agir.study.design.study import with_seed
from simul_agir.study.request import LARGEST_RUNS, check_seed

FEWEST_RUNS = 2  # of a point: its scatter is to be known


@dataclass(frozen=True)
class SelectedClaim:
    """A claim with the study in which it is simulated; `base`: the same before its points are crossed with the variants."""

    claim: Claim
    base: Study
    study: Study

    @property
    def points(self) -> int:
        """Points, each run in every variant."""
        return len(self.base.layout)


def select_claims(
    names: Sequence[str] = (),
    seed: int = 1,
    size: float = 1.0,
    points: int | None = None,
    runs: int | None = None,
) -> list[SelectedClaim]:
    """The claims of these names (all if none is named), `size` times as many points as each states, or `points` points.

    Raises ClaimError for an unknown claim or an invalid size, RequestError for an invalid seed.
    """
    check_seed(seed)
    chosen = list(dict.fromkeys(name.upper() for name in names)) or list(claim_names())
    claims = [load_claim(name) for name in chosen]
    if not (math.isfinite(size) and 0 < size <= 1000):
        raise ClaimError("size", found=size)
    if points is not None and not 1 <= points <= MOST_POINTS:
        raise ClaimError("points", found=points, highest=MOST_POINTS)
    if runs is not None and not FEWEST_RUNS <= runs <= LARGEST_RUNS:
        raise ClaimError("runs", found=runs, lowest=FEWEST_RUNS, highest=LARGEST_RUNS)
    return [_selected(claim, seed, size, points, runs) for claim in claims]


def _selected(claim: Claim, seed: int, size: float, points: int | None, runs: int | None) -> SelectedClaim:
    """One claim at a size: another number of points is another Latin hypercube over the same ranges."""
    stated = _stated(claim.folder)
    table = stated.layout.content()
    count = max(1, round(table["points"] * size)) if points is None else points
    layout = Drawn(table["kind"], stated.factors, count, table["seed"])
    base = replace(with_seed(stated, seed), layout=layout, runs=stated.runs if runs is None else runs)
    return SelectedClaim(claim, base, crossed(base, claim.variants))


@cache
def _stated(folder: Path) -> Study:
    """The study beside a claim: its points are tried when it is read, once."""
    return Study.load(folder)
