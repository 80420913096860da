"""A line of indicators says what the world holds, each in its column."""

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.state import World
from territories import believe, plain, tie, world


def measured(made: World) -> dict[str, float]:
    """A month's line, by name."""
    line = np.full(len(INDICATORS), np.nan)
    plain().ladder.find_centre(made)
    plain().indicators.measure(made, line)
    return dict(zip(INDICATORS, line.tolist(), strict=True))


def peopled() -> World:
    """Five actors: three present, one asleep, one without voice."""
    made = world(5, domains=2)
    made.actors[3, at.AWAKE] = 0.0
    made.actors[4, at.VOICE] = 0.0
    made.actors[:, at.STAGE] = (0, 2, 2, 0, 0)
    made.actors[:, at.BEST_STAGE] = (1, 2, 2, 1, 3)
    made.actors[:, at.INDEX] = (0.5, 2.2, 2.4, 0.0, 3.0)
    return made


def test_stages_are_shares_of_all_who_have_voice() -> None:
    found = measured(peopled())
    assert [found[name] for name in ("latency", "belonging", "team")] == [0.5, 0.0, 0.5]
    assert found["index"] == pytest.approx((0.5 + 2.2 + 2.4) / 4)
    assert found["fallen"] == 0.5
    assert found["awake"] == 0.75


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("motivation", at.MOTIVATION),
        ("identification", at.IDENTIFICATION),
        ("comfort", at.COMFORT_RATIO),
        ("trust", at.TRUST),
        ("skill", at.SKILL),
        ("fatigue", at.FATIGUE),
        ("engaged", at.ENGAGED),
    ],
)
def test_means_are_over_those_present(name: str, column: int) -> None:
    made = peopled()
    made.actors[:, column] = (0.1, 0.2, 0.6, 9.0, 9.0)
    assert measured(made)[name] == pytest.approx(0.3)


def test_facilitators_and_isolated_are_shares_of_those_present() -> None:
    made = peopled()
    tie(made, 0, 1)
    made.tie_index[0, at.CONTACT, 0] = made.tie_index[1, at.SOUGHT_BY, 0] = 0b10
    made.bitsets[[0, 4], at.FACILITATED] = 1
    found = measured(made)
    assert found["facilitators"] == pytest.approx(1 / 3)
    assert found["isolated"] == pytest.approx(1 / 3)


def test_alignment_and_understanding_are_with_the_whole_and_with_the_truth() -> None:
    made = peopled()
    made.profiles[:3, at.PRIORITIES] = ((1.0, 0.0), (0.0, 1.0), (0.5, 0.5))
    made.truth[at.LINKS, 0] = 0b11
    believe(made, 0, 0, 1)
    found = measured(made)
    assert found["alignment"] == pytest.approx((0.5 + 0.5 + 1.0) / 3)
    assert found["understanding"] == pytest.approx(1 / 3)


def test_the_need_is_the_mean_over_needs() -> None:
    made = peopled()
    made.needs[at.LEVEL] = (0.2, 0.6)
    assert measured(made)["need"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("collective_stage", at.COLLECTIVE_STAGE),
        ("encounters", at.ENCOUNTERED),
        ("convened", at.CONVENED),
        ("frictions", at.FRICTIONS),
        ("actions", at.JOINT_ACTIONS),
        ("solo_actions", at.SOLO_ACTIONS),
        ("obliged_actions", at.OBLIGED_ACTIONS),
        ("successes", at.SUCCEEDED),
        ("innovation", at.INNOVATION),
        ("help_asked", at.HELP_ASKED),
        ("help_given", at.HELP_GIVEN),
        ("continuity", at.CONTINUITY),
        ("density", at.DENSITY),
        ("reciprocity", at.RECIPROCITY),
        ("transitivity", at.TRANSITIVITY),
        ("giant", at.GIANT),
        ("applications", at.APPLICATIONS),
        ("funded", at.FUNDED),
        ("complementarity", at.COMPLEMENTARITY),
        ("three_fields", at.THREE_FIELDS),
        ("crossing_money", at.CROSSING_MONEY),
        ("subsidiarity", at.SUBSIDIARITY),
    ],
)
def test_what_the_territory_counts_stands_in_its_column(name: str, column: int) -> None:
    made = peopled()
    made.territory[column] = 7.0
    assert measured(made)[name] == 7.0


@pytest.mark.parametrize(
    ("name", "column"), [("effort", at.EFFORT), ("money", at.MONEY), ("hours", at.HOURS)]
)
def test_costs_stand_in_their_columns(name: str, column: int) -> None:
    made = peopled()
    made.accounts[column] = 7.0
    assert measured(made)[name] == 7.0


def test_inequality_is_between_the_thirds_who_had_most_and_least_voice_at_first() -> None:
    made = world(7)
    made.actors[:, at.VOICE_THIRD] = (-1, -1, 0, 0, 0, 1, 1)
    made.actors[:, at.INDEX] = (0.5, 0.7, 4.0, 4.0, 4.0, 1.0, 2.0)
    assert measured(made)["inequality"] == pytest.approx(1.5 - 0.6)


def test_measuring_writes_nothing() -> None:
    made = peopled()
    plain().ladder.find_centre(made)
    before = {name: np.copy(array) for name, array in made._asdict().items()}
    plain().indicators.measure(made, np.zeros(len(INDICATORS)))
    assert all(np.array_equal(array, before[name]) for name, array in made._asdict().items())


def test_every_column_is_written_every_month() -> None:
    assert np.isfinite(list(measured(peopled()).values())).all()
    assert len(set(INDICATORS)) == len(INDICATORS)


def test_a_territory_without_anybody_is_measured_too() -> None:
    made = peopled()
    made.actors[:, at.VOICE] = 0.0
    assert np.isfinite(list(measured(made).values())).all()


def test_groups_awake_are_a_share_of_the_latent_groups_with_voice() -> None:
    made = peopled()
    made.actors[:, at.LATENT] = 0.0
    assert measured(made)["groups_awake"] == 0.0
    made.actors[:, at.LATENT] = 1.0
    made.actors[:, at.AWAKE] = 0.0
    made.actors[0, [at.AWAKE, at.VOICE]] = 1.0
    voiced = (made.actors[:, at.VOICE] > 0).sum()
    assert measured(made)["groups_awake"] == pytest.approx(1 / voiced)
