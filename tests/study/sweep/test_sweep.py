"""A sweep keeps what it lives: resumed, extended, interrupted at any write, with points that fail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simul_agir.study.design import Study
from simul_agir.study.judged import AFTERWARDS, JUDGED
from simul_agir.study.store import Store, StoreError, schedule
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import sweep, work
from studies import digests, small

KEEP = {
    "quantiles": [0.1, 0.9],
    "indicators": ["index"],
    "trajectories": ["need"],
    "events": ["rise", "fall"],
}


@pytest.fixture
def parts_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two points each."""
    monkeypatch.setattr(schedule, "MOST_POINTS", 2)


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The points that are lived, in their order."""
    points: list[int] = []
    once = work.tables_of

    def counted(study: Study, task: schedule.Task, *rest: Any) -> Any:
        points.append(task.point)
        return once(study, task, *rest)

    monkeypatch.setattr(work, "tables_of", counted)
    return points


def test_what_follows_the_contract_may_be_left_out(tmp_path: Path) -> None:
    short, whole = tmp_path / "short", tmp_path / "whole"
    less = sweep(small(keep={"afterwards": False}), short).frame()
    more = sweep(small(), whole).frame()
    assert less[list(AFTERWARDS)].isna().all().all()
    assert more[list(AFTERWARDS)].notna().all().all()
    rest = [name for name in JUDGED if name not in AFTERWARDS]
    assert np.array_equal(less[rest].to_numpy(), more[rest].to_numpy())


def test_threads_and_parts_change_no_byte(tmp_path: Path, parts_of_two: None) -> None:
    sweep(small(), tmp_path / "one", jobs=1)
    sweep(small(), tmp_path / "two", jobs=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(digests(tmp_path / "one")) == 4


def test_all_points_get_their_first_runs_before_any_gets_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lived: list[int]
) -> None:
    monkeypatch.setattr(schedule, "CHUNK", 2)
    store = sweep(small(), tmp_path / "chunks", jobs=1)
    assert sorted(lived[:6]) == sorted(lived[6:]) == list(range(6))
    assert store.frame().equals(sweep(small(), tmp_path / "whole").frame())


def test_another_version_is_not_mixed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(small(), tmp_path)
    monkeypatch.setattr("simul_agir.version.version", lambda: "9.9")
    with pytest.raises(StoreError, match=r"version: .* / 9\.9"):
        sweep(small(), tmp_path)


def test_a_store_of_an_older_version_stays_readable_and_names_the_version_that_can_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("simul_agir.version.version", lambda: "0.1.0")
        sweep(small(), tmp_path)
    before = digests(tmp_path)
    with pytest.raises(StoreError) as refused:
        sweep(small(), tmp_path, runs=4)
    for lang in ("en", "fr"):
        assert "simul_agir 0.1.0" in refused.value.text(lang)
    assert len(Store.open(tmp_path).frame()) == 36
    assert verify(Store.open(tmp_path)).sound
    assert digests(tmp_path) == before


def _partly_failing() -> Study:
    """Four points, two of which make no scenario: the training would begin after the end."""
    return small(
        fixed={"warm_up": 1},
        vary={"months": [12, 18], "path": {"training": {"start": [5, 20]}}},
    )


class Killed(BaseException):
    """The process is dead: nothing more reaches the disk."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Lets the process die at its so manieth step on the disk; before it, and then for good."""
    left = [-1]

    def mortal(step: Callable[..., Any]) -> Callable[..., Any]:
        def taken(*arguments: Any, **named: Any) -> Any:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return step(*arguments, **named)

        return taken

    for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "fsync"), (Path, "mkdir"), (Path, "open")):
        monkeypatch.setattr(owner, name, mortal(getattr(owner, name)))

    def die_after(steps: int) -> None:
        left[0] = steps

    yield die_after
    left[0] = -1


def _swept(study: Study, folder: Path) -> bool:
    try:
        sweep(study, folder, jobs=1)
    except Killed:
        return False
    return True


def _from_file(folder: Path) -> Study:
    """Six points from a CSV file, one run of each, its quantiles kept."""
    (folder / "points.csv").write_text("budget\n0\n1\n2\n3\n4\n5\n", encoding="utf-8")
    (folder / "study.toml").write_text(
        'scenario = "classroom"\nstances = ["none", "residents"]\nruns = 1\n[fixed]\nmonths = 12\nwarm_up = 1\n'
        '[design]\nfile = "points.csv"\n[keep]\nquantiles = [0.5]\nindicators = ["index"]\n',
        encoding="utf-8",
    )
    return Study.load(folder)


@pytest.mark.parametrize("stride", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_any_step_on_the_disk_and_resumed_the_parts_are_those_of_an_unbroken_sweep(
    tmp_path: Path, dying: Callable[[int], None], parts_of_two: None, lived: list[int], stride: int
) -> None:
    study = _from_file(tmp_path)
    sweep(study, tmp_path / "whole")
    whole = digests(tmp_path / "whole")
    for steps in range(1, 1000, stride):
        folder = tmp_path / f"killed-{steps}"
        del lived[:]
        dying(steps)
        ended = _swept(study, folder)
        dying(-1)
        assert _swept(study, folder)
        assert digests(folder) == whole, steps
        assert len(lived) <= 7, steps  # none twice, but for the one that was under way
        assert [each.name for each in folder.rglob(".writing-*")] == [], steps
        if ended:
            return
    raise AssertionError("it never came to its end")


def test_killed_while_what_failed_takes_its_place_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dying: Callable[[int], None]
) -> None:
    study, once = small(runs=1, keep={"quantiles": [0.5], "indicators": ["index"]}), work.tables_of

    def failing(study: Study, task: schedule.Task, *rest: Any) -> Any:
        if task.point in (1, 4):
            raise MemoryError("too little")
        return once(study, task, *rest)

    sweep(study, tmp_path / "whole")
    for steps in range(5, 45, 3):
        folder = tmp_path / f"killed-{steps}"
        monkeypatch.setattr(work, "tables_of", failing)
        sweep(study, folder)
        monkeypatch.setattr(work, "tables_of", once)
        dying(steps)
        _swept(study, folder)
        dying(-1)
        assert _swept(study, folder)
        assert digests(folder) == digests(tmp_path / "whole"), steps


def test_progress_counts_runs_of_points_and_begins_where_the_work_was_left(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sweep(small(), tmp_path, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 18)
    assert told[-1] == (18, 18)
    del told[:]
    sweep(small(), tmp_path, runs=5, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (18, 30)
