"""The stored runs of a claim: arrays by measure, variant and arm, in pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario.contracts import contracts, measured
from simul_agir.study.claims.held_out import held_out
from simul_agir.study.claims.selection import SelectedClaim
from simul_agir.study.claims.stated import Term
from simul_agir.study.outcomes import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from simul_agir.study.store import Store

Floats = NDArray[np.float64]
STAGES = ("latency", "belonging", "team", "team_action", "excellence")
CONTRACT = "scenario.contract"
HELD_OUT = "held_out"


@dataclass(frozen=True)
class Measure:
    """Something read off indicators: from arrays in the order of `columns` to one."""

    columns: tuple[str, ...]
    read: Callable[..., Floats]


def different_stages(*shares: Floats) -> Floats:
    """Chance that two actors drawn at random (with replacement) stand at different stages: 1 - sum of squared shares."""
    return np.asarray(1.0 - sum(np.square(share) for share in shares))


DERIVED: Mapping[str, Measure] = {
    "destructuring": Measure(("isolated", "fallen"), lambda isolated, fallen: isolated + fallen),
    "different_stages": Measure(STAGES, different_stages),
    "residents_lead": Measure(("subsidiarity", "successes"), lambda led, won: led / (1.0 + won)),
    "across_fields": Measure(("three_fields", "actions"), lambda across, acted: across / (1.0 + acted)),
}


def half_month(line: Floats) -> Floats:
    """The first month in which a line (..., months) has come half of the way from its start to its highest."""
    start, highest = line[..., :1], line.max(axis=-1, keepdims=True)
    return np.asarray((line >= (start + highest) / 2).argmax(axis=-1), np.float64)


PATHWISE: Mapping[str, Measure] = {"half_month": Measure(("index",), half_month)}  # read off all months


def measure_of(name: str) -> Measure:
    """A measure by its name: one of those derived, or an outcome or indicator as it is."""
    return DERIVED.get(name) or PATHWISE.get(name) or Measure((name,), lambda values: values)


@dataclass
class StoredRuns:
    """Runs of a claim, in pairs.

    points: (P,) numbers of those that were simulated in every variant. features: assumptions and contract features, P rows.
    clusters: (P,) the contract of each, as a number. ends: by outcome, (P, V, arms, R). paths: by indicator, the months
    last.
    """

    points: NDArray[np.int64]
    variants: tuple[str, ...]
    arms: tuple[str, ...]
    features: pd.DataFrame
    clusters: NDArray[np.int64]
    ends: Mapping[str, Floats]
    paths: Mapping[str, Floats] = field(default_factory=dict)

    def at(
        self, measure: str, variant: str, arm: str, month: int | None, months: tuple[int, int] | None
    ) -> Floats:
        """A measure of every point and run, (P, R): at the end, at a month, or its mean over months, both ends included."""
        form, place = measure_of(measure), (self.variants.index(variant), self.arms.index(arm))
        if measure in PATHWISE:
            return form.read(*(self.paths[name][:, place[0], place[1]] for name in form.columns))
        columns = [self._column(name, *place, month, months) for name in form.columns]
        return np.asarray(form.read(*columns))

    def _column(
        self, name: str, variant: int, arm: int, month: int | None, months: tuple[int, int] | None
    ) -> Floats:
        if month is None and months is None and name in self.ends:
            return np.asarray(self.ends[name][:, variant, arm])
        values = self.paths[name][:, variant, arm]
        if months is not None:
            return np.asarray(values[..., months[0] : months[1] + 1].mean(axis=-1))
        return np.asarray(values[..., -1 if month is None else month])

    def of(self, measure: str, term: Term, scale: str = "plain") -> Floats:
        """A term without its weight, (P, R): the mean over its arms; scale "log": of log(1 + x)."""
        values = [self.at(measure, term.variant, arm, term.month, term.months) for arm in term.arms]
        if scale == "log":
            values = [np.log1p(each) for each in values]
        return np.asarray(np.mean(values, axis=0))


def stored_runs_of(selected: SelectedClaim, store: Store) -> StoredRuns:
    """The runs of a claim as its store holds them; points that failed in any variant are left out."""
    from simul_agir.stances import get

    claim, study = selected.claim, selected.study
    arms = tuple(get(name).name for name in study.stances)
    shape = (selected.points, len(claim.variants), len(arms), study.runs)
    frame = store.frame(["point", "stance", "run", *OUTCOMES])
    frame = frame[frame["run"] < study.runs]
    where = _places(frame, shape, arms)
    ends = {name: _filled(shape, where, frame[name]) for name in OUTCOMES}
    whole = ~np.isnan(ends["index"]).any(axis=(1, 2, 3))
    paths = {}
    if study.keep.trajectories:
        lines = store.trajectories()
        lines = lines[lines["run"] < study.runs]
        months = int(lines["month"].max()) + 1
        where = (*_places(lines, shape, arms), lines["month"].to_numpy())
        for name in study.keep.trajectories:
            paths[name] = _filled((*shape, months), where, lines[name])[whole]
    points = np.flatnonzero(whole)
    features, clusters = _features(selected, points)
    return StoredRuns(
        points=points,
        variants=tuple(variant.name for variant in claim.variants),
        arms=arms,
        features=features,
        clusters=clusters,
        ends={name: values[whole] for name, values in ends.items()},
        paths=paths,
    )


def _places(
    frame: pd.DataFrame, shape: tuple[int, ...], arms: tuple[str, ...]
) -> tuple[NDArray[np.int64], ...]:
    """Where each row belongs: point, variant, arm, run."""
    import pandas as pd

    point, variant = np.divmod(frame["point"].to_numpy(np.int64), shape[1])
    arm = pd.Categorical(frame["stance"], categories=list(arms)).codes.astype(np.int64)
    return point, variant, arm, frame["run"].to_numpy(np.int64)


def _filled(shape: tuple[int, ...], where: tuple[NDArray[np.int64], ...], column: pd.Series) -> Floats:
    values = np.full(shape, np.nan)
    values[where] = column.to_numpy(np.float64)
    return values


def _features(selected: SelectedClaim, points: NDArray[np.int64]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Features of the points: assumptions and features of the contract; and the contract of each as a number."""
    import pandas as pd

    table = selected.base.points().frame().iloc[points].reset_index(drop=True).drop(columns="point")
    if CONTRACT not in table.columns:
        return table.astype(np.float64), np.arange(len(points))
    codes = table.pop(CONTRACT)
    rows = [{**_features_of(code), HELD_OUT: float(code in held_out())} for code in codes]
    more = pd.DataFrame(rows, index=table.index)
    numbers = pd.Categorical(codes, categories=sorted(set(codes))).codes.astype(np.int64)
    return pd.concat([table.astype(np.float64), more], axis=1), numbers


def _features_of(code: str) -> dict[str, float]:
    """Published figures of a contract."""
    contract = contracts()[code]
    training, _ = measured(contract)
    return {
        "contract.population": float(contract.population),
        "contract.neighbourhoods": float(len(contract.neighbourhoods)),
        "contract.communes": float(contract.communes),
        "contract.associations": float(contract.associations),
        "contract.poverty": training["poverty"],
        "contract.employment": training["employment"],
    }
