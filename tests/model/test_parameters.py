"""Every number in one place, with its range and its source."""

import numpy as np
import pytest

from simul_agir.model import parameters
from simul_agir.model.parameters import COUNT, PARAMETERS, SWITCHES, vector

EVERYTHING = {**PARAMETERS, **SWITCHES}


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_number_has_a_range_a_unit_a_source_and_a_meaning(name: str) -> None:
    number = EVERYTHING[name]
    assert number.low <= number.default <= number.high
    assert number.low < number.high
    assert number.name == name == name.lower()
    assert all(text.strip() for text in (number.unit, number.source, number.meaning, number.group))


def test_every_number_has_a_position_of_its_own() -> None:
    assert sorted(number.position for number in EVERYTHING.values()) == list(range(COUNT))


def test_rules_index_by_the_names_in_capitals() -> None:
    for name, number in EVERYTHING.items():
        assert getattr(parameters, name.upper()) == number.position


def test_the_vector_holds_the_defaults() -> None:
    values = vector()
    assert values.shape == (COUNT,)
    assert values.dtype == np.float64
    assert all(values[number.position] == number.default for number in EVERYTHING.values())


def test_any_number_and_any_switch_can_be_set() -> None:
    values = vector({"tolerance": 0.5, "aid": 0})
    assert values[parameters.TOLERANCE] == 0.5
    assert values[parameters.AID] == 0.0
    assert np.count_nonzero(values != vector()) == 2


@pytest.mark.parametrize("name", PARAMETERS)
def test_what_is_outside_its_range_is_refused(name: str) -> None:
    number = PARAMETERS[name]
    for value in (number.low - 1, number.high + 1, float("nan")):
        with pytest.raises(ValueError, match=name):
            vector({name: value})


def test_an_unknown_number_is_refused() -> None:
    with pytest.raises(KeyError):
        vector({"happiness": 1.0})
