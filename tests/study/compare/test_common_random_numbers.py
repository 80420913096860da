"""Arms are compared run by run on the luck they share."""

import json
from collections.abc import Callable

import numpy as np
import pytest

from simul_agir import compare
from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble
from simul_agir.stances import Stance
from simul_agir.study import comparison_of

MakeEnsembles = Callable[..., dict[str, Ensemble]]
FIELDS = [
    "scenario",
    "seed",
    "runs",
    "months",
    "primary",
    "points",
    "arms",
    "equal_cost",
    "differences",
    "verdict",
    "provenance",
]


@pytest.mark.parametrize("runs", [1, 2, 25])
def test_the_json_is_strict_whatever_the_runs(runs: int, make_ensembles: MakeEnsembles) -> None:
    answer = comparison_of(make_ensembles(runs=runs)).to_dict()
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_the_same_ensembles_give_the_same_answer_but_for_the_time(make_ensembles: MakeEnsembles) -> None:
    first, second = (comparison_of(make_ensembles()).to_dict() for _ in range(2))
    del first["provenance"]["time"], second["provenance"]["time"]
    assert json.dumps(first) == json.dumps(second)


def test_a_difference_is_the_mean_over_paired_runs(make_ensembles: MakeEnsembles) -> None:
    ensembles = make_ensembles()
    found = comparison_of(ensembles).difference("mixed", "none")
    gaps = ensembles["mixed"].of("index")[:, -1] - ensembles["none"].of("index")[:, -1]
    assert found.estimate.mean == pytest.approx(gaps.mean())
    assert found.probability == pytest.approx(np.mean(gaps > 0))


def test_arms_that_are_the_same_are_undecided(make_ensembles: MakeEnsembles) -> None:
    none = make_ensembles({"none": 0.0})["none"]
    comparison = comparison_of({"none": none, "sham": none})
    assert comparison.verdict.best is None
    assert comparison.difference("sham", "none").estimate.mean == 0
    assert comparison.difference("sham", "none").probability == 0.5


def test_one_run_claims_nothing(make_ensembles: MakeEnsembles) -> None:
    comparison = comparison_of(make_ensembles(runs=1))
    assert not comparison.verdict.decided
    assert comparison.verdict.probability is None
    assert comparison.difference("residents", "none").estimate.low is None


def test_shares_of_stages_sum_to_one_and_leave_out_the_voiceless(make_ensembles: MakeEnsembles) -> None:
    ensembles = make_ensembles({"none": 0.0, "residents": 1.0})
    ensembles["none"].final_stages[:] = -1
    ensembles["none"].final_stages[:, :4] = [0, 0, 0, 2]
    comparison = comparison_of(ensembles)
    assert comparison.arm("none").stages == (0.75, 0.0, 0.25, 0.0, 0.0)


def test_a_stance_may_be_an_object(territory: Scenario) -> None:
    class Mine(Stance):
        name = "mine"
        source = "a test"

    mine = Mine()
    comparison = compare(territory, ["none", mine], runs=2)
    assert [arm.stance for arm in comparison.arms] == ["none", "mine"]
    assert comparison.stance("mine") is mine
    assert comparison.stance("none") == "none"


def test_the_answer_does_not_depend_on_the_jobs(territory: Scenario) -> None:
    answers = [compare(territory, ["none", "residents"], runs=10, jobs=jobs).to_dict() for jobs in (1, 2)]
    for answer in answers:
        del answer["provenance"]["time"]
    assert answers[0] == answers[1]


def test_progress_is_told_to_the_end(territory: Scenario) -> None:
    told: list[tuple[int, int]] = []
    compare(territory, ["none", "sham"], runs=3, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
