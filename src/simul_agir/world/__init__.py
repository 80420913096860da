"""Old names of `simul_agir.model` and `simul_agir.engine`, for one release. To import one warns and gives the new module."""

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

MOVED: Final = {
    "parameters": "model.parameters",
    "instruments": "model.instruments",
    "events": "model.events",
    "measures": "model.indicators",
    "state": "model.state",
    "month": "model.schedule",
    "context": "model.context",
    "levels": "model.levels",
    "engagement": "model.engagement",
    "seeking": "model.partner_choice",
    "encounters": "model.encounters",
    "convened": "model.convening",
    "actions": "model.proposals",
    "outcomes": "model.team_action",
    "mutual_aid": "model.mutual_aid",
    "learning": "model.learning",
    "work": "model.routine_work",
    "wearing": "model.decay",
    "ties": "model.ties",
    "trust": "model.trust",
    "ladder": "model.ladder",
    "collective": "model.collective",
    "chance": "model.randomness",
    "compiled": "engine.rule",
    "who": "engine.actors",
    "bits": "engine.bitset",
    "draws": "engine.choice",
    "eights": "engine.layout",
    "powers": "engine.powers",
    "reference": "engine.handles",
    "lanes": "engine.lowering.f64x8",
    "lane_code": "engine.lowering.f64x8_llvm",
    "words": "engine.lowering.u64x8",
    "word_code": "engine.lowering.u64x8_llvm",
    "who_code": "engine.lowering.actors_llvm",
    "place_code": "engine.lowering.cells_llvm",
    "population": "engine.lowering.popcount_llvm",
    "grid": "engine.lowering.grid_llvm",
    "compiler": "engine.native.build",
    "machine": "engine.native.cache",
    "shipped": "engine.native.bitcode",
    "branches": "engine.native.profile_guided",
    "shares": "engine.native.partition",
}


def _moved(old: str) -> ModuleType:
    new = MOVED[old]
    told = "stances" if old in ("instruments", "measures") else new
    warnings.warn(f"simul_agir.world.{old} has moved: import from simul_agir.{told}", DeprecationWarning, 3)
    return import_module(f"simul_agir.{new}")


class _Moved(MetaPathFinder, Loader):
    """Finds the new module under its old name."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        """A specification for an old name, and for nothing else."""
        package, _, old = fullname.rpartition(".")
        return ModuleSpec(fullname, self) if package == __name__ and old in MOVED else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The new module; what it says of itself is put back in `exec_module`."""
        module = _moved(spec.name.rpartition(".")[2])
        spec.loader_state = module.__spec__, module.__loader__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: it has been run under its new name."""
        spec = module.__spec__
        if spec is not None and spec.loader_state:
            module.__spec__, module.__loader__ = spec.loader_state


sys.meta_path.append(_Moved())


def __getattr__(old: str) -> ModuleType:
    if old in MOVED:
        return _moved(old)
    raise AttributeError(f"simul_agir.world has no {old!r}")
