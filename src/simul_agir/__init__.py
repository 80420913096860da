"""Which stance brings a territory's actors to act together, how far, how fast, at what cost: a simulator.

    from simul_agir import Scenario, compare

    comparison = compare(Scenario.load("loos-en-gohelle"), runs=200, seed=1)
    print(comparison.sentence())

`Scenario`, `ScenarioError`: a scenario, and all its faults at once. `compare`, `Comparison`: stances compared with common
random numbers; `compare_until_sure`: with as many runs as needed. `Arm`, `Switch`: a stance with changes and switches, to
compare like any other. `what_if`: both futures of every run from a month on, and why they differ. `simulate`, `Ensemble`:
one stance, many runs; `simulate_histograms`, `Histograms`: for so many runs that only histograms are kept. `Collection`,
`compare_contracts`, `Atlas`: many contracts, a line for each. `Study`, `sweep`, `Store`: many points, kept as a table.
`record`: one run with its events. `Territory`, `Actor`: one run as a Mesa model. `Stance`: the base class of your own
stances. `verify`: validation against published results. Modules are loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simul_agir.forwards import provide
from simul_agir.moved import find_old_names

if TYPE_CHECKING:
    from simul_agir.scenario import Scenario, ScenarioError
    from simul_agir.scenario.collection import Collection
    from simul_agir.simulation import (
        Actor,
        Arm,
        Ensemble,
        Histograms,
        Switch,
        Territory,
        record,
        simulate,
        simulate_histograms,
    )
    from simul_agir.stances import Stance
    from simul_agir.study import (
        Atlas,
        Comparison,
        Store,
        Study,
        compare_contracts,
        compare_until_sure,
        what_if,
    )
    from simul_agir.study.compare.common_random_numbers import compare
    from simul_agir.study.sweep.session import sweep
    from simul_agir.verification import verify

    __version__: str

__all__ = [
    "Actor",
    "Arm",
    "Atlas",
    "Collection",
    "Comparison",
    "Ensemble",
    "Histograms",
    "Scenario",
    "ScenarioError",
    "Stance",
    "Store",
    "Study",
    "Switch",
    "Territory",
    "__version__",
    "compare",
    "compare_contracts",
    "compare_until_sure",
    "record",
    "simulate",
    "simulate_histograms",
    "sweep",
    "verify",
    "what_if",
]

_HOMES = {
    "Actor": "simul_agir.simulation",
    "Arm": "simul_agir.simulation",
    "Atlas": "simul_agir.study",
    "Collection": "simul_agir.scenario.collection",
    "Comparison": "simul_agir.study",
    "Ensemble": "simul_agir.simulation",
    "Histograms": "simul_agir.simulation",
    "Scenario": "simul_agir.scenario",
    "ScenarioError": "simul_agir.scenario",
    "Stance": "simul_agir.stances",
    "Store": "simul_agir.study",
    "Study": "simul_agir.study",
    "Switch": "simul_agir.simulation",
    "Territory": "simul_agir.simulation",
    "compare": "simul_agir.study.compare.common_random_numbers",
    "compare_contracts": "simul_agir.study",
    "compare_until_sure": "simul_agir.study",
    "record": "simul_agir.simulation",
    "simulate": "simul_agir.simulation",
    "simulate_histograms": "simul_agir.simulation",
    "sweep": "simul_agir.study.sweep.session",
    "verify": "simul_agir.verification",
    "what_if": "simul_agir.study",
}


# Old methods of answers, and the modules above them that hold what they forward to.
provide(
    {
        "plot": "simul_agir.report",
        "html": "simul_agir.report",
        "verdict_sentence": "simul_agir.report.words.verdict_sentence",
        "atlas_sentence": "simul_agir.report.words.atlas_sentence",
        "discovery_sentence": "simul_agir.report.words.discovery_sentence",
        "optimisation_sentence": "simul_agir.report.words.optimisation_sentence",
        "sensitivity_sentence": "simul_agir.report.words.sensitivity_sentence",
        "what_if_sentence": "simul_agir.report.words.what_if_sentence",
        "story_text": "simul_agir.report.words.story_sentences",
    }
)

# Old names of modules.
find_old_names(__name__)


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use."""
    if name == "__version__":
        return import_module("simul_agir.version").version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
