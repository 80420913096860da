"""Lives the same runs in other ways and counts the bits that differ: the table of docs/reproducibility.md.

`python docs/same_bits.py` prints the table. Rows that this machine cannot live (other processors, another C library) say so.
"""

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from simul_agir.model.indicators import INDICATORS

INDEX = INDICATORS.index("index")
SCENARIO, STANCE, RUNS, SEED = "loos-en-gohelle", "conditional_aid", 100, 3
LIVE = """
import sys, numpy
from simul_agir import Scenario, simulate
scenario = Scenario.load({scenario!r})
parts = [simulate(scenario, stance={stance!r}, runs=runs, seed={seed}, jobs={jobs}).values for runs in {lengths}]
numpy.save(sys.argv[1], parts[-1])
"""
WAYS: dict[str, dict[str, object]] = {
    "two threads": {},
    "one thread": {"jobs": 1},
    "seven threads": {"jobs": 7},
    "after other runs in the same process": {"lengths": (3, RUNS)},
    "machine code for any x86-64 processor": {"NUMBA_CPU_NAME": "x86-64", "NUMBA_CPU_FEATURES": ""},
    "machine code for x86-64-v2 (of 2009)": {"NUMBA_CPU_NAME": "x86-64-v2", "NUMBA_CPU_FEATURES": ""},
    "NumPy without AVX2 and AVX-512": {
        "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"
    },
    "the C library's functions for processors without FMA": {
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2"
    },
}


def lived(**way: object) -> np.ndarray | None:
    """Values (runs, months + 1, indicators) of the runs lived in one way by a process of its own, if this machine can."""
    asked = {"jobs": 2, "lengths": (RUNS,), **{name: each for name, each in way.items() if name.islower()}}
    code = LIVE.format(scenario=SCENARIO, stance=STANCE, seed=SEED, **asked)
    settings = {name: str(each) for name, each in way.items() if name.isupper()}
    if settings and (platform.system() != "Linux" or platform.machine() != "x86_64"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "values.npy"
        command = [sys.executable, "-W", "ignore", "-c", code, str(file)]
        subprocess.run(command, check=True, env={**os.environ, **settings})
        return np.load(file)


def row(way: str, values: np.ndarray | None, first: np.ndarray) -> str:
    """One line of the table: how a way of living the runs differs from the first."""
    if values is None:
        return f"| {way} | not on this machine | | | |"
    same = (values.view(np.uint64) == first.view(np.uint64)).all(axis=(1, 2))
    told = "all the same" if same.all() else "**not the same**"
    apart = (np.abs(values - first) / np.maximum(1.0, np.abs(first))).max()
    end = np.abs(values[:, -1, INDEX] - first[:, -1, INDEX]).max()
    return f"| {way} | {told} | {int((~same).sum())} of {len(same)} | {apart:.1g} | {end:.1g} |"


def main() -> None:
    """Print the table."""
    first = lived()
    assert first is not None
    titles = (
        "the same runs, simulated with",
        "bits",
        "runs that differ",
        "any value, at most by",
        "index at the end",
    )
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
    for way, asked in WAYS.items():
        print(row(way, lived(**asked), first), flush=True)


if __name__ == "__main__":
    main()
