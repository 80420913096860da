"""What one takes away: the files of the comparison that is on screen, in one archive."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from simul_agir.page.frames import Answer
from simul_agir.report.files import write_comparison
from simul_agir.scenario import Scenario
from simul_agir.study import compare

RUNS = 200
MOMENT = 0.05  # seconds of a step


def dossier_steps(scenario: Scenario, seed: int, lang: str) -> Iterator[Answer | None]:
    """`dossier` in a process of its own: None while it works, so that nobody waits for the figures of another."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        try:
            work = apart.submit(dossier, scenario, seed, lang)
            while not work.done():
                yield None
                wait([work], MOMENT)
            yield work.result()
        finally:
            apart.shutdown(wait=False, cancel_futures=True)


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
