"""Claims lived: pairs that differ in one thing, stores that are gone on with, the same answer each time."""

from pathlib import Path

import numpy as np

from simul_agir.study.claims import run_claims, select_claims
from simul_agir.study.store import Store
from simul_agir.study.store.verify import verify


def test_a_point_differs_between_variants_in_what_they_set_and_nothing_else() -> None:
    selected = select_claims(["C5"], points=2, runs=2)[0]
    count = len(selected.claim.variants)
    points = selected.study.points()
    usual, fast = points[count].settings, points[count + 1].settings
    assert usual == selected.base.points()[1].settings
    assert {path: value for path, value in fast.items() if usual.get(path) != value} == dict(
        selected.claim.variants[1].settings
    )


def test_a_kept_claim_is_gone_on_with_extended_and_verified(tmp_path: Path) -> None:
    small = select_claims(["C7"], points=2, runs=2)
    first = run_claims(small, tmp_path)
    again = run_claims(small, tmp_path)
    assert first.to_dict() == again.to_dict() == run_claims(small, jobs=1).to_dict()
    store = Store.open(tmp_path / "c7")
    assert verify(store).sound
    assert store.journal.sessions[-1]["lived"] == 0
    more = run_claims(select_claims(["C7"], points=2, runs=3), tmp_path)
    assert more.found[0].runs == 3
    assert more.found[0].effects[0].values.shape == (2, 3)
    np.testing.assert_array_equal(more.found[0].effects[0].values[:, :2], first.found[0].effects[0].values)
