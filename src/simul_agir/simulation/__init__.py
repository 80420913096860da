"""Runs simulations: batches and ensembles of replicates, histograms, branches, stories, and the Mesa model."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simul_agir.simulation.arm import Arm, Cost, Switch
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.ensemble import Ensemble, simulate, simulate_arms
from simul_agir.simulation.histograms import Histograms, HistogramsError, simulate_histograms
from simul_agir.simulation.saved import SavedBatchError
from simul_agir.simulation.story import Event, Story, record
from simul_agir.simulation.working_network import network, network_of

if TYPE_CHECKING:
    from simul_agir.simulation.territory import Actor, Stage, Territory

__all__ = [
    "Actor",
    "Arm",
    "Batch",
    "Cost",
    "Ensemble",
    "Event",
    "Histograms",
    "HistogramsError",
    "SavedBatchError",
    "Stage",
    "Story",
    "Switch",
    "Territory",
    "network",
    "network_of",
    "record",
    "simulate",
    "simulate_arms",
    "simulate_histograms",
]

_WITH_MESA = ("Actor", "Stage", "Territory")


def __getattr__(name: str) -> Any:
    """Import the Mesa model and its agents at their first use, so that other uses of the package do not load Mesa."""
    if name not in _WITH_MESA:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("simul_agir.simulation.territory"), name)
