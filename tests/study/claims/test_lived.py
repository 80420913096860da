"""Claims lived: pairs that differ in one thing, stores that are gone on with, the same answer each time."""

from pathlib import Path

import numpy as np
import pytest

from simul_agir.study.claims import ask, run_claims
from simul_agir.study.claims.crossed import crossed
from simul_agir.study.claims.stated import Variant
from simul_agir.study.design import Study
from simul_agir.study.store import Store
from simul_agir.study.store.verify import verify


def test_a_point_differs_between_variants_in_what_they_set_and_nothing_else() -> None:
    asked = ask(["C5"], points=2, runs=2)[0]
    count = len(asked.claim.variants)
    points = asked.study.points()
    usual, fast = points[count].settings, points[count + 1].settings
    assert usual == asked.base.points()[1].settings
    assert {path: value for path, value in fast.items() if usual.get(path) != value} == dict(
        asked.claim.variants[1].settings
    )


def test_what_is_multiplied_is_the_contracts_own() -> None:
    study = Study.of(scenario="CN06204I", vary={"contract": ["CN06204I", "CN06202I"]})
    found = crossed(study, (Variant("all"), Variant("half", times={"budget": 0.5})))
    for contract in range(2):
        whole, half = (found.scenario(found.points()[2 * contract + variant]) for variant in range(2))
        assert half.budget == pytest.approx(0.5 * whole.budget)
        assert half.contract == whole.contract
    assert found.layout.content() != crossed(study, (Variant("all"),)).layout.content()


def test_a_kept_claim_is_gone_on_with_extended_and_verified(tmp_path: Path) -> None:
    small = ask(["C7"], points=2, runs=2)
    first = run_claims(small, tmp_path)
    again = run_claims(small, tmp_path)
    assert first.to_dict() == again.to_dict() == run_claims(small, jobs=1).to_dict()
    store = Store.open(tmp_path / "c7")
    assert verify(store).sound
    assert store.journal.sessions[-1]["lived"] == 0
    more = run_claims(ask(["C7"], points=2, runs=3), tmp_path)
    assert more.found[0].runs == 3
    assert more.found[0].effects[0].values.shape == (2, 3)
    np.testing.assert_array_equal(more.found[0].effects[0].values[:, :2], first.found[0].effects[0].values)


def test_a_sham_walks_no_path_so_that_skipping_a_step_of_it_changes_nothing() -> None:
    found = run_claims(ask(["C4"], points=1, runs=2)).found[0]
    names = [part.name for part in found.claim.readings]
    assert found.readings[names.index("sham")].middle == 0.0
