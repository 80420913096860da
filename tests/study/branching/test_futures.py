"""Tests of `study.branching.futures`: the answer to "what if"."""

import json

import numpy as np
import pytest
from tests.study.branching.test_what_if import PLACE, found  # noqa: F401

from simul_agir.simulation import simulate_arms
from simul_agir.simulation.story import record
from simul_agir.study.branching import WhatIf
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.mixture import at_point, mixture_of


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
    assert found.divergences is not None
    for each in found.divergences.found[:6]:
        place = at_point(PLACE, each.run)
        batches = [
            record(place, arm, seed=4, replicate=each.run).events for arm in (found.stay, found.switch)
        ]
        months = [
            month
            for month in range(1, 21)
            if [one for one in batches[0] if one.month == month]
            != [one for one in batches[1] if one.month == month]
        ]
        # Values, such as a distance of priorities, are no deeds: they may differ before.
        assert months[0] <= each.month
        told = {(one.what, one.need) for one in batches[0] if one.month == each.month} | {
            (one.what, one.need) for one in batches[1] if one.month == each.month
        }
        assert {(key[0], key[2]) for key in (*each.stay_only, *each.switch_only)} <= told


def test_what_only_one_future_has_is_counted(found: WhatIf) -> None:
    assert found.divergences is not None
    kinds = {what: (stay, switch) for what, stay, switch in found.divergences.kinds()}
    for what, (stay, switch) in kinds.items():
        assert stay == sum(what in {key[0] for key in each.stay_only} for each in found.divergences.found)
        assert switch == sum(what in {key[0] for key in each.switch_only} for each in found.divergences.found)


def test_shares_stand_from_the_largest_to_the_smallest(found: WhatIf) -> None:
    sizes = [abs(share.lost.mean) for share in found.shares]
    assert sizes == sorted(sizes, reverse=True)


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


def test_each_run_takes_another_accepted_point(found: WhatIf) -> None:
    lived = simulate_arms(PLACE, [found.stay, found.switch], 24, seed=4, points=mixture_of(PLACE))
    assert found.comparison.points == len(mixture_of(PLACE)) == 120
    for name, ensemble in found.comparison.ensembles.items():
        assert np.array_equal(ensemble.values, lived[name].values)
