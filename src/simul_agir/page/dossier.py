"""What one takes away: the files of the comparison that is on screen, in one archive."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from simul_agir.page.frames import Answer
from simul_agir.report.files import write_comparison
from simul_agir.scenario import Scenario
from simul_agir.study import compare

RUNS = 200


def dossier(scenario: Scenario, seed: int, lang: str) -> Answer:
    """The comparison at these settings, as `simul-agir compare --out` writes it; the archive under head["file"]."""
    found = compare(scenario, scenario.arms, RUNS, seed, 1)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "answer"
        written = write_comparison(found, target, lang)
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
            for path in written:
                whole.write(path, path.name)
    head: dict[str, Any] = {
        "call": "report",
        "name": f"simul_agir-{scenario.name}.zip",
        "type": "application/zip",
        "sentence": found.sentence(lang),
        "runs": RUNS,
    }
    return Answer({**head, "file": archive.getvalue()})
