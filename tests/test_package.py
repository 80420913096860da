"""What is shipped: one version everywhere, nothing of anybody's machine, scenarios found from anywhere."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from simul_agir import Scenario
from simul_agir.engine.native.bitcode import FILES

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]

FOLDERS = ("src", "scenarios", "tests", "benchmarks", "docs", "experiments", ".ci")
TEXT = {".py", ".toml", ".csv", ".md", ".txt", ".cff", ".json", ".typed", ""}
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.~}])/(?:home|root|Users|work|mnt|private)/\w|\b[A-Z]:\\+Users\\")


def texts() -> list[Path]:
    """Every text file of the project, but not what tools leave behind."""
    files = [
        path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith((".coverage", ".git"))
    ]
    for folder in FOLDERS:
        files += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [path for path in files if path.suffix in TEXT and "__pycache__" not in path.parts]


def test_versions_agree() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^version: {re.escape(VERSION)}$", citation, re.MULTILINE)
    assert re.search(rf"^## \[{re.escape(VERSION)}\]", changelog, re.MULTILINE)
    assert importlib.metadata.version("simul-agir") == VERSION


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in texts()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if SOMEBODYS_MACHINE.search(line)
    ]
    assert found == []


def test_constraints_hold_no_address_and_pin_every_dependency() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", line) for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    extras = PROJECT["optional-dependencies"]
    asked = [*PROJECT["dependencies"], *(each for extra in extras.values() for each in extra)]
    names = {re.split(r"[\[<>=!~ ]", each)[0].lower().replace("_", "-") for each in asked}
    assert names - {"simul-agir"} <= pinned


def test_no_mesa_is_installed_that_takes_the_name_of_a_territorys_scenario() -> None:
    """Python 3.12 and later would be given Mesa 3.5, with which no Territory can be made."""
    (asked,) = (Requirement(each) for each in PROJECT["dependencies"] if each.startswith("mesa"))
    assert "3.3.1" in asked.specifier
    assert "3.4.0" not in asked.specifier


def test_shipped_scenarios_are_found_by_name_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(Scenario.load("classroom").landscape.ids) == 12


@pytest.mark.slow
def test_a_wheel_carries_all_that_is_needed_outside_a_checkout(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(build, check=True, timeout=300)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    shipped = {path.parent.name for path in (ROOT / "scenarios").glob("*/scenario.toml")}
    assert {
        path.parent.name for path in (site / "simul_agir" / "_scenarios").glob("*/scenario.toml")
    } == shipped
    assert all((site / "simul_agir" / "world" / "data" / file).is_file() for file in FILES.values())
    ask = (
        "import simul_agir; print(simul_agir.__file__); [simul_agir.Scenario.load(n) for n in {!r}]; "
        "from simul_agir.verification.answer import asked; assert len(asked([], {{}}, full=True)) > 8"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask.format(sorted(shipped))],
        check=True,
        timeout=300,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert answer.stdout.startswith(str(site))
