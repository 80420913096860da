"""Sure verdicts on outcomes with known contents, for tests of what is said and shown about them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison
from simul_agir.study.outcomes import OUTCOMES, PRIMARY
from simul_agir.study.search.sequential import Question, answered, search

PARTS = ("values", "needs", "final_stages", "final_passes", "bottlenecks")
ONE = {"none": 0.0, "residents": 1.0, "mixed": 0.5}
SEVERAL = {"none": 0.0, "residents": 1.0, "resilience": 0.98, "conditional_aid": 0.93, "mixed": 0.5}
ALL = {"residents": 1.0, "resilience": 0.99, "mixed": 0.98}


def searched(
    make: Callable[..., dict[str, Ensemble]],
    effects: Mapping[str, float] = SEVERAL,
    effect: float = 0.1,
    most_runs: int = 400,
    goal: float | None = None,
    sure: float = 0.95,
) -> Comparison:
    """The comparison of ensembles whose index ends where one chooses, as a search over their runs comes to it."""
    ensembles = make(effects, runs=most_runs)
    values = np.column_stack([OUTCOMES[PRIMARY].read(ensemble) for ensemble in ensembles.values()])
    question = Question(sure, effect, most_runs, goal)
    found = search(lambda first, runs, most: values[first : first + runs], question)
    lived = len(found.values)
    cut = {
        name: replace(ensemble, **{part: getattr(ensemble, part)[:lived] for part in PARTS})
        for name, ensemble in ensembles.items()
    }
    return answered(found, cut)
