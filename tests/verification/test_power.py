"""A verification that could not fail would prove nothing: a slightly different model is noticed by every limit."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.verification import (
    RunOptions,
    bounded_confidence,
    gossip,
    granovetter,
    mandate,
    network,
    reputation,
    stubborn,
    turnover,
    verify,
    wearing,
)


def changed(module: Any, monkeypatch: pytest.MonkeyPatch, **numbers: float) -> None:
    """The world of this limit is lived with other numbers than theory is told."""
    original = module.scenario

    def other(values: Any, options: RunOptions) -> Scenario:
        place = original(values, options)
        return replace(place, parameters={**place.parameters, **numbers})

    monkeypatch.setattr(module, "scenario", other)


@pytest.mark.parametrize(
    ("module", "numbers"),
    [
        (gossip, {"convergence": 0.23}),
        (reputation, {"trust_memory": 0.9}),
        (reputation, {"misunderstanding": 0.27}),
        (reputation, {"failure_weight": 1.1}),
        (turnover, {"turnover_scale": 1.2}),
        (wearing, {"skill_erosion": 0.0541}),
        (wearing, {"mandate_pull": 0.0201}),
        (wearing, {"tie_fading": 0.0801}),
        (wearing, {"habit_shield": 0.01}),
    ],
)
def test_another_number_is_noticed(
    module: Any, numbers: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(module, monkeypatch, **numbers)
    found = verify([module.LIMIT.name])
    assert not found.within


def test_a_tolerance_that_is_not_the_one_told_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    original = bounded_confidence.simulated
    monkeypatch.setattr(
        bounded_confidence,
        "simulated",
        lambda values, options: original({**values, "tolerance": 0.33}, options),
    )
    assert not verify(["bounded_confidence"]).within


@pytest.mark.parametrize("module", [stubborn, mandate])
def test_who_meets_whom_is_noticed(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were everybody as likely to meet anybody, actors would think otherwise."""
    n = int(module.LIMIT.defaults["actors"])
    even = (np.ones((n, n)) - np.eye(n)) * 2 / (n * (n - 1))
    monkeypatch.setattr(network, "meeting_chances", lambda place: even)
    assert not verify([module.LIMIT.name]).within


@pytest.mark.parametrize("shift", [-0.05, 0.05])
def test_thresholds_that_are_not_those_told_are_noticed(
    shift: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = granovetter.crowd
    monkeypatch.setattr(granovetter, "crowd", lambda thresholds: original(np.asarray(thresholds) + shift))
    assert not verify(["granovetter"]).within
