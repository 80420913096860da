import numpy as np
import pytest

from simul_agir.scenario import Scenario
from simul_agir.study.compare.lever_checks import Lever, _check, check_levers

SHAM = Lever("sham", "hours", ("hours",))


def test_a_stance_that_does_nothing_gains_nothing() -> None:
    codes = ("CN06204I", "CN06202I")
    contracts = {code: lambda code=code: Scenario.from_contract(code, months=6) for code in codes}
    (found,) = check_levers(
        contracts, runs=2, levers=[Lever("sham", "motivation", ("motivation",), mean=True)]
    )
    assert len(found.gains) == 2
    assert found.verdict == "too_few"


def test_a_check_holds_where_the_interval_lies_above_nil() -> None:
    gains = np.array([1.0, 1.2, 0.9, 1.1, 1.0, 0.8])
    found = _check(SHAM, np.ones(6), gains)
    assert found.verdict == "holds"
    assert found.gain == pytest.approx(1.0)
    # by hand: t(5, .975) = 2.5706, s = .1414, root of 6
    assert found.low == pytest.approx(1.0 - 2.5706 * 0.14142 / np.sqrt(6), abs=1e-3)


def test_a_lever_without_gain_is_weak() -> None:
    assert _check(SHAM, np.ones(6), np.array([1.0, -1.0, 0.5, -0.5, 0.2, -0.2])).verdict == "weak"
