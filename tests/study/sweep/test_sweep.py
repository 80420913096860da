"""A sweep keeps what it lives: resumed, extended, interrupted at any write, with points that fail."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simul_agir.locale import RequestError
from simul_agir.simulation import simulate_arms
from simul_agir.simulation.aftermath import simulate_aftermath
from simul_agir.study.design import Study
from simul_agir.study.judged import AFTERWARDS, JUDGED
from simul_agir.study.outcomes import OUTCOMES, outcomes_of
from simul_agir.study.profile.readings import outcomes_read
from simul_agir.study.store import Store, StoreError, schedule
from simul_agir.study.store.verify import verify
from simul_agir.study.sweep import outcomes_at, sweep, work
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


def test_the_table_holds_what_the_runs_of_each_point_come_to(tmp_path: Path) -> None:
    study = small()
    frame = sweep(study, tmp_path).frame()
    assert len(frame) == 6 * 2 * 3
    point = study.points()[3]
    found = simulate_arms(study.scenario(point), study.stances, runs=3, seed=1)
    for stance, ensemble in found.items():
        rows = frame[(frame["point"] == 3) & (frame["stance"] == stance)]
        assert np.array_equal(rows[list(OUTCOMES)].to_numpy(), outcomes_of(ensemble))
        assert rows["scenario.budget"].tolist() == [5000] * 3
    there = outcomes_at(study, point.settings)
    assert np.array_equal(
        there[:, :, : len(OUTCOMES)], np.stack([outcomes_of(each) for each in found.values()])
    )


def test_the_table_holds_every_outcome_of_the_profile(tmp_path: Path) -> None:
    study = small()
    frame = sweep(study, tmp_path).frame()
    point = study.points()[3]
    followed = simulate_aftermath(study.scenario(point), study.stances, runs=3, seed=1)
    for stance, each in followed.items():
        rows = frame[(frame["point"] == 3) & (frame["stance"] == stance)]
        for name, values in outcomes_read(each).items():
            if name != "hours":  # the comparison's, of all actors
                assert np.array_equal(rows[name].to_numpy(), values)


def test_what_follows_the_contract_may_be_left_out(tmp_path: Path) -> None:
    short, whole = tmp_path / "short", tmp_path / "whole"
    less = sweep(small(keep={"afterwards": False}), short).frame()
    more = sweep(small(), whole).frame()
    assert less[list(AFTERWARDS)].isna().all().all()
    assert more[list(AFTERWARDS)].notna().all().all()
    rest = [name for name in JUDGED if name not in AFTERWARDS]
    assert np.array_equal(less[rest].to_numpy(), more[rest].to_numpy())


def test_pandas_and_duckdb_read_the_folder_alone(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    store = sweep(small(keep=KEEP), tmp_path)
    assert len(pd.read_parquet(tmp_path)) == 36
    ((count, mean),) = duckdb.sql(f"select count(*), avg(index) from '{tmp_path}/*.parquet'").fetchall()
    assert count == 36
    assert mean == pytest.approx(store.frame()["index"].mean())
    for name in ("_quantiles", "_trajectories", "_events", "_points"):
        assert len(pd.read_parquet(tmp_path / name))


def test_what_is_kept_beside_the_outcomes_agrees_with_them(tmp_path: Path) -> None:
    study = small(keep=KEEP)
    store = sweep(study, tmp_path)
    ensemble = simulate_arms(study.scenario(study.points()[2]), study.stances, runs=3, seed=1)["residents"]
    here = "point == 2 and stance == 'residents'"
    quantiles = store.quantiles().query(here)["index"].to_numpy().reshape(13, 2).T
    assert np.array_equal(quantiles, ensemble.quantiles("index", (0.1, 0.9)))
    trajectories = store.trajectories().query(here)["need"].to_numpy().reshape(3, 13)
    assert np.array_equal(trajectories, ensemble.of("need"))
    events = store.events()
    assert set(events["what"]) <= {"rise", "fall"}
    assert set(events["run"]) == {0}


def test_threads_and_parts_change_no_byte(tmp_path: Path, parts_of_two: None) -> None:
    sweep(small(), tmp_path / "one", jobs=1)
    sweep(small(), tmp_path / "two", jobs=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(digests(tmp_path / "one")) == 4


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


def test_all_points_get_their_first_runs_before_any_gets_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lived: list[int]
) -> None:
    monkeypatch.setattr(schedule, "CHUNK", 2)
    store = sweep(small(), tmp_path / "chunks", jobs=1)
    assert sorted(lived[:6]) == sorted(lived[6:]) == list(range(6))
    assert store.frame().equals(sweep(small(), tmp_path / "whole").frame())


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


def test_a_point_that_fails_is_recorded_and_the_others_are_lived(tmp_path: Path, parts_of_two: None) -> None:
    study = _partly_failing()
    store = sweep(study, tmp_path, jobs=2)
    assert {each.point for each in store.failures} == {1, 3}
    assert all("path.training.start" in each.why and "permis" in each.why_fr for each in store.failures)
    assert set(store.frame()["point"]) == {0, 2}
    assert not store.to_dict()["complete"]
    assert verify(store).sound


def _partly_failing() -> Study:
    """Four points, two of which make no scenario: the training would begin after the end."""
    return small(
        fixed={"warm_up": 1},
        vary={"months": [12, 18], "path": {"training": {"start": [5, 20]}}},
    )


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


@pytest.mark.parametrize("steps", [3, 20, 31, 44])
def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts_of_two: None, lived: list[int], steps: int
) -> None:
    study, replace, left = small(runs=1), Path.replace, [steps]

    def full(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    if steps < 13:
        with pytest.raises(StoreError, match="No space left on device") as caught:
            sweep(study, tmp_path / "full", jobs=1)
        assert not caught.value.faulty_request
        assert "reprend" in caught.value.text("fr")
    else:
        sweep(study, tmp_path / "full", jobs=1)
    left[0] = 10**6
    sweep(study, tmp_path / "full", jobs=1)
    assert len(lived) <= 7
    sweep(study, tmp_path / "whole")
    assert digests(tmp_path / "full") == digests(tmp_path / "whole")


def test_a_result_that_was_cut_short_is_lived_again(tmp_path: Path, dying: Callable[[int], None]) -> None:
    study = small(runs=1)
    dying(60)
    assert not _swept(study, tmp_path / "cut")
    dying(-1)
    waiting = sorted((tmp_path / "cut" / "_pending").glob("*.point"))
    waiting[0].write_bytes(waiting[0].read_bytes()[:-7])
    waiting[1].write_bytes(b"")
    sweep(study, tmp_path / "cut")
    sweep(study, tmp_path / "whole")
    assert digests(tmp_path / "cut") == digests(tmp_path / "whole")


@pytest.mark.parametrize("room", [0, 7, 300])
def test_a_disk_that_is_full_in_the_middle_of_a_line_leaves_no_half_line(tmp_path: Path, room: int) -> None:
    resource = pytest.importorskip("resource")
    study, journal = small(runs=1), tmp_path / "_journal.jsonl"
    for runs in (1, 2, 3):  # the journal outgrows all other files that are written
        sweep(study, tmp_path, runs=runs)
    before, usual = journal.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, usual[1]))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            sweep(study, tmp_path, runs=4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert journal.read_bytes() == before
    assert verify(sweep(study, tmp_path, runs=4)).sound
    assert len(Store.open(tmp_path).frame()) == 6 * 2 * 4


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


def test_the_store_says_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(
        'scenario = "classroom"\nruns = 1\n[fixed]\nmonths = 12\n', encoding="utf-8"
    )
    study = Study.load(tmp_path)
    store = sweep(study, tmp_path / "out", command=["simul-agir", "sweep"])
    folder = tmp_path / "out"
    assert (folder / "_study.toml").read_text(encoding="utf-8") == study.text
    assert {path.name for path in (folder / "_scenario" / "classroom").iterdir()} == {
        "scenario.toml",
        "actors.csv",
        "ties.csv",
    }
    assert store.manifest.asked["scenarios"] == {"classroom": study.scenario().hash}
    (session,) = store.journal.sessions
    assert session["command"] == ["simul-agir", "sweep"]
    assert {
        "numpy",
        "numba",
        "platform",
        "seconds",
        "state",
        "packages",
        "started",
        "ended",
    } <= session.keys()
    assert json.loads((folder / "_manifest.json").read_text(encoding="utf-8"))["asked"]["seed"] == 1


def test_progress_counts_runs_of_points_and_begins_where_the_work_was_left(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    sweep(small(), tmp_path, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 18)
    assert told[-1] == (18, 18)
    del told[:]
    sweep(small(), tmp_path, runs=5, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (18, 30)
