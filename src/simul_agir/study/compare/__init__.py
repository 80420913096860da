"""Comparisons of stances and arms on common random numbers: of one contract, or of many."""

from simul_agir.moved import still_callable

still_callable(__name__)
