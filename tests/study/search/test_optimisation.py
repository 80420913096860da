"""A search for policies: equal cost, judged on luck it never saw, its optimism told."""

from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest

from simul_agir import Scenario, compare, simulate
from simul_agir.locale import RequestError
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.stances.phased import Found
from simul_agir.study.mixture import mixture_of
from simul_agir.study.search import optimisation
from simul_agir.study.search.optimisation import Question, Search, Space, effort_of, optimise

SMALL = Question(evaluations=30, runs=8, held_out=24, phases=2, seed=3)


@pytest.fixture(scope="module")
def classroom() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def search(classroom: Scenario) -> Search:
    return optimise(classroom, SMALL, stances=["residents", "resilience"])


def test_it_costs_what_every_stance_costs(search: Search) -> None:
    spent = [ensemble.of("effort")[:, -1] for ensemble in search.judged.ensembles.values()]
    assert np.allclose(spent[1:], effort_of(search.scenario))
    assert sum(row["hours_a_month"] * (row["to"] - row["from"] + 1) for row in search.hours()) == (
        pytest.approx(effort_of(search.scenario))
    )


def test_the_referee_is_the_comparison_that_anybody_can_make(search: Search, classroom: Scenario) -> None:
    arms = ["none", "residents", "resilience"]
    told = compare(classroom, arms, runs=24, seed=4)
    for stance in ("none", "residents", "resilience"):
        assert told.arm(stance).outcomes["index"] == search.judged.arm(stance).outcomes["index"]
    assert search.judged.seed == search.question.held_out_seed == 4


def test_progress_rises_to_its_total(classroom: Scenario) -> None:
    told: list[tuple[int, int]] = []
    optimise(classroom, SMALL, stances=["residents", "resilience"], progress=lambda *done: told.append(done))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_what_was_found_can_be_lived_again(search: Search, classroom: Scenario) -> None:
    again = simulate(classroom, search.stance, runs=8, seed=3, points=mixture_of(classroom)).of("index")[
        :, -1
    ]
    assert again.mean() == search.history.max() == search.score("found").training.mean


def test_optimism_is_what_training_showed_beyond_held_out(search: Search) -> None:
    for score in search.scores:
        gap = score.training.mean - score.held_out.mean
        assert score.optimism.mean == pytest.approx(gap)
        assert score.optimism.low is not None
        assert score.optimism.high is not None
        assert score.optimism.low < gap < score.optimism.high


def test_the_same_question_has_the_same_answer_whatever_the_jobs(classroom: Scenario, search: Search) -> None:
    again = optimise(classroom, SMALL, stances=["residents", "resilience"], jobs=1).to_dict()
    first = search.to_dict()
    for answer in (again, first):
        answer["provenance"].pop("time")
    assert again == first


def test_a_search_finds_the_one_instrument_that_works(
    classroom: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With outcomes that count the hours of training in the second half, the effort goes there."""

    train = INSTRUMENTS.index("train")

    def simulate(self: Any, stances: Any, runs: int, seed: int) -> dict[str, Any]:
        return {
            each.name: optimisation.Tried(cast("Any", None), each.shares()[1:, train]) for each in stances
        }

    monkeypatch.setattr(optimisation._Work, "simulate", simulate)
    space = Space.around(np.ones((36, 12)), [name for name in INSTRUMENTS if name != "burn"], 2)
    asked = replace(SMALL, evaluations=600)
    best, history, generation = optimisation._seek(
        space, optimisation._Work(classroom, asked, 1, None, 1), asked
    )
    assert best[1, INSTRUMENTS.index("train")] == history.max() > 0.9
    assert best.sum() == pytest.approx(1.0)
    assert best[:, INSTRUMENTS.index("burn")].sum() == 0
    assert len(history) == len(generation) == 600


def test_the_lowest_can_be_sought(classroom: Scenario) -> None:
    found = optimise(
        classroom, replace(SMALL, outcome="need", lowest=True, evaluations=12), stances=["residents"]
    )
    assert found.score("found").training.mean == found.history.min()
    assert found.gain.outcome == "need"


def test_an_outcome_of_the_profile_is_the_profiles(classroom: Scenario) -> None:
    asked = Question(outcome="index_after", evaluations=2, runs=3, held_out=4, phases=1, seed=6)
    found = optimise(classroom, asked, stances=["residents"])
    profile = compare(classroom, ["none", "residents"], runs=4, seed=7).profile
    assert profile is not None
    gap = found.judged.difference("residents", "none", "index_after").estimate.mean
    assert gap == pytest.approx(profile.gain("residents", "index_after").mean)


def test_the_default_point_is_had_by_option(classroom: Scenario) -> None:
    asked = replace(SMALL, evaluations=2, assumptions="default")
    found = optimise(classroom, asked, stances=["residents"])
    told = compare(classroom, ["none", "residents"], runs=24, seed=4, assumptions="default")
    assert found.judged.arm("residents").outcomes["index"] == told.arm("residents").outcomes["index"]


def test_instruments_of_a_stance_ruled_out_are_not_used(classroom: Scenario) -> None:
    careful = replace(classroom, vision=replace(classroom.vision, excluded=("conditional_aid",)))
    rivals, instruments = optimisation.checked(careful, SMALL)
    assert "conditional_aid" not in [stance.name for stance in rivals]
    assert "condition_funds" not in instruments
    assert "burn" not in instruments
    assert "pool_ordinary" in instruments


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"phases": 0}, "--phases"),
        ({"phases": 37}, "--phases"),
        ({"evaluations": 0}, "--evaluations"),
        ({"runs": 1}, "--runs"),
        ({"held_out": 1}, "--held-out"),
        ({"outcome": "happiness"}, "index"),
        ({"assumptions": "mine"}, "mixture"),
        ({"seed": -1}, "--seed"),
    ],
)
def test_what_cannot_be_asked_is_refused(classroom: Scenario, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        optimise(classroom, replace(SMALL, **changes))


def test_a_territory_without_effort_has_nothing_to_search(classroom: Scenario) -> None:
    with pytest.raises(RequestError, match="effort"):
        optimise(replace(classroom, effort=0.0), SMALL)


def test_a_library_that_is_missing_is_named_with_its_extra(
    classroom: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cmaes", None)
    with pytest.raises(RequestError, match=r"simul-agir\[search\]"):
        optimise(classroom, SMALL)


def test_words_tell_gain_optimism_and_what_it_is_not(search: Search, lang: str) -> None:
    told = search.sentence(lang)
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert {"en": "optimism", "fr": "optimisme"}[lang] in told
    assert "{" not in told


def test_a_policy_of_phases_spends_all_its_effort_even_in_fewer_months_than_phases(
    classroom: Scenario,
) -> None:
    shares = np.zeros((5, 12))
    shares[:, 0] = 1.0
    for months in (1, 3, 7):
        short = replace(classroom, months=months)
        lived = simulate(short, Found(shares), runs=1, seed=1)
        assert lived.of("effort")[0, -1] == pytest.approx(effort_of(short))
