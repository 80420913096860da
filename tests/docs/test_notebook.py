"""The notebook goes from a scenario to a flip map, every time; what its neighbours quote holds."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from simul_agir import Scenario
from simul_agir.study.search.optimisation import Question, optimise

NOTEBOOK = Path(__file__).parents[2] / "docs" / "flip-map.ipynb"


def test_the_notebook_goes_from_a_scenario_to_a_flip_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, 4)
    for cell in notebook.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell["outputs"] = []
            cell["source"] = cell["source"].replace("runs=20", "runs=2").replace("runs=10", "runs=3")
            cell["source"] = cell["source"].replace("scenarios=70", "scenarios=40")
    NotebookClient(notebook, timeout=240, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    told = "".join(output.get("text", "") for output in outputs)
    assert "ends highest (ladder) in more points than any other stance" in told
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2


@pytest.mark.slow
def test_the_search_quoted_on_its_page_is_that_of_the_present_model() -> None:
    found = optimise(Scenario.load("classroom"), Question(evaluations=200))
    ends = found.gain.estimate
    assert ends.low is not None
    assert ends.high is not None
    page = " ".join((NOTEBOOK.parent / "policies-as-search.md").read_text(encoding="utf-8").split())
    told = f"(200 policies), {ends.mean:+.2f} [{ends.low:+.2f}; {ends.high:+.2f}] over `{found.rival}`"
    assert told in page
    assert f"the search had shown a gain of {found.training.estimate.mean:.2f}" in page
