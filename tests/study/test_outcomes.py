"""Each outcome is read off the months as its name says."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.study.outcomes import OUTCOMES, at_end, total, worst_quarter


def ensemble(**indicators: list[float]) -> Any:
    """One run with these months, the first being month 0."""
    return SimpleNamespace(of=lambda name: np.array([indicators[name]], dtype=float))


def test_every_outcome_is_an_indicator() -> None:
    assert set(OUTCOMES) <= set(INDICATORS)


def test_the_end_is_the_last_month() -> None:
    assert at_end("need")(ensemble(need=[0.1, 0.2, 0.9]))[0] == 0.9


def test_a_total_leaves_out_month_zero() -> None:
    assert total("actions")(ensemble(actions=[100, 2, 3]))[0] == 5


def test_the_worst_quarter_is_the_lowest_mean_of_three_months_running() -> None:
    lived = ensemble(continuity=[0.0, 1.0, 0.4, 0.1, 0.7, 1.0])
    assert worst_quarter("continuity")(lived)[0] == pytest.approx((0.4 + 0.1 + 0.7) / 3)


def test_the_worst_quarter_of_a_short_contract_is_its_mean() -> None:
    assert worst_quarter("continuity")(ensemble(continuity=[0.0, 1.0, 0.5]))[0] == pytest.approx(0.75)
