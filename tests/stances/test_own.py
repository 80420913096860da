"""A stance of one's own comes from a file that is given or from a Python call; workers and records know that file."""

import hashlib
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from simul_agir import Scenario, simulate, sweep
from simul_agir.scenario import stance_names
from simul_agir.stances import StanceError, StanceModuleError, get, load_stance_module, names, own, register
from simul_agir.study import Study
from simul_agir.study.sweep.work import Job

MINE = '''
from simul_agir import Stance


class Mine(Stance):
    """Does nothing of its own."""

    name = "mine"
    source = "a test"
'''
BASE = MINE.replace('    name = "mine"\n', "") + '\n\nclass Heir(Mine):\n    name = "heir"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "my_stances.py"
    found.write_text(MINE)
    return found


def test_the_stances_of_a_file_are_known_by_their_names(file: Path) -> None:
    found = load_stance_module(file)
    assert found.names == ("mine",)
    assert found.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert get("mine").name == "mine"
    assert "mine" in names()
    assert stance_names.is_allowed("mine")
    assert "mine" in Scenario.from_contract("CN04801N", arms=["none", "mine"]).arms


def test_a_file_that_is_forgotten_leaves_nothing(file: Path) -> None:
    load_stance_module(file)
    own.forget_modules()
    assert not stance_names.is_allowed("mine")
    with pytest.raises(StanceError):
        get("mine")


def test_a_file_loaded_again_is_loaded_anew(file: Path) -> None:
    load_stance_module(file)
    file.write_text(MINE.replace("a test", "another"))
    load_stance_module(file)
    assert get("mine").source == "another"
    assert len(own.modules()) == 1


def test_a_base_class_without_a_name_is_no_stance(file: Path) -> None:
    file.write_text(BASE)
    assert load_stance_module(file).names == ("heir",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "defines no stance"),
        ("raise SystemExit(7)", "SystemExit: 7"),
        ("raise KeyError('ouch')", "ouch"),
        ("if", "SyntaxError"),
        ("\x00", "fails"),
        ("import neighbour_of_this_file", "neighbour_of_this_file"),
        (MINE.replace('"mine"', '"none"'), "'none'"),
        (MINE.replace('"mine"', '"pulse"'), "'pulse'"),
    ],
)
def test_a_file_that_cannot_serve_is_told_in_a_line_in_both_languages(
    text: str, said: str, file: Path
) -> None:
    (file.parent / "neighbour_of_this_file.py").touch()
    file.write_text(text)
    with pytest.raises(StanceModuleError) as refused:
        load_stance_module(file)
    assert said in refused.value.text("en")
    assert "--stance-module" in refused.value.text("fr")
    assert "\n" not in refused.value.text("fr")


@pytest.mark.parametrize("made", ["missing", "folder", "large"])
def test_what_is_no_file_of_ordinary_size_is_told(made: str, file: Path) -> None:
    file.unlink()
    if made == "folder":
        file.mkdir()
    elif made == "large":
        file.write_text("#" * (own.LARGEST + 1))
    with pytest.raises(StanceModuleError, match="my_stances"):
        load_stance_module(file)


def test_two_files_may_not_name_one_stance(file: Path) -> None:
    load_stance_module(file)
    other = file.with_name("other.py")
    other.write_text(MINE)
    with pytest.raises(StanceModuleError, match="already"):
        load_stance_module(other)


def test_a_stance_from_a_file_can_be_pickled_and_lived(file: Path) -> None:
    load_stance_module(file)
    again = pickle.loads(pickle.dumps(get("mine")))
    assert again.name == "mine"
    lived = simulate(Scenario.load("classroom"), stance="mine", runs=1)
    assert lived.of("effort")[:, -1].min() > 0


@pytest.fixture
def small(file: Path) -> Study:
    load_stance_module(file)
    return Study.of(
        scenario="classroom",
        stances=["none", "mine"],
        runs=1,
        fixed={"months": 12, "warm_up": 1},
        vary={"budget": [0, 1]},
    )


def test_a_store_records_the_digest_of_the_file(small: Study, file: Path, tmp_path: Path) -> None:
    store = sweep(small, tmp_path / "store", jobs=1)
    told = (tmp_path / "store" / "_manifest.json").read_text()
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told
    assert set(store.frame()["stance"]) == {"none", "mine"}


def test_a_worker_gets_the_file_with_its_work(small: Study, file: Path) -> None:
    parcel = pickle.dumps(Job.of(small))
    file.unlink()
    code = (
        "import pickle, sys\n"
        "from simul_agir.study.sweep.work import _unpacked\n"
        "from simul_agir.stances import get\n"
        "_unpacked(pickle.loads(sys.stdin.buffer.read()))\n"
        "print(get('mine').source)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=parcel, capture_output=True, check=False)
    assert done.stdout.decode().strip() == "a test", done.stderr.decode()[-400:]


def test_no_text_of_a_file_runs_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "planted.py").write_text("open('ran', 'w')\n" + MINE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from simul_agir.cli import main

    (tmp_path / "scenario.toml").write_text('contract = "CN06202I"\narms = ["none", "planted:Mine"]\n')
    (tmp_path / "s.toml").write_text(
        'scenario = "classroom"\nruns = 1\nstances = ["planted:Mine"]\n[vary]\nbudget = [1]\n'
    )
    for command in (
        ["check", "."],
        ["compare", ".", "--runs", "1"],
        ["check", "s.toml"],
        ["sweep", "s.toml", "--out", "store"],
        ["sensitivity", "s.toml"],
        ["discover", "s.toml"],
        ["compare", "classroom", "--stances", "none,planted:Mine"],
        ["run", "classroom", "--stance", "planted:Mine"],
        ["optimise", "classroom", "--stances", "planted:Mine"],
    ):
        assert main(command) == 2, command
    assert not (tmp_path / "ran").exists()
    assert "planted" not in sys.modules


def test_a_class_of_a_python_program_may_be_registered() -> None:
    from stances.example_stances import AidAndPlans

    register(AidAndPlans)
    assert isinstance(get("aid_and_plans"), AidAndPlans)
    own.forget("aid_and_plans")
    assert "aid_and_plans" not in names()
