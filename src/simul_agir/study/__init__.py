"""Comparisons and studies: common random numbers, paired differences, verdicts. Loaded on first use."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simul_agir.study.branching import WhatIf, what_if
    from simul_agir.study.compare.atlas import Atlas
    from simul_agir.study.compare.common_random_numbers import comparison_of
    from simul_agir.study.compare.comparison import ArmEnd, Comparison, Difference, Estimate
    from simul_agir.study.compare.contracts_compared import compare_contracts
    from simul_agir.study.compare.verdict import Verdict
    from simul_agir.study.design import Study
    from simul_agir.study.outcomes import OUTCOMES, PRIMARY, SMALLEST_RELEVANT_EFFECT
    from simul_agir.study.search.sequential import compare_until_sure
    from simul_agir.study.search.sure import Sure
    from simul_agir.study.store import Store

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
    "compare_contracts",
    "compare_until_sure",
    "comparison_of",
    "what_if",
]

_HOMES = {
    "branching": ("WhatIf", "what_if"),
    "compare.atlas": ("Atlas",),
    "compare.comparison": ("ArmEnd", "Comparison", "Difference", "Estimate"),
    "compare.contracts_compared": ("compare_contracts",),
    "design": ("Study",),
    "outcomes": ("OUTCOMES", "PRIMARY", "SMALLEST_RELEVANT_EFFECT"),
    "compare.common_random_numbers": ("comparison_of",),
    "search.sequential": ("compare_until_sure",),
    "search.sure": ("Sure",),
    "store": ("Store",),
    "compare.verdict": ("Verdict",),
}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
