"""What the verification takes for theory is held against counting, brute force, and numbers from elsewhere."""

import numpy as np
import pytest

from simul_agir.verification import LIMITS, RunOptions
from simul_agir.verification.bounded_confidence import clusters, simulated


@pytest.mark.slow
@pytest.mark.parametrize("tolerance", [0.2, 0.3])
def test_small_crowds_of_bounded_confidence_end_as_ndlibs_do(tolerance: float) -> None:
    """ndlib's AlgorithmicBias with gamma = 0 is Deffuant and Weisbuch's model on the complete graph."""
    import networkx
    from ndlib.models import ModelConfig, opinions

    actors, runs = 40, 80
    ends = []
    for run in range(runs):
        np.random.seed(run)  # noqa: NPY002 (ndlib draws from the one global generator)
        model = opinions.AlgorithmicBiasModel(networkx.complete_graph(actors), seed=run)
        setting = ModelConfig.Configuration()
        setting.add_model_parameter("epsilon", tolerance)
        setting.add_model_parameter("gamma", 0)
        model.set_initial_status(setting)
        model.iteration_bunch(40)
        ends.append(np.array(list(model.status.values())))
    theirs = np.array([len(clusters(end, tolerance)[0]) for end in ends], float)
    values = {**LIMITS["bounded_confidence"].defaults, "actors": actors, "runs": 400, "tolerance": tolerance}
    ours = np.array([len(clusters(run, tolerance)[0]) for run in simulated(values, RunOptions(1))], float)
    error = np.sqrt(theirs.var(ddof=1) / runs + ours.var(ddof=1) / 400)
    assert abs(theirs.mean() - ours.mean()) < 4.5 * error
