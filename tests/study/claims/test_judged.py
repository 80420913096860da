"""Tests of `study.claims.judged`: claims lived and judged: what each came to."""

from simul_agir.study.claims import run_claims, select_claims


def test_a_sham_walks_no_path_so_that_skipping_a_step_of_it_changes_nothing() -> None:
    found = run_claims(select_claims(["C4"], points=1, runs=2)).found[0]
    names = [part.name for part in found.claim.readings]
    assert found.readings[names.index("sham")].middle == 0.0
