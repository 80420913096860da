"""Tests of `study.sweep.work`: what a worker does with a task."""

from pathlib import Path
from typing import Any

import pytest
from tests.study.sweep.test_sweep import _partly_failing, lived, parts_of_two  # noqa: F401

from simul_agir.study.design import Study
from simul_agir.study.store import schedule
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep, work
from studies import digests, small


def test_a_point_that_fails_is_recorded_and_the_others_are_lived(tmp_path: Path, parts_of_two: None) -> None:
    study = _partly_failing()
    store = sweep(study, tmp_path, jobs=2)
    assert {each.point for each in store.failures} == {1, 3}
    assert all("path.training.start" in each.why and "permis" in each.why_fr for each in store.failures)
    assert set(store.frame()["point"]) == {0, 2}
    assert not store.to_dict()["complete"]
    assert verify(store).sound


def test_what_failed_is_tried_again_and_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts_of_two: None, lived: list[int]
) -> None:
    once = work.tables_of

    def failing(study: Study, task: schedule.Task, *rest: Any) -> Any:
        if task.point in (1, 4):
            raise MemoryError("too little")
        return once(study, task, *rest)

    monkeypatch.setattr(work, "tables_of", failing)
    assert len(sweep(small(), tmp_path / "some").failures) == 2
    monkeypatch.setattr(work, "tables_of", once)
    del lived[:]
    assert sweep(small(), tmp_path / "some").failures == ()
    assert sorted(lived) == [1, 4]
    sweep(small(), tmp_path / "all")
    assert digests(tmp_path / "some") == digests(tmp_path / "all")
