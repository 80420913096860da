"""What a browser asks for is read field by field, and refused where it is not what it must be."""

from typing import Any

import pytest

from simul_agir.page.query import LARGEST, MOST_SETTINGS, Query, QueryError
from simul_agir.scenario import Scenario

LANDS = {"classroom": Scenario.load("classroom")}


def asked(**fields: Any) -> Query:
    return Query.of({"territory": "classroom", **fields}, LANDS)


def key_of(**fields: Any) -> str:
    with pytest.raises(QueryError) as refused:
        asked(**fields)
    return refused.value.key


def test_a_plain_request_has_the_first_seed_and_no_settings() -> None:
    found = asked()
    assert (found.name, found.seed, found.settings, found.rest) == ("classroom", 1, {}, False)
    assert found.base is LANDS["classroom"]


@pytest.mark.parametrize("territory", [None, 3, "nowhere", ["classroom"], {"a": 1}])
def test_a_territory_that_is_not_offered_is_refused(territory: Any) -> None:
    assert key_of(territory=territory) == "no_territory"


@pytest.mark.parametrize("seed", [True, -1, 2**32, 1.0, "1", None])
def test_a_seed_is_a_whole_number_of_32_bits(seed: Any) -> None:
    assert key_of(seed=seed) == "seed"
    assert asked(seed=2**32 - 1).seed == 2**32 - 1


@pytest.mark.parametrize(
    "settings",
    [
        [],
        {"effort": True},
        {"effort": "2"},
        {"effort": None},
        {"effort": float("nan")},
        {"effort": float("inf")},
        {"effort": 2 * LARGEST},
        {f"slider{place}": 1 for place in range(MOST_SETTINGS + 1)},
    ],
)
def test_settings_are_names_and_finite_numbers(settings: Any) -> None:
    assert key_of(settings=settings) == "settings"
    assert asked(settings={"effort": 2}).settings == {"effort": 2.0}


def test_rest_is_asked_for_by_true_alone() -> None:
    assert asked(rest=True).rest
    assert not asked(rest=1).rest


def test_answers_are_kept_by_territory_settings_and_seed_whatever_their_order() -> None:
    one, other = asked(settings={"a": 1, "b": 2}), asked(settings={"b": 2, "a": 1}, rest=True)
    assert one.key == other.key
    assert one.key != asked(settings={"a": 1, "b": 2}, seed=2).key


def test_an_arm_is_one_of_the_territory_s() -> None:
    assert asked(stance="none").arm("stance").called == "none"
    for stance in (None, 1, "residants", "os:system"):
        with pytest.raises(QueryError) as refused:
            asked(stance=stance).arm("stance")
        assert "residents" in refused.value.text("en")


def test_some_arms_are_all_where_none_is_named_and_each_once() -> None:
    assert [each.called for each in asked().some_arms("arms")] == list(asked().arms)
    assert [each.called for each in asked(arms=["none", "none"]).some_arms("arms")] == ["none"]


@pytest.mark.parametrize("arms", [[], "none", ["none", 3], ["none", "x"], ["none"] * 50, {"none": 1}])
def test_arms_that_are_no_list_of_names_are_refused(arms: Any) -> None:
    with pytest.raises(QueryError):
        asked(arms=arms).some_arms("arms")


def test_a_whole_number_lies_within_its_bounds() -> None:
    assert asked(run=3).whole("run", 0, 3) == 3
    assert asked().whole("run", 0, 3, 2) == 2
    for run in (-1, 4, 1.0, True, "1", None):
        with pytest.raises(QueryError, match="3"):
            asked(run=run).whole("run", 0, 3)


def test_a_word_is_one_of_those_known() -> None:
    assert asked(lang="en").word("lang", ("en", "fr"), "fr") == "en"
    assert asked().word("lang", ("en", "fr"), "fr") == "fr"
    for lang in ("de", None, 1, ["en"]):
        with pytest.raises(QueryError):
            asked(lang=lang).word("lang", ("en", "fr"), "fr")
