"""Bands are what their rules make of the data; what cannot be asked is refused with what can."""

import csv
import tomllib
from pathlib import Path

import pytest

import simul_agir.validation
from simul_agir.validation.looking import LARGEST, SMALLEST
from simul_agir.validation.measures import MEASURES
from simul_agir.validation.sample import PatternError
from simul_agir.validation.statements import experiments, model_with, patterns, rivals, rivals_named

DATA = Path(simul_agir.validation.__file__).parent / "data"
STATED = {pattern.name: pattern for pattern in patterns()}


def test_every_pattern_has_a_measure_or_says_that_there_is_none() -> None:
    assert [each.name for each in patterns() if each.measure and each.measure not in MEASURES] == []
    assert {each.standing for each in patterns() if not each.measure} <= {"none", "input"}
    assert {each.standing for each in patterns()} == {"matched", "independent", "input", "none"}
    assert {each.regime for each in patterns()} == {"unsupported", "usual"}


def test_what_was_matched_has_the_band_of_its_target() -> None:
    targets = tomllib.loads((experiments() / "calibration" / "targets.toml").read_text(encoding="utf-8"))[
        "target"
    ]
    matched = {each.name: (each.low, each.high) for each in patterns() if each.standing == "matched"}
    assert matched == {name: (each["low"], each["high"]) for name, each in targets.items()}


@pytest.mark.parametrize(("name", "share"), [("asleep", 0.25), ("asleep_crisis", 0.40)])
def test_the_bands_of_councils_are_what_a_survey_of_a_hundred_allows(name: str, share: float) -> None:
    error = 1.96 * (share * (1.0 - share) / 100.0) ** 0.5
    assert STATED[name].low == pytest.approx(share - error, abs=5e-4)
    assert STATED[name].high == pytest.approx(share + error, abs=5e-4)


def test_networks_are_compared_with_those_of_their_size() -> None:
    with (DATA / "networks.csv").open(encoding="utf-8", newline="") as file:
        sizes = [int(row["actors"]) for row in csv.DictReader(file)]
    assert (min(sizes), max(sizes)) == (SMALLEST, LARGEST)


def test_rivals_are_numbers_and_switches_that_a_scenario_may_have() -> None:
    assert list(rivals()) == ["budget_only", "well_mixed", "no_trust", "dealt"]
    assert rivals_named(["all"]) == list(rivals().values())
    assert rivals_named(["no_trust", "no_trust"]) == [rivals()["no_trust"]]
    for rival in rivals().values():
        model_with({**rival.parameters, **{name: float(on) for name, on in rival.mechanisms.items()}})


def test_what_is_set_becomes_parameters_and_mechanisms() -> None:
    model = model_with({"exploration": 0.3, "aid": 0.0})
    assert (model.name, dict(model.parameters), dict(model.mechanisms)) == (
        "set",
        {"exploration": 0.3},
        {"aid": False},
    )
    assert model_with({}).name == "full"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"exploratoin": 0.3}, "exploration"),
        ({"exploration": 2.0}, "0 to 1"),
        ({"aid": 0.5}, "on (1) or off (0)"),
        ({"xyzzy": 1.0}, "xyzzy"),
    ],
)
def test_what_cannot_be_set_is_told(settings: dict[str, float], told: str) -> None:
    with pytest.raises(PatternError, match=told.replace("(", r"\(").replace(")", r"\)")):
        model_with(settings)


def test_an_unknown_rival_is_told_with_those_there_are() -> None:
    with pytest.raises(PatternError, match="no_trust"):
        rivals_named(["no_trsut"])
    with pytest.raises(PatternError, match="budget_only"):
        rivals_named(["zzz"])
