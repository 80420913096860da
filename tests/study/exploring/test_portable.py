"""A territory as plain data: numbers keep their bits, and only known rules travel."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.stances import Stance, get
from simul_agir.study.exploring.portable import ground, is_portable, known, packed, policy, portable, shared


class Own(Stance):
    """Somebody's own rule."""

    name = "own"
    source = "a test"

    def calendar(self, briefing):
        return np.zeros((briefing.months, len(INSTRUMENTS)))


@pytest.mark.parametrize("kind", ["<f8", "<f4", "<i8", "<i4", "<u8", ">f8"])
def test_an_array_keeps_its_bits_whatever_its_byte_order(kind: str) -> None:
    array = np.array([[1, 2, 3], [4, 5, 6]], kind)[:, ::-1]
    found = packed(array)
    assert found["dtype"] == kind[1:]
    assert found["shape"] == [2, 3]
    again = np.frombuffer(base64.b64decode(found["data"]), f"<{kind[1:]}").reshape(2, 3)
    assert np.array_equal(again, array)


def test_a_territory_travels_as_strict_json_with_no_path_of_this_machine(tmp_path) -> None:
    text = json.dumps(portable(Scenario.load("classroom")), allow_nan=False)
    assert "/site-packages/" not in text
    assert str(tmp_path.parent) not in text


def test_sliders_and_arms_can_change_what_the_ground_tells() -> None:
    small = Scenario.load("classroom")
    found = ground(replace(small, effort=3.0, parameters={"tie_gain": 0.25}, mechanisms={"aid": False}))
    assert (found["effort"], found["parameters"]["tie_gain"], found["mechanisms"]["aid"]) == (
        3.0,
        0.25,
        False,
    )
    assert found["path"]["diagnosis"] == [small.path.diagnosis.start, small.path.diagnosis.months]


@pytest.mark.parametrize(
    ("stance", "kind"),
    [("none", "none"), ("residents", "path"), ("decree", "decree"), ("sham", "sham"), ("diagnosed", "path")],
)
def test_every_known_stance_tells_its_rule(stance: str, kind: str) -> None:
    assert known(get(stance))
    assert policy(get(stance))["kind"] == kind


def test_a_stance_that_chooses_tells_the_four() -> None:
    assert [each["own"] for each in policy(get("diagnosed"))["four"]] == [
        dict(get(name).own) for name in ("residents", "ordinary_resources", "conditional_aid", "resilience")
    ]


def test_a_rule_of_somebody_s_own_stays_in_python() -> None:
    assert not known(Own())
    assert not is_portable(Arm.of(Own()))
    assert is_portable(Arm.of("residents"))
    small = Scenario.load("classroom")
    assert portable(small, [Arm.of("none"), Arm.of(Own())])["why_not"] == "own"
    assert portable(small, [Arm.of("none")])["why_not"] == ""


def test_what_is_the_same_everywhere_tells_every_parameter_and_indicator() -> None:
    found = shared([Arm.of("residents"), Arm.of(Own())])
    assert found["indicators"] == list(INDICATORS)
    assert found["policies"]["instruments"] == list(INSTRUMENTS)
    assert set(found["policies"]["stances"]) == {"none", "residents"}
    places = [each["position"] for each in found["numbers"]["parameters"].values()]
    assert len(set(places)) == len(places)
    assert len(found["accepted"]) > 1


def test_stated_ties_stand_by_source_the_strongest_first() -> None:
    told = portable(Scenario.load("classroom"))["ties"]
    sources, strengths = (
        np.frombuffer(base64.b64decode(told[name]["data"]), f"<{told[name]['dtype']}")
        for name in ("sources", "strengths")
    )
    assert (np.diff(sources) >= 0).all()
    same = np.diff(sources) == 0
    assert (np.diff(strengths)[same] <= 0).all()
