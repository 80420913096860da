"""The notebook goes from a scenario to a flip map, every time."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

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
    assert "no stance ends highest (ladder) in more points than" in told
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2
