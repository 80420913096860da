"""Tests of `sheets.book`: what every file becomes."""

import pytest
from tests.sheets.packed import row
from tests.sheets.test_xlsx import sheet_of


@pytest.mark.parametrize(
    "cell", ["<c><f>A1+1</f></c>", "<c><f>A1+1</f><v></v></c>", "<c><f>A1+1</f><v/></c>"]
)
def test_a_formula_without_its_value_is_marked(cell: str) -> None:
    sheet = sheet_of(row("a", cell))
    assert sheet.rows[0][1] == ["a", None]
    assert sheet.marks == {(0, 1): "formula"}


def test_a_formula_with_its_value_is_the_value_and_an_error_is_marked() -> None:
    sheet = sheet_of(
        row(
            '<c t="str"><f>A1</f><v>x</v></c>',
            "<c><f>1+1</f><v>2</v></c>",
            '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        )
    )
    assert sheet.rows[0][1] == ["x", 2.0, "#DIV/0!"]
    assert sheet.marks == {(0, 2): "error"}
    assert sheet_of(row("a", '<c t="str"><f>A1</f><v></v></c>')).marks == {}
