"""What a sweep costs beside the rules of the month: processor time of both, in the same work."""

import tempfile
import threading
import time
from typing import Any

from simul_agir.simulation import batch
from simul_agir.study.design import Study
from simul_agir.study.design.points import Places
from simul_agir.study.sweep import sweep

STUDY = "loos-en-gohelle-1000"
POINTS = 40
WARM = 4


def sweeps(points: int = POINTS) -> None:
    """The first points of the study of a thousand: all of a sweep, landscapes and writing included, over the rules alone."""
    study = Study.load(STUDY)
    layout = study.layout
    assert isinstance(layout, Places)
    _swept(study.at(layout.places[:WARM]))
    whole, rules, wall = _swept(study.at(layout.places[:points]))
    print(
        f"Sweep of {points} points x {len(study.stances)} stances x {study.runs} runs x 72 months, {STUDY}:"
    )
    print(
        f"  processor time over that of the rules alone: {whole / rules:.3f}   ({whole:.1f} s over {rules:.1f} s)"
    )
    print(f"  processors kept busy: {whole / wall:.2f}   ({wall:.1f} s)")


def _swept(study: Study) -> tuple[float, float, float]:
    """Processor time of a sweep, of the rules in it, and the time it lasted."""
    spent, lock, live = [0.0], threading.Lock(), batch.live

    def timed(*arguments: Any) -> None:
        began = time.thread_time()
        live(*arguments)
        with lock:
            spent[0] += time.thread_time() - began

    batch.live = timed
    try:
        with tempfile.TemporaryDirectory() as folder:
            wall, busy = time.perf_counter(), time.process_time()
            sweep(study, folder)
            return time.process_time() - busy, spent[0], time.perf_counter() - wall
    finally:
        batch.live = live


if __name__ == "__main__":
    sweeps()
