"""Tests of `validation.contract_calendar`: the calendar of a contract."""

import numpy as np
import pytest

from simul_agir.validation.contract_calendar import Model, teams_of, territory
from simul_agir.validation.looking import COUNCIL
from simul_agir.validation.measures import of_contract, run_contract, run_contracts, summary


def test_councils_are_awake_at_first_so_that_sleep_is_not_put_in() -> None:
    landscape = territory("CN06202I").landscape
    asleep = [
        bool(each) for each, kind in zip(landscape.asleep, landscape.kinds, strict=True) if kind == COUNCIL
    ]
    assert asleep
    assert not any(asleep)


def test_teams_are_pooled_about_the_means_of_their_runs() -> None:
    # two runs, each with trust and success that agree fully, at levels that would spoil a correlation of all together
    low = teams_of(np.array([0.1, 0.2, 0.3]), np.array([0.7, 0.8, 0.9]), np.array([0.5, 0.5, 0.5]))
    high = teams_of(np.array([0.7, 0.8, 0.9]), np.array([0.1, 0.2, 0.3]), np.array([0.5, 0.5, 0.5]))
    blank = run_contract("CN00101I", Model(), 1, 0)
    runs = [{**blank, "tt": each.trust, "ss": each.success, "ts": each.both} for each in (low, high)]
    assert of_contract(runs)["trust_success"] == pytest.approx(1.0)


def test_councils_are_counted_over_all_contracts_together() -> None:
    (run,) = run_contracts(["CN00101I"], Model(), 1, 1, 1)["CN00101I"]
    one = {**run, "asleep": 1.0, "councils": 1.0}
    many = {**run, "asleep": 0.0, "councils": 9.0}
    assert summary({"CN00101I": [one], "CN01002M": [many]})["asleep"] == pytest.approx(0.1)
