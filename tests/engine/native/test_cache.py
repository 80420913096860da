"""The machine code of the rules is built once, kept whole or not at all, and never stale."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir.engine.native import cache as code_cache

FOLDER = "from simul_agir.engine.native.cache import folder; print(folder())"
ANSWER = "from simul_agir import Scenario, simulate; print(simulate(Scenario.load('classroom'), runs=1).values.sum())"

BITS = """
from hashlib import sha256
from simul_agir import Scenario, simulate
for name in ("classroom", "loos-en-gohelle"):
    for stance in ("none", "conditional_aid", "diagnosed"):
        print(sha256(simulate(Scenario.load(name), stance, runs=6, seed=3).values.tobytes()).hexdigest())
"""


def elsewhere(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A new process that runs the code."""
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, **environment}
    return subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, capture_output=True, text=True
    )


def kept(table: int) -> Path:
    """The file with the code of the rules, made if nobody has needed it yet."""
    code_cache.ready(table)
    return code_cache.folder() / code_cache.FILES[table]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache of its own, in which the code of the rules is already."""
    folder = tmp_path / "cache" / "simul_agir" / code_cache.folder().name
    folder.mkdir(parents=True)
    for table in code_cache.FILES:
        shutil.copy(kept(table), folder)
    return tmp_path / "cache"


def test_the_folder_is_named_by_all_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "simul_agir"
    shutil.copytree(Path(code_cache.__file__).parents[2], rules, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_cache, "__file__", str(rules / "engine" / "native" / "cache.py"))
    names = [code_cache.fingerprint.__wrapped__()]
    for text in ("# another rule\n", "# and another\n"):
        with (rules / "model" / "trust.py").open("a", encoding="utf-8") as file:
            file.write(text)
        names.append(code_cache.fingerprint.__wrapped__())
    assert len(set(names)) == 3
    assert all(len(name) == 16 for name in names)


def test_where_the_cache_cannot_be_written_a_temporary_folder_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    told = elsewhere(FOLDER, SIMUL_AGIR_CACHE=str(tmp_path / "file"), TMPDIR=str(tmp_path)).stdout
    folder = Path(told.strip())
    assert tmp_path in folder.parents
    assert folder.is_dir()


def test_the_cache_can_be_put_where_one_wants(tmp_path: Path) -> None:
    told = elsewhere(FOLDER, SIMUL_AGIR_CACHE=str(tmp_path / "cache")).stdout
    assert Path(told.strip()) == tmp_path / "cache" / "simul_agir" / code_cache.folder().name


def test_objects_are_read_as_they_were_written_and_not_at_all_where_a_byte_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "rules"
    assert code_cache.read(file) is None
    code_cache.write(file, [b"one\n", b"", b"three"])
    assert code_cache.read(file) == [b"one\n", b"", b"three"]
    whole = file.read_bytes()
    for broken in (
        whole[:-1],
        whole[:-1] + b"x",
        b"",
        b"\n",
        b"{}\n",
        b"[]\nthree",
        b"\xff\xfe",
        whole + b"x",
    ):
        file.write_bytes(broken)
        assert code_cache.read(file) is None
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    with pytest.raises(IsADirectoryError):
        code_cache.write(tmp_path / "rules", [b"one"])
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_a_process_that_finds_the_code_loads_it_without_the_compiler(cache: Path) -> None:
    found = elsewhere(f"{ANSWER}; import sys; print('numba' in sys.modules)", SIMUL_AGIR_CACHE=str(cache))
    assert found.stdout.split()[1] == "False"


@pytest.mark.slow
def test_code_that_was_damaged_is_built_again_and_gives_the_same_answer(cache: Path) -> None:
    answer = elsewhere(ANSWER, SIMUL_AGIR_CACHE=str(cache)).stdout
    (file,) = cache.rglob(code_cache.FILES[2])
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert elsewhere(ANSWER, SIMUL_AGIR_CACHE=str(cache)).stdout == answer
    assert code_cache.read(file) is not None


@pytest.mark.slow
@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="names processors of the x86-64 family"
)
@pytest.mark.parametrize("processor", ["x86-64", "x86-64-v2"])
def test_code_for_an_older_processor_gives_the_same_bits(processor: str, tmp_path: Path) -> None:
    older = elsewhere(BITS, NUMBA_CPU_NAME=processor, NUMBA_CPU_FEATURES="", SIMUL_AGIR_CACHE=str(tmp_path))
    assert len(list(tmp_path.rglob("rules*.bin"))) == len(code_cache.FILES)
    assert older.stdout == elsewhere(BITS).stdout


@pytest.mark.slow
def test_where_no_process_can_be_started_numba_compiles_by_itself_and_the_answer_is_the_same(
    tmp_path: Path,
) -> None:
    code = "import subprocess; subprocess.Popen = None\n" + ANSWER
    found = elsewhere(code, SIMUL_AGIR_CACHE=str(tmp_path))
    assert "RuntimeWarning" in found.stderr
    assert found.stdout == elsewhere(ANSWER).stdout


@pytest.mark.slow
def test_processes_that_start_together_build_once(tmp_path: Path) -> None:
    code = f"import time; from simul_agir.engine.native import cache as m; real = m._Build.objects\n\
def objects(self):\n    print('built'); return real(self)\n\
m._Build.objects = objects; {ANSWER}"
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "SIMUL_AGIR_CACHE": str(tmp_path)}
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [run.communicate()[0].split() for run in runs]
    assert sum(lines[0] == "built" for lines in told) == 1
    assert len({lines[-1] for lines in told}) == 1
