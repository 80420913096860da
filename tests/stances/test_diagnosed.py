"""Tests of `stances.diagnosed`: the stance that each territory chooses for itself."""

import pytest
from tests.simulation.test_trial import PLACE, observed

from simul_agir.model.schedule import live
from simul_agir.simulation import Batch
from simul_agir.simulation.trial import Trials
from simul_agir.stances.diagnosed import FOUR


def test_the_months_that_the_four_stances_have_in_common_are_lived_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lived: list[int] = []

    def counted(*given: object) -> None:
        lived.append(int(given[9]) - int(given[8]))  # type: ignore[call-overload]
        live(*given)

    batch, seen = observed(PLACE)
    trials = Trials(batch, 1, seen)
    monkeypatch.setattr("simul_agir.simulation.batch.live", counted)
    for stance in FOUR:
        trials(stance, 2)
    assert sum(lived) == 4 + 4 * (12 - 4)  # SHORT_PATH chooses after four months


def test_a_stance_that_keeps_its_trials_finds_them_closed() -> None:
    """What it was told at the diagnosis still answers, from where the batch stands then."""
    kept: list[Trials] = []

    class Keeping(FOUR["residents"]):  # type: ignore[misc]
        revises = True

        def calendar(self, briefing: object) -> object:
            if briefing.trial is not None:  # type: ignore[attr-defined]
                kept.append(briefing.trial)  # type: ignore[attr-defined]
                briefing.trial("mixed", 2)  # type: ignore[attr-defined]
            return super().calendar(briefing)

    batch = Batch.begin(PLACE, Keeping(), 2, seed=4).run_until(5)
    assert [trials._trunk for trials in kept] == [None, None]
    fresh = Trials(batch, 1, kept[1]._seen)
    assert kept[1]("resilience", 2) == fresh("resilience", 2)
