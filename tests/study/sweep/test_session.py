"""Tests of `study.sweep.session`: a study lived into a store."""

from pathlib import Path
from typing import Any

import pytest
from tests.study.sweep.test_sweep import KEEP, lived  # noqa: F401

from simul_agir.locale import RequestError
from simul_agir.study.store import Store, StoreError
from simul_agir.study.sweep import sweep
from studies import digests, small


def test_a_store_that_is_complete_is_not_lived_again(tmp_path: Path, lived: list[int]) -> None:
    sweep(small(), tmp_path)
    sweep(small(), tmp_path)
    assert len(lived) == 6
    assert len(Store.open(tmp_path).journal.sessions) == 2


def test_a_store_is_extended_with_more_runs(tmp_path: Path, lived: list[int]) -> None:
    sweep(small(), tmp_path / "two")
    before = digests(tmp_path / "two")
    store = sweep(small(), tmp_path / "two", runs=5)
    assert len(lived) == 12
    assert before.items() <= digests(tmp_path / "two").items()
    assert store.frame().equals(sweep(small(), tmp_path / "one", runs=5).frame())
    assert store.manifest.runs == 5
    assert sweep(small(), tmp_path / "two").manifest.runs == 5


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"seed": 2}, "seed"),
        ({"fixed": {"months": 13, "warm_up": 1}}, "fixed"),
        ({"scenario": "loos-en-gohelle"}, "scenarios"),
        ({"stances": ["none", "mixed"]}, "stances"),
        ({"vary": {"budget": [0]}}, "vary"),
        ({"keep": KEEP}, "keep"),
    ],
)
def test_another_study_is_not_mixed_in(tmp_path: Path, changed: dict[str, Any], key: str) -> None:
    sweep(small(), tmp_path)
    before = digests(tmp_path)
    with pytest.raises(StoreError, match=f"{key}: ") as caught:
        sweep(small(**changed), tmp_path)
    assert caught.value.faulty_request
    assert digests(tmp_path) == before


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        sweep(small(), tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        sweep(small(), tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_two_sweeps_do_not_share_a_folder(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    sweep(small(runs=1), tmp_path)
    with (tmp_path / "_lock").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another sweep"):
            sweep(small(runs=1), tmp_path)


def test_faulty_requests_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    for wrong in ({"runs": 0}, {"runs": 10**9}, {"jobs": 0}, {"executor": "nowhere"}):
        with pytest.raises(RequestError):
            sweep(small(), tmp_path / "out", **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()
