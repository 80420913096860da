"""Print what the speed is on this machine: medians of several interleaved runs, and the ratios that matter."""

import argparse
import platform

from benchmarks import france
from benchmarks.commands import commands
from benchmarks.floor import floor
from benchmarks.large import coarse, flatness, memory, thousand
from benchmarks.mesa import mesa_twin
from benchmarks.rates import ensembles, sizes
from benchmarks.sweep import sweeps
from simul_agir.processors import processors

if __name__ == "__main__":
    wish = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wish.add_argument("--france", action="store_true", help="all contracts too: minutes")
    wish.add_argument("--memory", action="store_true", help="memory of a hundred thousand runs too: minutes")
    asked = wish.parse_args()
    print(f"{platform.machine()}, {processors()} processors, Python {platform.python_version()}")
    ensembles()
    floor()
    sizes()
    thousand()
    coarse()
    flatness()
    france.sample()
    sweeps()
    mesa_twin()
    commands()
    if asked.memory:
        memory()
    if asked.france:
        france.whole()
