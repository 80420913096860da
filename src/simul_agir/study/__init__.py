"""Asking: the same luck for every stance, paired differences, a verdict. Loaded when first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simul_agir.study.atlas import Atlas
    from simul_agir.study.branching import WhatIf, what_if
    from simul_agir.study.comparison import ArmEnd, Comparison, Difference, Estimate
    from simul_agir.study.contracts import compare_contracts
    from simul_agir.study.design import Study
    from simul_agir.study.outcomes import OUTCOMES, PRIMARY, SMALLEST_RELEVANT_EFFECT
    from simul_agir.study.same_luck import compare, comparison_of
    from simul_agir.study.search import compare_until_sure
    from simul_agir.study.store import Store
    from simul_agir.study.sure import Sure
    from simul_agir.study.sweeping import sweep
    from simul_agir.study.verdict import Verdict

__all__ = [
    "OUTCOMES",
    "PRIMARY",
    "SMALLEST_RELEVANT_EFFECT",
    "ArmEnd",
    "Atlas",
    "Comparison",
    "Difference",
    "Estimate",
    "Store",
    "Study",
    "Sure",
    "Verdict",
    "WhatIf",
    "compare",
    "compare_contracts",
    "compare_until_sure",
    "comparison_of",
    "sweep",
    "what_if",
]

_HOMES = {
    "branching": ("WhatIf", "what_if"),
    "atlas": ("Atlas",),
    "comparison": ("ArmEnd", "Comparison", "Difference", "Estimate"),
    "contracts": ("compare_contracts",),
    "design": ("Study",),
    "outcomes": ("OUTCOMES", "PRIMARY", "SMALLEST_RELEVANT_EFFECT"),
    "same_luck": ("compare", "comparison_of"),
    "search": ("compare_until_sure",),
    "sure": ("Sure",),
    "store": ("Store",),
    "sweeping": ("sweep",),
    "verdict": ("Verdict",),
}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
