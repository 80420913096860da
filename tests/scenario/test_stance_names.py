"""Tests of `scenario.stance_names`: which names of stances there are."""

import pytest

from simul_agir.scenario import Scenario, ScenarioError, stance_names


def test_a_name_never_says_where_code_lies(lang: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario.from_contract("CN04801N", arms=["none", "my_package.my_module:MyStance"])
    assert "--stance-module" in refused.value.text(lang)


def test_a_stance_of_ones_own_may_be_named_once_it_is_known() -> None:
    with pytest.raises(ScenarioError):
        Scenario.from_contract("CN04801N", arms=["none", "my_stance"])
    stance_names.allow("my_stance")
    try:
        assert Scenario.from_contract("CN04801N", arms=["none", "my_stance"]).arms == ("none", "my_stance")
    finally:
        stance_names.forget("my_stance")
