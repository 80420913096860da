"""What if a stance were left for another at some month: both futures of every run, what differs, and why."""

from simul_agir.moved import old_attributes
from simul_agir.study.branching.divergence import Divergence, Divergences
from simul_agir.study.branching.futures import WhatIf
from simul_agir.study.branching.run_what_if import what_if
from simul_agir.study.branching.shares import Share

__all__ = ["Divergence", "Divergences", "Share", "WhatIf", "what_if"]

__getattr__ = old_attributes(
    __name__,
    {"Parting": "Divergence", "Partings": "Divergences"},
)
