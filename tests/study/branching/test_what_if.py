"""What if: both futures are those of `compare`, they part where they first differ, and each mechanism's part is a loss."""

import numpy as np
import pytest

from simul_agir.locale import RequestError
from simul_agir.scenario import ScenarioError
from simul_agir.simulation import Arm, Batch, simulate_arms
from simul_agir.study.branching import WhatIf, what_if
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=20, warm_up=4, seed=3)


@pytest.fixture(scope="module")
def found() -> WhatIf:
    return what_if(PLACE, "residents", 6, "conditional_aid", runs=24, why_runs=10, seed=4)


def test_the_answer_does_not_hang_on_the_threads(found: WhatIf) -> None:
    again = what_if(PLACE, "residents", 6, "conditional_aid", runs=24, why_runs=10, seed=4, jobs=1)
    first, second = (each.to_dict() for each in (found, again))
    del first["provenance"], second["provenance"]
    assert first == second


def test_what_cannot_be_asked_is_told() -> None:
    with pytest.raises(RequestError, match="--then"):
        what_if(PLACE, "residents", 6)
    with pytest.raises(ScenarioError, match="a whole number from 1 to 19"):
        what_if(PLACE, "residents", 20, "none")
    with pytest.raises(RequestError, match="switches at month 9"):
        what_if(PLACE, Arm.parse("x: residents, month 9 none"), 9, "mixed")


def test_a_single_run_taken_out_goes_on_as_in_its_batch() -> None:
    batch = Batch.begin(PLACE, "residents", 3, seed=4).run_until(8)
    one = batch.single(1).run_until(20)
    assert np.array_equal(batch.run_until(20).indicators[1], one.indicators[0])


def test_the_default_point_is_had_by_option() -> None:
    one = what_if(PLACE, "residents", 6, "none", runs=5, why_runs=2, assumptions="default")
    plain = simulate_arms(PLACE, [one.stay, one.switch], 5)
    assert one.comparison.points == 1
    for name, ensemble in one.comparison.ensembles.items():
        assert np.array_equal(ensemble.values, plain[name].values)
    with pytest.raises(RequestError):
        what_if(PLACE, "residents", 6, "none", assumptions="mine")
