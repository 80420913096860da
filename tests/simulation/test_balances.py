"""Money and time are conserved, every month, to the cent and to the hour: each hour and each euro is somewhere."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.events import INTRODUCED, MEDIATED, SHOCK_STRUCK
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import BACK_MUTUAL_AID, GRANT, REGULATE
from simul_agir.model.parameters import HOUR_COST, PARAMETERS
from simul_agir.model.state import State
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simulation.sameness import STANCES
from simulation.test_limits import awake, with_attributes
from territories import scenario

CENT, HOUR = 0.01, 1.0
EXACT = 1e-6  # hours and euros: sums of some thousands of roundings
MONTHS = 26


def numbers(place: Scenario) -> dict[str, float]:
    """All parameters of a scenario by name."""
    vector = place.vector()
    return {name: float(vector[each.position]) for name, each in PARAMETERS.items()}


def run_with_events(place: Scenario, stance: str, seed: int) -> Batch:
    batch = Batch.begin(place, stance, 1, seed).run_until(0)
    batch.events = np.zeros((200_000, 6))
    return batch


def events_of(batch: Batch, month: int) -> np.ndarray:
    """What happened in a month of the contract."""
    written = batch.events[: int(batch.state.territory[0, at.EVENTS])]
    return written[written[:, 0] == batch.scenario.warm_up + month - 1]


def line(batch: Batch, name: str) -> float:
    return float(batch.indicators[0, batch.month, INDICATORS.index(name)])


# Teams of two, all voices full, nobody replaced or asleep, no training: whoever spends how many hours can then be told
# from what is counted and from the story.
PAIRS = {"team_size": 2.0, "train_limit": 0.0, "shock_hazard": 0.3, "shock_size": 0.6, "crisis_hazard": 0.0}


def place_of_pairs(seed: int) -> Scenario:
    place = scenario(
        actors=12,
        domains=4,
        months=MONTHS,
        warm_up=12,
        seed=seed,
        effort=0.4,
        parameters=PAIRS,
        mechanisms=dict.fromkeys(("turnover", "awakening", "planning", "merging"), False),
    )
    return with_attributes(replace(place, landscape=awake(place.landscape)), voice=1.0, exposure=0.7)


def begun_hours(batch: Batch, before: State, month: int) -> np.ndarray:
    """Hours that each actor may give to change at the beginning of a month, by what it was at the end of the last."""
    p, rows = numbers(batch.scenario), before.actors[0]
    hardship = rows[:, at.HARDSHIP] * (1.0 - p["recovery"])
    for struck in events_of(batch, month):
        if struck[1] == SHOCK_STRUCK:
            hardship[int(struck[2])] = struck[5]
    hours = rows[:, at.CAPACITY] * (1.0 - p["hardship_cost"] * hardship) * (1.0 - rows[:, at.FATIGUE])
    return p["change_limit"] * hours


@pytest.mark.parametrize("stance", STANCES)
def test_every_hour_of_every_actor_is_given_or_left(stance: str) -> None:
    batch = run_with_events(place_of_pairs(3), stance, seed=2)
    for month in range(1, MONTHS + 1):
        before = batch.state.copy()
        rows = batch.run_until(month).state.actors[0]
        assert rows[:, at.HOURS_USED] + rows[:, at.HOURS_LEFT] == pytest.approx(
            begun_hours(batch, before, month), abs=EXACT
        )
        spent = batch.state.accounts[0, at.HOURS] - before.accounts[0, at.HOURS]
        assert spent == pytest.approx(rows[:, at.HOURS_USED].sum(), abs=EXACT)


@pytest.mark.parametrize("stance", STANCES)
def test_every_hour_was_given_to_something_that_happened(stance: str) -> None:
    batch = run_with_events(place_of_pairs(4), stance, seed=5)
    p, paid, uses = numbers(batch.scenario), 0.0, np.zeros(4)
    for month in range(1, MONTHS + 1):
        before = batch.state.copy()
        batch.run_until(month)
        deeds = events_of(batch, month)[:, 1]
        meetings = 2 * p["meeting_hours"] * (line(batch, "encounters") + line(batch, "convened"))
        joint = line(batch, "actions") + line(batch, "obliged_actions")
        actions = p["action_hours"] * (line(batch, "solo_actions") + 2 * joint)
        actions += p["application_hours"] * line(batch, "applications")
        brokerage = p["mediation_hours"] * np.isin(deeds, (MEDIATED, INTRODUCED)).sum()
        help_given = p["aid_hours"] * line(batch, "unpaid_help")  # all have voice, so all of it is counted
        brokers, helpers = hours_paid_by_the_stance(batch, before)
        assert (
            helpers >= p["aid_hours"] * line(batch, "help_given") - help_given - EXACT
        )  # some comes in vain
        given = batch.state.accounts[0, at.HOURS] - before.accounts[0, at.HOURS]
        assert given == pytest.approx(meetings + actions + brokerage + help_given - brokers, abs=EXACT)
        paid, uses = paid + brokers + helpers, uses + np.array([meetings, actions, brokerage, help_given])
    assert (uses > HOUR).all()
    assert (paid > HOUR) == (stance not in ("none", "sham", "money"))


def hours_paid_by_the_stance(batch: Batch, before: State) -> tuple[float, float]:
    """Hours of brokerage and of help that engineering paid this month: what it offered less what is left of it."""
    doses, levels = batch.calendars[0, batch.month], batch.state.levels[0]
    p, rows = numbers(batch.scenario), before.actors[0]
    lead, team = (int(before.territory[0, role]) for role in (at.LEAD, at.PROJECT_TEAM))
    skill = (rows[lead, at.SKILL] + rows[team, at.SKILL]) / 2
    posture = rows[:, at.POSTURE + 3]
    borne = (posture[lead] + posture[team] + posture.mean()) / 3
    carried = p["skill_floor"] + (1 - p["skill_floor"]) * skill
    brokers = carried * doses[REGULATE] - levels[at.FACILITATION_HOURS]
    kept = carried * (1 - p["posture_discount"] * (1 - borne)) * (1 - p["accompaniment"])
    helpers = kept * doses[BACK_MUTUAL_AID] / 2 - levels[at.PAID_AID_HOURS]
    return float(brokers), float(helpers)


@pytest.mark.parametrize("stance", STANCES)
def test_routine_work_and_change_come_out_of_the_same_hours(stance: str) -> None:
    """What change takes beyond slack is taken from routine work or is overtime, and all of it is one or the other."""
    place = scenario(actors=12, months=MONTHS, warm_up=6, seed=6, effort=1.0)
    batch, p = Batch.begin(place, stance, 1, 3).run_until(0), numbers(place)
    for month in range(1, MONTHS + 1):
        rows = batch.run_until(month).state.actors[0]
        used, capacity = rows[:, at.HOURS_USED], rows[:, at.AWAKE] * rows[:, at.CAPACITY]
        hours = capacity * (1 - p["hardship_cost"] * rows[:, at.HARDSHIP])
        due = p["routine_share"] * rows[:, at.CAPACITY] * (1 - rows[:, at.LATENT])
        beyond = np.maximum(0, used + due - hours)
        done = np.maximum(0, due - p["displacement"] * beyond)
        overtime = done + used - (used + due - beyond)
        assert (overtime >= -EXACT).all()
        assert (overtime + (due - done)) == pytest.approx(beyond, abs=EXACT)
        assert line(batch, "continuity") == pytest.approx(done.sum() / due.sum(), abs=1e-12)
        mandate = batch.state.profiles[0, :, at.MANDATE]
        assert batch.state.needs[0, at.HELD] == pytest.approx((done @ mandate) / (due @ mandate), abs=1e-12)


@pytest.mark.parametrize("stance", STANCES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_euro_of_every_month_is_spent_kept_or_lapsed(stance: str, seed: int) -> None:
    place = scenario(
        actors=10,
        months=MONTHS,
        warm_up=6,
        seed=seed,
        effort=0.5,
        budget=4000.0,
        parameters={"call_months": 1.0},
        mechanisms={"pooling": False},
    )
    batch, p = Batch.begin(place, stance, 2, seed).run_until(0), numbers(place)
    hour_cost = float(place.vector()[HOUR_COST])
    for month in range(1, MONTHS + 1):
        before = batch.state.accounts.copy()
        after = batch.run_until(month).state.accounts
        new_year = (month - 1) % 12 == 0
        lapsed = before[:, at.PURSE] if new_year else 0.0
        spent = after[:, at.MONEY] - before[:, at.MONEY]
        doses = np.broadcast_to(batch.calendars[:, month], (2, batch.calendars.shape[2]))
        paid_in = place.budget + doses[:, GRANT] * hour_cost
        assert after[:, at.LAPSED] - before[:, at.LAPSED] == pytest.approx(lapsed, abs=CENT / 100)
        kept = before[:, at.PURSE] - lapsed + paid_in - spent
        assert after[:, at.PURSE] == pytest.approx(kept, abs=CENT / 100)
        check_means(batch, p, spent)


def check_means(batch: Batch, p: dict[str, float], spent: np.ndarray) -> None:
    """No actor spends more than its means, and paid actions together take no more than they cost."""
    rows = batch.state.actors
    used = [
        p["ordinary_margin"] * rows[:, :, at.ORDINARY] - rows[:, :, at.ORDINARY_LEFT],
        rows[:, :, at.EARMARKED] - rows[:, :, at.EARMARKED_LEFT],
        rows[:, :, at.IN_KIND] - rows[:, :, at.IN_KIND_LEFT],
    ]
    for means, left in zip(used, (at.ORDINARY_LEFT, at.EARMARKED_LEFT, at.IN_KIND_LEFT), strict=True):
        assert (means >= -CENT / 100).all()
        assert (rows[:, :, left] >= 0).all()
    funded = batch.indicators[:, batch.month, INDICATORS.index("funded")]
    euros = used[0].sum(axis=1) + used[1].sum(axis=1) + spent
    assert (euros <= funded * p["action_cost"] + CENT).all()
    assert (euros[funded == 0] < CENT).all()
