"""Old names of `simul_agir.model` and `simul_agir.engine`, for one release. To import one warns and gives the new module."""

import sys
from types import ModuleType
from typing import Final

from simul_agir.moved import OldNames

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


_PACKAGE: Final = __name__.rpartition(".")[0]
_OLD: Final = OldNames(
    {f"{__name__}.{old}": f"{_PACKAGE}.{new}" for old, new in MOVED.items()},
    said={f"{__name__}.{old}": f"{_PACKAGE}.stances" for old in ("instruments", "measures")},
)
sys.meta_path.append(_OLD)


def __getattr__(old: str) -> ModuleType:
    if old in MOVED:
        return _OLD.module(f"{__name__}.{old}")
    raise AttributeError(f"simul_agir.world has no {old!r}")
