"""What each stance doses, and when: the base along the path, then a share of the effort to what is the stance's own."""

import numpy as np
import pytest

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.stances import Briefing, StanceError, get
from simul_agir.stances.contract import PATHS, diagnosis
from simul_agir.stances.stance import base, chosen_from

BRIEFING = Briefing(months=40, hours=100.0, path=PATHS["as usual"], own_share=0.6)
OWN = {
    "residents": {"amplify_voice": 36.0, "match_contributions": 24.0},
    "ordinary_resources": {"pool_ordinary": 60.0},
    "conditional_aid": {"condition_funds": 60.0},
    "resilience": {"back_mutual_aid": 60.0},
}


def doses(stance: str, month: int) -> dict[str, float]:
    """What a stance doses in one month, by instrument, without those it leaves alone."""
    row = get(stance).calendar(BRIEFING)[month]
    return {name: round(float(hours), 9) for name, hours in zip(INSTRUMENTS, row, strict=True) if hours}


def test_until_the_choice_all_walk_the_same_path() -> None:
    assert (
        len({tuple(get(name).calendar(BRIEFING)[:8].ravel()) for name in (*OWN, "animation", "mixed")}) == 1
    )


@pytest.mark.parametrize("name", OWN)
def test_from_the_choice_on_six_tenths_go_to_a_stances_own(name: str) -> None:
    shared = {"convene": 16.0, "train": 4.0, "inform": 4.0, "orient": 6.0, "regulate": 10.0}
    assert doses(name, 30) == {**shared, **OWN[name]}


def test_in_a_step_the_base_follows_the_step() -> None:
    assert doses("animation", 0) == {"inform": 60.0, "convene": 30.0, "regulate": 10.0}
    assert doses("animation", 6) == {"inform": 20.0, "orient": 40.0, "convene": 40.0}
    assert doses("animation", 9) == {"train": 70.0, "convene": 20.0, "regulate": 10.0}


def test_steps_that_overlap_share_the_effort() -> None:
    assert doses("animation", 15) == {"train": 35.0, "convene": 30.0, "regulate": 15.0, "orient": 20.0}


def test_a_path_taken_up_again_is_walked_twice() -> None:
    again = Briefing(**{**vars(BRIEFING), "path": PATHS["taken up again"]})
    rows = base(again)
    assert np.array_equal(rows[20:28], rows[:8])
    assert not np.array_equal(rows[28:36], rows[:8])


def test_a_choice_that_is_skipped_is_made_at_once() -> None:
    assert chosen_from(PATHS["all skipped"]) == 0


def test_the_mixed_stance_gives_each_of_the_four_a_quarter() -> None:
    row = get("mixed").calendar(BRIEFING)[30]
    own = {name: row[INSTRUMENTS.index(name)] for name in INSTRUMENTS[5:10]}
    assert own["amplify_voice"] + own["match_contributions"] == pytest.approx(15.0)
    assert [own[name] for name in ("pool_ordinary", "condition_funds", "back_mutual_aid")] == [15.0] * 3


def test_the_sequenced_stance_is_never_mixed() -> None:
    turns = [doses("sequenced", month).keys() & set(INSTRUMENTS[5:10]) for month in range(8, 40)]
    assert {frozenset(turn) for turn in turns} == {
        frozenset({"amplify_voice", "match_contributions"}),
        frozenset({"back_mutual_aid"}),
        frozenset({"condition_funds"}),
        frozenset({"pool_ordinary"}),
    }


def test_a_decree_is_a_burst_of_a_year_then_monitoring() -> None:
    calendar = get("decree").calendar(BRIEFING)
    assert calendar[:12].sum() == pytest.approx(0.9 * 4000.0)
    assert doses("decree", 20) == {"regulate": round(400.0 / 28, 9)}


@pytest.mark.parametrize(("name", "instrument"), [("money", "grant"), ("sham", "burn")])
def test_a_control_spends_all_on_one_thing(name: str, instrument: str) -> None:
    assert doses(name, 5) == {instrument: 100.0}


def test_none_doses_nothing() -> None:
    assert not get("none").calendar(BRIEFING).any()


def told(seed: int, **fields: object) -> Briefing:
    """A briefing at the end of a diagnosis."""
    return Briefing(**{**vars(BRIEFING), "month": 6, "diagnosis": diagnosis(seed), **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(6))
def test_the_diagnosed_stance_takes_the_smallest_gap(seed: int) -> None:
    names = tuple(OWN)
    chosen = names[int(np.argmin(diagnosis(seed).change_gap))]
    assert np.array_equal(get("diagnosed").calendar(told(seed))[8:], get(chosen).calendar(BRIEFING)[8:])


def test_the_diagnosed_stance_takes_none_that_the_vision_rules_out() -> None:
    names = tuple(OWN)
    gaps = diagnosis(0).change_gap
    best, second = (names[place] for place in np.argsort(gaps)[:2])
    calendar = get("diagnosed").calendar(told(0, excluded=(best,)))
    assert np.array_equal(calendar[8:], get(second).calendar(BRIEFING)[8:])


@pytest.mark.parametrize("name", ["diagnosed", "diagnosed_by_trial"])
def test_where_the_vision_rules_out_all_four_there_is_none_to_choose(name: str) -> None:
    with pytest.raises(StanceError, match="excludes all four"):
        get(name).calendar(told(0, excluded=tuple(OWN), trial=lambda stance, runs: 0.0))


def test_the_stance_diagnosed_by_trial_takes_the_best_of_its_trials() -> None:
    asked = []

    def trial(stance: str, runs: int) -> float:
        asked.append((stance, runs))
        return {"residents": 0.1, "ordinary_resources": 0.3, "conditional_aid": 0.9, "resilience": 0.2}[
            stance
        ]

    calendar = get("diagnosed_by_trial").calendar(told(0, trial=trial))
    assert asked == [(name, 50) for name in OWN]
    assert np.array_equal(calendar[8:], get("conditional_aid").calendar(BRIEFING)[8:])
