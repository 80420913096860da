"""What if a stance were left for another at some month: both futures of every run, what differs, and why."""

from simul_agir.study.branching.asking import what_if
from simul_agir.study.branching.futures import WhatIf
from simul_agir.study.branching.partings import Parting, Partings
from simul_agir.study.branching.shares import Share

__all__ = ["Parting", "Partings", "Share", "WhatIf", "what_if"]
