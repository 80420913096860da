"""What if: both futures are those of `compare`, they part where they first differ, and each mechanism's part is a loss."""

import json

import numpy as np
import pytest

from simul_agir.locale import RequestError
from simul_agir.model.parameters import SWITCHES
from simul_agir.scenario import ScenarioError
from simul_agir.simulation import Arm, Batch, Switch, simulate_arms
from simul_agir.simulation.story import record
from simul_agir.study.branching import WhatIf, what_if
from simul_agir.study.branching.differing import differing
from simul_agir.study.branching.shares import without
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.mixture import at_point, mixture_of
from territories import scenario

PLACE = scenario(actors=9, domains=5, months=20, warm_up=4, seed=3)


@pytest.fixture(scope="module")
def found() -> WhatIf:
    return what_if(PLACE, "residents", 6, "conditional_aid", runs=24, why_runs=10, seed=4)


def test_both_futures_are_those_that_compare_gives(found: WhatIf) -> None:
    other = compare(
        PLACE,
        arms=["residents", "residents, month 6 conditional_aid"],
        runs=24,
        seed=4,
    )
    assert found.comparison.to_dict()["arms"] == other.to_dict()["arms"]
    assert found.difference == other.difference("residents, month 6 conditional_aid", "residents")


def test_the_months_before_are_the_same(found: WhatIf) -> None:
    stay, switch = found.comparison.ensembles.values()
    assert np.array_equal(stay.values[:, :7], switch.values[:, :7])


def test_a_run_parts_in_the_first_month_whose_events_differ(found: WhatIf) -> None:
    """Told anew from two whole runs, each recorded from its first month on."""
    assert found.partings is not None
    for each in found.partings.found[:6]:
        place = at_point(PLACE, each.run)
        lives = [record(place, arm, seed=4, replicate=each.run).events for arm in (found.stay, found.switch)]
        months = [
            month
            for month in range(1, 21)
            if [one for one in lives[0] if one.month == month]
            != [one for one in lives[1] if one.month == month]
        ]
        # Values, such as a distance of priorities, are no deeds: they may differ before.
        assert months[0] <= each.month
        told = {(one.what, one.need) for one in lives[0] if one.month == each.month} | {
            (one.what, one.need) for one in lives[1] if one.month == each.month
        }
        assert {(deed[0], deed[2]) for deed in (*each.stay_only, *each.switch_only)} <= told


def test_what_only_one_future_has_is_counted(found: WhatIf) -> None:
    assert found.partings is not None
    kinds = {what: (stay, switch) for what, stay, switch in found.partings.kinds()}
    for what, (stay, switch) in kinds.items():
        assert stay == sum(what in {deed[0] for deed in each.stay_only} for each in found.partings.found)
        assert switch == sum(what in {deed[0] for deed in each.switch_only} for each in found.partings.found)


def test_a_mechanisms_part_is_the_loss_of_difference(found: WhatIf) -> None:
    share = found.shares[0]
    arms = [
        found.stay,
        found.switch,
        *(without(arm, 6, share.mechanism) for arm in (found.stay, found.switch)),
    ]
    lived = simulate_arms(PLACE, arms, 10, seed=4, points=mixture_of(PLACE))
    ends = [each.of("index")[:, -1] for each in lived.values()]
    whole, left = ends[1] - ends[0], ends[3] - ends[2]
    assert share.lost.mean == pytest.approx((whole - left).mean())
    assert share.without.mean == pytest.approx(left.mean())


def test_every_mechanism_that_is_on_is_tried_and_none_that_is_off() -> None:
    place = scenario(actors=9, domains=5, months=8, warm_up=4, seed=3, mechanisms={"aid": False})
    found = what_if(place, "residents", 6, "none", runs=4, why_runs=2)
    assert {share.mechanism for share in found.shares} == set(SWITCHES) - {"aid"}


def test_shares_stand_from_the_largest_to_the_smallest(found: WhatIf) -> None:
    sizes = [abs(share.lost.mean) for share in found.shares]
    assert sizes == sorted(sizes, reverse=True)


def test_a_switch_to_the_same_stance_changes_nothing_and_says_so() -> None:
    found = what_if(PLACE, "residents", 6, "residents", runs=5, why_runs=2)
    assert found.difference.estimate.mean == 0
    assert found.partings is not None
    assert found.partings.found == ()
    assert "never differ" in found.sentence()
    assert "No single mechanism" in found.sentence()
    assert found.differing == ()


def test_changes_alone_make_another_future_at_another_cost() -> None:
    found = what_if(PLACE, "residents", 6, changes={"effort": "x2"}, runs=6, why_runs=2)
    assert found.switch == Arm(
        "residents, month 6 effort x2", "residents", {}, (Switch(6, None, {"effort": "x2"}),)
    )
    assert "not at equal cost" in found.sentence()
    assert found.to_dict()["equal_cost"] is False


def test_an_arm_may_stay_and_switch() -> None:
    twice = Arm.parse("twice: residents, effort x2, month 3 mixed")
    found = what_if(PLACE, twice, 6, "none", runs=4, why=False)
    assert found.switch.name == "twice, month 6 none"
    assert [switch.month for switch in found.switch.then] == [3, 6]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_sentence_says_how_much_where_and_why(found: WhatIf, lang: str) -> None:
    text = found.sentence(lang)
    assert ("need not add up" if lang == "en" else "ne s’additionnent pas") in text
    assert ("month 6" if lang == "en" else "mois 6") in text


def test_the_json_is_strict(found: WhatIf) -> None:
    answer = found.to_dict()
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert answer["why"]["mechanisms"]["shares"][0]["mechanism"] == found.shares[0].mechanism
    assert answer["why"]["runs_parted"] == len(answer["why"]["first"])


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


def test_an_indicator_differs_from_the_month_that_it_stays_beyond_luck() -> None:
    lived = simulate_arms(PLACE, ["residents", "residents, month 6 conditional_aid"], 30, seed=4)
    stay, switch = lived.values()
    for each in differing(stay, switch, 6):
        gaps = switch.of(each.indicator) - stay.of(each.indicator)
        error = gaps.std(axis=0, ddof=1) / np.sqrt(30)
        after = slice(each.month, min(21, each.month + 6))
        assert (np.abs(gaps.mean(axis=0))[after] > 3 * error[after]).all()
        assert each.month > 6


def test_a_single_run_taken_out_goes_on_as_in_its_batch() -> None:
    batch = Batch.begin(PLACE, "residents", 3, seed=4).live_until(8)
    one = batch.single(1).live_until(20)
    assert np.array_equal(batch.live_until(20).lines[1], one.lines[0])


def test_the_default_point_is_had_by_option() -> None:
    one = what_if(PLACE, "residents", 6, "none", runs=5, why_runs=2, assumptions="default")
    plain = simulate_arms(PLACE, [one.stay, one.switch], 5)
    assert one.comparison.points == 1
    for name, ensemble in one.comparison.ensembles.items():
        assert np.array_equal(ensemble.values, plain[name].values)
    with pytest.raises(RequestError):
        what_if(PLACE, "residents", 6, "none", assumptions="mine")


def test_each_run_takes_another_accepted_point(found: WhatIf) -> None:
    lived = simulate_arms(PLACE, [found.stay, found.switch], 24, seed=4, points=mixture_of(PLACE))
    assert found.comparison.points == len(mixture_of(PLACE)) == 120
    for name, ensemble in found.comparison.ensembles.items():
        assert np.array_equal(ensemble.values, lived[name].values)
