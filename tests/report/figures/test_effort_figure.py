"""The profile against effort: two plots, a line an arm."""

import pytest

from simul_agir.locale import words
from simul_agir.report.figures.effort_figure import draw_effort
from simul_agir.scenario import Scenario
from simul_agir.study.profile.effort import EffortAxis, effort_axis


@pytest.fixture(scope="module")
def found() -> EffortAxis:
    return effort_axis(Scenario.load("classroom"), ["none", "residents"], (0.5, 2.0), runs=4, seed=3, jobs=1)


def test_each_arm_has_its_standing_above_and_its_share_of_visions_below(found: EffortAxis, lang: str) -> None:
    upper, lower = draw_effort(found, lang).axes
    arms = [each.arm for each in found.profiles[0].standings]
    assert [line.get_label() for line in upper.get_lines()] == [
        words(lang).name("stance", arm) for arm in arms
    ]
    for place, arm in enumerate(arms):
        standings = [profile.standing(arm) for profile in found.profiles]
        assert upper.get_lines()[place].get_ydata().tolist() == [each.value for each in standings]
        assert lower.get_lines()[place].get_ydata().tolist() == [each.share for each in standings]


def test_multiples_stand_on_a_logarithmic_axis_as_the_language_writes_them(
    found: EffortAxis, lang: str
) -> None:
    _, lower = draw_effort(found, lang).axes
    assert lower.get_xscale() == "log"
    assert [each.get_text() for each in lower.get_xticklabels()] == [{"en": "0.5", "fr": "0,5"}[lang], "2"]
    assert lower.get_ylim() == (0.0, 1.0)
