"""TOML within bounds: how deep keys and values stand in one another, how long numbers are."""

import pytest
from tests.scenario.folders import ScenarioError

from simul_agir.scenario.faults import Faults
from simul_agir.scenario.toml.toml_text import DEEPEST, LARGEST, line_too_deep, read_toml


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 2_000) + " = 1",
        "[" + ".".join("a" * 2_000) + "]",
        "a = {" + ".".join("b" * 2_000) + " = 1}",
        '"a"' + ' . "b"' * 2_000 + " = 1",
        "'a'" + ".'b'" * 2_000 + " = 1",
        "a = " + "[" * 2_000,
        "a = " + "{b=" * 2_000,
        "a = " + "[" * 2_000 + "]" * 2_000,
    ],
)
def test_what_is_too_deep_is_told_with_its_line(text: str) -> None:
    faults = Faults()
    assert read_toml(f"x = 1\n{text}", "f", faults) is None
    (fault,) = faults.found
    assert (fault.line, fault.allowed) == (
        2,
        f"keys of at most {DEEPEST} parts, and tables and lists at most {DEEPEST} deep in one another",
    )


@pytest.mark.parametrize(
    "text",
    [
        "# " + "." * 500 + "[" * 500,
        'a = "' + "a." * 500 + "[" * 500 + '"',
        "a = '" + "a." * 500 + "'",
        'a = """\n' + "a.b" * 500 + "[" * 500 + '"""',
        "a = '''" + "[" * 500 + "\n'''",
        'a = "\\"' + "." * 500 + '"',
        "a = [" + "[1], " * 500 + "]",
        "\n".join(f"a.b{each} = 1.5" for each in range(500)),
    ],
)
def test_texts_remarks_and_many_short_ones_are_not_deep(text: str) -> None:
    assert line_too_deep(text) is None
    assert read_toml(text, "f", Faults()) is not None


@pytest.mark.parametrize("number", ["0x" + "f" * 5_000, "-" + "9" * 100, "[0b" + "1" * 20_000 + "]"])
def test_a_whole_number_beyond_every_range_is_kept_within_what_can_be_computed_with(number: str) -> None:
    found = read_toml(f"a = {number}", "f", Faults())
    assert found is not None
    value = found["a"][0] if isinstance(found["a"], list) else found["a"]
    assert abs(value) == LARGEST


def test_a_decimal_number_of_5000_digits_is_a_fault() -> None:
    faults = Faults()
    assert read_toml("a = " + "9" * 5_000, "f", faults) is None
    with pytest.raises(ScenarioError):
        faults.raise_any()
