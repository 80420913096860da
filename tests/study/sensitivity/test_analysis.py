"""Sensitivity of a study: common luck, Morris then Sobol', what is luck told as luck."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir import compare
from simul_agir.locale import RequestError
from simul_agir.study.design.study import Study
from simul_agir.study.judged import JUDGED
from simul_agir.study.sensitivity.analysis import Plan, Sensitivity, sensitivity
from simul_agir.study.sweep.sample import SampleError, Target, sample_of, sample_points

PLAN = Plan(trajectories=4, samples=8, keep=2)


@pytest.fixture(scope="module")
def study() -> Study:
    return Study.of(
        scenario="classroom",
        stances=["none", "residents", "conditional_aid"],
        runs=6,
        seed=3,
        fixed={"months": 12, "warm_up": 6},
        vary={
            "parameters": {"tolerance": {"low": 0.1, "high": 0.6}, "turnover_scale": "range"},
            "effort": {"low": 0.1, "high": 1.0},
        },
        design={"kind": "latin_hypercube", "points": 5},
    )


@pytest.fixture(scope="module")
def found(study: Study) -> Sensitivity:
    return sensitivity(study, PLAN)


def test_points_share_their_luck_with_every_comparison(study: Study) -> None:
    sample = sample_points(study)
    scenario = study.scenario(study.points()[2])
    told = compare(scenario, study.stances, runs=6, seed=3, assumptions="default")
    for stance in study.stances:
        assert sample.of(stance)[2].mean() == pytest.approx(told.arm(stance).outcomes["index"].mean)


def test_a_sample_goes_through_a_table_and_back(study: Study) -> None:
    sample = sample_points(study)
    again = sample_of(sample.frame())
    assert again.stances == sample.stances
    assert np.array_equal(again.values, sample.values, equal_nan=True)
    assert again.points.equals(sample.points)


def test_runs_that_a_point_lacks_are_left_open(study: Study) -> None:
    table = sample_points(study).frame()
    short = table[~((table["point"] == 1) & (table["run"] > 3))]
    again = sample_of(short)
    assert np.isnan(again.of("none")[1]).sum() == 2
    assert not np.isnan(again.of("none")[0]).any()


def test_a_difference_is_taken_run_by_run(study: Study) -> None:
    sample = sample_points(study)
    target = Target("difference", "index", "residents", "none")
    assert np.array_equal(target.of(sample), sample.of("residents") - sample.of("none"))


def test_morris_leaves_to_sobol_what_matters(found: Sensitivity) -> None:
    assert found.morris is not None
    assert found.sobol is not None
    assert found.morris.points == 4 * 4
    assert 1 <= len(found.kept) <= 2
    assert found.kept[0] in ("parameters.tolerance", "scenario.effort")
    assert found.sobol.points == 8 * (len(found.kept) + 2)
    assert found.sobol.factors == found.kept


def test_what_moves_no_meeting_moves_nothing(study: Study) -> None:
    """A factor that no rule reads has an effect of exactly nothing, on the same luck."""
    idle = replace(
        study,
        factors=Study.of(
            design={"kind": "sobol", "points": 2},
            scenario="classroom",
            vary={"vision": {"complementarity": {"low": 0.1, "high": 1}}, "effort": [0.1, 0.9]},
        ).factors,
    )
    answer = sensitivity(idle, replace(PLAN, method="morris"))
    assert answer.morris is not None
    for effect in answer.morris.found.values():
        assert vars(effect)["size"][0] == 0


def test_the_same_study_has_the_same_answer_whatever_the_jobs(found: Sensitivity, study: Study) -> None:
    answers = [found.to_dict(), sensitivity(study, PLAN, jobs=1).to_dict()]
    for answer in answers:
        answer["provenance"].pop("time")
    assert answers[0] == answers[1]


def test_headlines_are_the_top_stance_its_luck_and_a_difference_between_stances(found: Sensitivity) -> None:
    assert [target.kind for target in found.headlines] == ["mean", "variance", "difference"]
    assert {target.stance for target in found.headlines[:2]} == {found.top}
    assert {found.headlines[2].stance, found.headlines[2].other} == {"residents", "conditional_aid"}


def test_words_say_what_moves_what_and_what_it_is_not(found: Sensitivity, lang: str) -> None:
    told = found.sentence(lang)
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert "{" not in told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"method": "fast"}, "morris"),
        ({"samples": 12}, "power of two"),
        ({"samples": 2}, "--samples"),
        ({"trajectories": 1}, "--trajectories"),
        ({"keep": 0}, "--keep"),
        ({"outcomes": ("happiness",)}, "index"),
    ],
)
def test_what_cannot_be_asked_is_refused(study: Study, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        sensitivity(study, replace(PLAN, **changes))


def test_one_run_tells_no_variance(study: Study) -> None:
    with pytest.raises(RequestError, match="--runs"):
        sensitivity(replace(study, runs=1), PLAN)


def test_a_design_with_a_point_that_cannot_be_lived_has_no_answer(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Study, point: Any) -> Any:
        raise ValueError("no such place")

    monkeypatch.setattr(Study, "scenario", fails)
    with pytest.raises(SampleError, match="no such place"):
        sensitivity(study, PLAN)


def test_an_analysis_goes_on_from_its_store_and_says_the_same(
    found: Sensitivity, study: Study, tmp_path: Any
) -> None:
    kept = tmp_path / "kept"
    answers = [found.to_dict(), *(sensitivity(study, PLAN, store=kept).to_dict() for _ in range(2))]
    for answer in answers:
        answer["provenance"].pop("time")
        answer.pop("sentence")
    assert answers[1] == answers[2]
    assert answers[0]["effects"] == answers[1]["effects"]


def test_every_outcome_of_the_profile_can_be_analysed(study: Study) -> None:
    found = sensitivity(study, Plan(method="morris", trajectories=2, outcomes=tuple(JUDGED)))
    assert {target.outcome for target in found.targets} == set(JUDGED)
    assert not np.isnan(found.part.sample.values).any()
    assert found.sentence("en")
    assert found.sentence("fr")


def test_what_follows_the_contract_is_simulated_only_where_it_is_wanted(study: Study) -> None:
    few, all_of_them = sample_points(study, outcomes=("index",)), sample_points(study)
    assert np.isnan(few.of("none", "index_after")).all()
    assert np.array_equal(few.of("none"), all_of_them.of("none"))
    assert not np.isnan(all_of_them.of("none", "index_after")).any()
