"""A point lived until the best stance is known: runs are added as `compare --until-sure` adds them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simul_agir.scenario import Scenario
from simul_agir.simulation.arms import Workspace
from simul_agir.simulation.tasks import Account
from simul_agir.study.design import Study, Sure
from simul_agir.study.outcomes import OUTCOMES, PRIMARY
from simul_agir.study.search.sequential import search
from simul_agir.study.search.sure import Question
from simul_agir.study.sweep.point_runs import Lines, lines_of

Floats = NDArray[np.float64]


def runs_until_sure(
    scenario: Scenario, study: Study, sure: Sure, workspace: Workspace, account: Account
) -> dict[str, Lines]:
    """The runs it takes to know the best stance with this confidence, or as many as are allowed; all stances live them."""
    simulated: list[dict[str, Lines]] = []

    def draw(first: int, runs: int, _likely: int) -> Floats:
        part = lines_of(
            scenario,
            study.stances,
            study.seed,
            range(first, first + runs),
            workspace,
            account,
            study.keep.afterwards,
        )
        simulated.append(part)
        return np.column_stack([OUTCOMES[PRIMARY].read(lines) for lines in part.values()])  # type: ignore[arg-type]

    search(draw, Question(sure.confidence, sure.smallest_effect, sure.most_runs))
    return {name: Lines.joined([part[name] for part in simulated]) for name in simulated[0]}
