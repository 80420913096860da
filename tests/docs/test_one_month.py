"""The month followed by hand for trainers and researchers: arithmetic, simulation and pages agree."""

import re
from math import exp
from pathlib import Path

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.model.parameters import PARAMETERS, TRUST_PRIOR
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.story import record

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("for-trainers.md", "for-trainers.fr.md", "for-researchers.md", "for-researchers.fr.md")
SEED, TENANTS, SCHOOL, EDUCATION = 5920, 1, 2, 1


def by_hand() -> dict[str, float]:
    """The rows of the table, in their order, by plain arithmetic on what docs/one-month and the defaults say."""
    p = {name: each.default for name, each in PARAMETERS.items()}
    n0, pi = p["prior_weight"], p["trust_prior"]
    found = {"tolerance": p["tolerance"] * (1 + p["tolerance_skill"] * 0.5)}
    found["priority"] = 0.5 - p["convergence"] * 0.1
    found["trust before"] = (0.5 + n0 * pi) / (0.5 + 1.5 + n0)
    x = 0.5 * (abs(0.6 - 0.1) + abs(0.4 - 0.9)) / p["comfort_reach"]
    understood = p["comfort_gain"] * 4 * x * (1 - x)
    found["comfort"] = 0.2 + understood * found["trust before"] * (0.9 - 0.2)
    kept = 1 - p["meeting_record"] * (1 - p["trust_memory"])
    r, s = 0.5 * kept + p["meeting_record"], 1.5 * kept
    found["trust met"] = (r + n0 * pi) / (r + s + n0)
    found["identification met"] = 0.3 + p["identification_meeting"] * (1 - p["saturation"] * 0.5) * (1 - 0.3)
    found["asked"] = p["action_cost"] - 10 * p["hour_value"]
    found["purse"] = 20_000 - found["asked"]
    housing = 0.1 + understood * found["trust before"] * (0.3 - 0.1)
    found["coverage"] = (0.9 + housing) / 2
    found["coordination"] = found["trust met"] * (1 - (found["priority"] - (0.4 + p["convergence"] * 0.1)))
    push = p["weight_coverage"] * (found["coverage"] - 0.4) + p["weight_coordination"] * (
        found["coordination"] - 0.4
    )
    found["chance"] = 1 / (1 + exp(-push) * (1 - p["delivery"]) / p["delivery"])
    found["need"] = 0.5 * (1 - p["action_impact"] / 3)
    r, s = r * p["trust_memory"] + 1, s * p["trust_memory"]
    found["trust acted"] = (r + n0 * pi) / (r + s + n0)
    g = found["identification met"]
    found["identification acted"] = g + p["doing_gain"] * (1 - g) + p["doing_surprise"] * (1 - 0.5)
    found["motivation"] = 0.7 + p["motivation_surprise"] * (1 - 0.5) * (1 - 0.7)
    found["comfort acted"] = found["comfort"] + understood * found["trust met"] * (0.9 - found["comfort"])
    hours = p["change_limit"] * 40
    found["hours"] = hours - p["meeting_hours"] - p["application_hours"] - p["action_hours"]
    found["breadth"] = (0.3 + found["comfort acted"]) / (0.3 + 0.2)
    return found


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return Scenario.load(str(DOCS / "one-month"))


def test_the_simulation_gives_what_the_arithmetic_gives(scenario: Scenario) -> None:
    batch, hand = Batch.begin(scenario, "none", 1, SEED).run_until(1), by_hand()
    row, profile = batch.state.actors[0, TENANTS], batch.state.profiles[0, TENANTS]
    place = batch.state.tie_index[0, TENANTS, at.ALTER].tolist().index(SCHOOL)
    r, s = (batch.state.ties[0, TENANTS, column, place] for column in (at.SUCCESSES, at.FAILURES))
    n0, pi = PARAMETERS["prior_weight"].default, scenario.vector()[TRUST_PRIOR]
    read = {
        "priority": profile[at.PRIORITIES, 0],
        "comfort acted": profile[at.COMFORT, EDUCATION],
        "trust acted": (r + n0 * pi) / (r + s + n0),
        "identification acted": row[at.IDENTIFICATION],
        "motivation": row[at.MOTIVATION],
        "hours": row[at.HOURS_LEFT],
        "breadth": row[at.COMFORT_RATIO],
        "purse": batch.state.accounts[0, at.PURSE],
        "need": batch.state.needs[0, at.LEVEL, EDUCATION],
    }
    assert {name: float(value) for name, value in read.items()} == {
        name: pytest.approx(hand[name], rel=1e-12) for name in read
    }
    assert row[at.STAGE] == 0


def test_the_events_of_the_month_are_those_that_are_told(scenario: Scenario) -> None:
    events, hand = record(scenario, "none", SEED).events, by_hand()
    first = [(each.what, each.actors) for each in events if each.month == 1]
    assert first == [
        ("encounter", ("Tenants", "School")),
        ("funded", ("Tenants",)),
        ("success", ("Tenants", "School")),
    ]
    values = {each.what: each.value for each in events if each.month == 1}
    assert values["success"] == pytest.approx(hand["chance"], rel=1e-9)
    assert values["funded"] == hand["asked"]
    assert ("rise", ("Tenants",)) in [(each.what, each.actors) for each in events if each.month == 2]


def test_the_tenants_reach_belonging_in_the_second_month(scenario: Scenario) -> None:
    batch = Batch.begin(scenario, "none", 1, SEED).run_until(2)
    breadth = float(batch.state.actors[0, TENANTS, at.COMFORT_RATIO])
    assert np.round(breadth, 3) == 1.394
    assert by_hand()["breadth"] < PARAMETERS["comfort_level"].default == 1.25 < breadth


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_these_numbers_and_its_own_arithmetic_gives_them(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.split("\n")
        if line.startswith("|") and re.search(r"\d \|$", line)
    ]
    hand = by_hand()
    assert len(rows) == len(hand)
    for (_, arithmetic, result), value in zip(rows, hand.values(), strict=True):
        shown = number(result, page)
        assert shown == pytest.approx(
            value, abs=0.5 * 10 ** -len(result.replace(",", ".").partition(".")[2]) if shown < 100 else 0.5
        )
        plain = number_text(arithmetic, page).replace("×", "*").replace("−", "-")
        assert re.fullmatch(r"[0-9.()+*/ exp-]+", plain)
        assert eval(plain, {"__builtins__": {}, "exp": exp}) == pytest.approx(value, rel=2e-3)


def number_text(text: str, page: str) -> str:
    """Numbers of a page as Python writes them."""
    if page.endswith(".fr.md"):
        return text.replace("\u202f", "").replace(",", ".")
    return text.replace(",", "")


def number(text: str, page: str) -> float:
    """One number of a page."""
    return float(number_text(text, page))
