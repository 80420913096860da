"""History matching keeps what is not implausible, and says of each number what was learnt."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simul_agir.model.parameters import PARAMETERS
from simul_agir.scenario.assumption_sets import AssumptionSets
from simul_agir.study.design.factors import Factor
from simul_agir.validation.emulator import Emulator
from simul_agir.validation.matching import Matching, Wave, _places, parameters_at, remaining
from simul_agir.validation.matching_design import MatchingDesign
from simul_agir.validation.sample import halves
from simul_agir.validation.targets import Target

CALIBRATION = Path(__file__).parents[2] / "experiments" / "calibration"
NAMES = ("meeting_share", "homophily", "exploration")
DESIGN = MatchingDesign(
    factors=tuple(
        Factor(("parameters", name), low=0.1, high=0.9, scale="log" if name == "exploration" else "linear")
        for name in NAMES
    ),
    targets=(
        Target("density_team", 0.5, 0.5, 0.0, 0.02, "a test"),
        Target("asleep", 0.0, 1.0, 0.0, 0.02, "a test"),
    ),
    cutoff=3.0,
    contracts=2,
    runs=2,
    waves=(400,),
    sets=10,
)


def made(first: np.ndarray, second: np.ndarray | float = 0.5, design: MatchingDesign = DESIGN) -> Matching:
    """A matching whose first target is what `first` says, the second `second`, without luck."""
    places = np.random.default_rng(1).random((len(first), len(design.factors)))
    values = np.column_stack([first, np.broadcast_to(second, first.shape)])
    return remaining(design, 1, [Wave(1, places, values, np.repeat(values[:, None], 2, axis=1))])


def places_of(points: int) -> np.ndarray:
    return np.random.default_rng(1).random((points, 3))


def test_points_within_the_cutoff_remain() -> None:
    found = made(np.array([0.5, 0.55, 0.57, *[0.45] * 20]))
    assert found.order == 1
    assert 2 not in found.accepted
    assert {0, 1, 3} <= set(found.accepted)
    assert len(found.chosen) == 10
    assert set(found.chosen) <= set(found.accepted)


def test_a_target_that_nobody_meets_rules_nothing_out_and_is_named() -> None:
    found = made(np.linspace(0.4, 0.6, 60), 9.0)
    assert found.unmet == ("asleep",)
    assert len(found.accepted) >= 20


def test_where_too_few_remain_the_worst_target_is_spared() -> None:
    found = made(np.array([0.5, *[0.9] * 39]), np.array([*[9.0] * 1, *[0.5] * 39]))
    assert found.order == 2
    assert len(found.accepted) == 40


def test_luck_is_the_variance_of_the_mean_of_the_runs() -> None:
    alone = np.array([[[0.0, 1.0], [2.0, 1.0]], [[1.0, np.nan], [1.0, 2.0]]])
    wave = Wave(1, np.zeros((2, 3)), alone.mean(axis=1), alone)
    assert wave.luck.tolist() == pytest.approx([(2.0 + 0.0) / 2 / 2, 0.0])


def test_a_later_wave_stays_where_emulators_leave_it_possible() -> None:
    places = places_of(300)
    emulator = Emulator.of(places, places[:, 0])
    found = _places(DESIGN, 50, 7, [[emulator, None]])
    assert found.shape == (50, 3)
    assert np.abs(found[:, 0] - 0.5).max() < 3.1 * 0.02 + 1e-3
    assert np.ptp(found[:, 1]) > 0.9


def test_a_place_is_read_by_the_scale_of_its_parameter() -> None:
    assert parameters_at(DESIGN, np.array([0.5, 0.0, 0.5])) == {
        "meeting_share": 0.5,
        "homophily": 0.1,
        "exploration": 0.3,
    }


# --- what is shipped ---------------------------------------------------------------------------------------------


def test_the_shipped_sets_are_those_of_the_shipped_calibration() -> None:
    made_with = json.loads((CALIBRATION / "calibration.json").read_text(encoding="utf-8"))
    sets = AssumptionSets.load("accepted")
    assert sets.hash == made_with["hash"]
    assert len(sets) == made_with["kept"]
    points = pd.read_csv(CALIBRATION / "points.csv")
    assert len(points) == sum(made_with["points"])
    assert points["accepted"].sum() == made_with["accepted"]
    accepted = set(points[points["accepted"] == 1]["point"])
    assert {int(each.name.removeprefix("point-")) for each in sets} <= accepted


def test_the_shipped_sets_were_sought_without_the_half_held_out() -> None:
    made_with = json.loads((CALIBRATION / "calibration.json").read_text(encoding="utf-8"))
    first, second = halves()
    assert set(made_with["contracts"]) <= set(first)
    assert set(made_with["held_out"]) <= set(second)


def test_the_design_varies_assumed_numbers_within_their_ranges() -> None:
    for name, span in tomllib.loads((CALIBRATION / "design.toml").read_text(encoding="utf-8"))[
        "parameters"
    ].items():
        known = PARAMETERS[name]
        assert known.low <= span["low"] < span["high"] <= known.high
        assert span["low"] <= known.default <= span["high"], name
