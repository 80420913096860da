import json

import numpy as np

from simul_agir.model.ladder import CRITERIA
from simul_agir.stances.random_policy import RandomPolicy
from simul_agir.validation.item_analysis import Group, analysis, groups_of


def made(chance: np.random.Generator, contract: str, people: int = 300) -> Group:
    """Passes that follow one trait, the criteria harder and harder; one of them follows nothing."""
    trait = chance.normal(size=(people, 1))
    hard = np.linspace(-1.5, 1.8, len(CRITERIA))
    passes = trait + 0.3 * chance.normal(size=(people, len(CRITERIA))) > hard
    passes[:, 5] = chance.random(people) < 0.5
    return Group(contract, "none", passes)


def test_an_item_that_follows_nothing_is_left_out() -> None:
    chance = np.random.default_rng(1)
    found = analysis([made(chance, str(code)) for code in range(6)])
    assert CRITERIA[5] not in found.kept
    assert len(found.kept) == len(CRITERIA) - 1
    assert found.kept_scale > 0.4
    assert found.items[5] < 0.3
    assert (found.low <= found.items).all()
    assert (found.high >= found.items).all()
    json.dumps(found.to_dict(), allow_nan=False)


def test_groups_hold_the_actors_that_are_present() -> None:
    groups = groups_of(["CN06204I"], ["none", RandomPolicy(2)], runs=2, month=12)
    assert [(group.contract, group.policy) for group in groups] == [
        ("CN06204I", "none"),
        ("CN06204I", "random 2"),
    ]
    assert all(group.passes.shape[1] == len(CRITERIA) for group in groups)
