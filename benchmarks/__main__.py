"""Print what the speed is on this machine: medians of several interleaved runs, and the ratios that matter."""

import os
import platform

from benchmarks.commands import commands
from benchmarks.mesa import mesa_twin
from benchmarks.rates import ensembles, sizes

if __name__ == "__main__":
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    ensembles()
    sizes()
    mesa_twin()
    commands()
