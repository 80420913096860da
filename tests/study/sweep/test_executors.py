"""Wherever the work is done, the store is the same bit for bit; workers that die cost nothing but time."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from simul_agir.locale import RequestError
from simul_agir.study.design import Study
from simul_agir.study.store import Store, StoreError
from simul_agir.study.sweep import sweep, work
from studies import digests, small


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, str]:
    """The parts that threads of this process write."""
    sweep(_study(), tmp_path / "whole")
    return digests(tmp_path / "whole")


def _study() -> Study:
    return small(vary={"parameters": {"homophily": {"low": 0, "high": 4, "levels": 24}}})


def test_any_executor_of_the_standard_library_will_do(tmp_path: Path, whole: dict[str, str]) -> None:
    with ThreadPoolExecutor(3) as executor:
        store = sweep(_study(), tmp_path / "out", executor=executor)
    assert digests(tmp_path / "out") == whole
    assert store.journal.sessions[0]["executor"] == "ThreadPoolExecutor"


@pytest.mark.slow
def test_processes_write_the_same(tmp_path: Path, whole: dict[str, str]) -> None:
    sweep(_study(), tmp_path / "out", executor="processes", jobs=2)
    assert digests(tmp_path / "out") == whole


class Breaking(Executor):
    """An executor that is lost after so many tasks."""

    def __init__(self, tasks: int) -> None:
        self.left = tasks

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> "Future[Any]":
        from concurrent.futures.process import BrokenProcessPool

        future: Future[Any] = Future()
        self.left -= 1
        if self.left < 0:
            future.set_exception(BrokenProcessPool("a process ended"))
        else:
            future.set_result(function(*arguments, **named))
        return future


def test_an_executor_that_is_lost_is_told_and_another_goes_on(tmp_path: Path, whole: dict[str, str]) -> None:
    with pytest.raises(StoreError, match="workers are lost") as caught:
        sweep(_study(), tmp_path / "out", executor=Breaking(9))
    assert not caught.value.faulty_request
    store = Store.open(tmp_path / "out")
    assert store.journal.sessions[0]["state"] == "stopped"
    sweep(_study(), tmp_path / "out", executor=Breaking(15))
    assert digests(tmp_path / "out") == whole


def test_what_waits_for_another_store_or_place_is_lived_again(tmp_path: Path, whole: dict[str, str]) -> None:
    other = small(vary={"parameters": {"homophily": {"low": 0, "high": 3, "levels": 24}}})
    for name, study in (("mine", _study()), ("other", other)):
        with pytest.raises(StoreError, match="workers are lost"):
            sweep(study, tmp_path / name, executor=Breaking(9))
    mine, others = (sorted((tmp_path / name / "_pending").glob("*.point")) for name in ("mine", "other"))
    assert len(mine) > 2
    mine[0].write_bytes(others[0].read_bytes())
    mine[1].write_bytes(mine[2].read_bytes())
    sweep(_study(), tmp_path / "mine")
    assert digests(tmp_path / "mine") == whole


def test_workers_that_do_not_know_the_program_are_told(tmp_path: Path) -> None:
    class Bare(Executor):
        def submit(self, function: Any, /, *arguments: Any, **named: Any) -> "Future[Any]":
            future: Future[Any] = Future()
            future.set_exception(ModuleNotFoundError("No module named 'simul_agir'"))
            return future

    with pytest.raises(StoreError, match="No module named 'simul_agir'") as caught:
        sweep(small(), tmp_path, executor=Bare())
    assert "simul_agir" in caught.value.text("fr")


def test_workers_of_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = work.Job.of(small())
    monkeypatch.setattr(work, "digest_of_sources", lambda: "other")
    with pytest.raises(StoreError, match="install the same"):
        work.do_elsewhere(job, Any)  # type: ignore[arg-type]


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("simul_agir.study.sweep.executors._CONNECT", 0.2)
    with pytest.raises(RequestError, match="no Dask scheduler"):
        sweep(small(), tmp_path, executor="dask:tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    "found", ["", "nonsense", "tcp://127.0.0.1:99999", "foo://1.2.3.4:80", "tls://127.0.0.1:1"]
)
def test_what_is_no_schedulers_address_is_told_before_anything_is_written(tmp_path: Path, found: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(RequestError, match="no Dask scheduler"):
        sweep(small(), tmp_path / "out", executor=f"dask:{found}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"address": 3}', "\0"])
def test_what_is_no_schedulers_file_is_told(tmp_path: Path, text: str) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "scheduler.json").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match="no Dask scheduler"):
        sweep(small(), tmp_path / "out", executor=f"dask:{tmp_path / 'scheduler.json'}")
    assert not (tmp_path / "out").exists()


def test_mpi_without_its_workers_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pytest.importorskip("mpi4py.futures", exc_type=(ImportError, RuntimeError))  # type: ignore[arg-type]
    with pytest.raises(RequestError, match="mpi4py"):
        sweep(small(), tmp_path / "out", executor="mpi")
    assert not (tmp_path / "out").exists()


def test_a_worker_killed_in_mid_sweep_changes_no_bit(tmp_path: Path, whole: dict[str, str]) -> None:
    distributed = pytest.importorskip("distributed")
    killed: list[int] = []
    with (
        distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        pids = list(client.run(os.getpid).values())

        def kill_one(done: int, total: int) -> None:
            if done >= total // 4 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        store = sweep(
            _study(), tmp_path / "out", executor=f"dask:{cluster.scheduler_address}", progress=kill_one
        )
    assert killed
    assert store.failures == ()
    assert digests(tmp_path / "out") == whole


@pytest.mark.slow
def test_mpi_writes_the_same(tmp_path: Path, whole: dict[str, str]) -> None:
    launcher = shutil.which("mpiexec", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if launcher is None:
        pytest.skip("there is no MPI here: no mpiexec")
    pytest.importorskip("mpi4py.MPI", exc_type=(ImportError, RuntimeError))  # type: ignore[arg-type]
    study = tmp_path / "study.toml"
    study.write_text(
        textwrap.dedent(
            """
            scenario = "classroom"
            stances = ["none", "residents"]
            runs = 3
            [fixed]
            months = 12
            warm_up = 1
            [vary]
            parameters.homophily = { low = 0, high = 4, levels = 24 }
            """
        ),
        encoding="utf-8",
    )
    command = [
        "-m",
        "mpi4py.futures",
        "-m",
        "simul_agir",
        "sweep",
        str(study),
        "--out",
        str(tmp_path / "out"),
    ]
    root = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    subprocess.run(
        [launcher, "--oversubscribe", "-n", "3", sys.executable, *command, "--executor", "mpi"],
        check=True,
        env={**os.environ, **root},
        timeout=300,
    )
    assert digests(tmp_path / "out") == whole
