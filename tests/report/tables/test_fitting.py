"""Where a table does not fit, its lines are told one under the other, and no name is lost."""

import io

import pytest
from rich.console import Console

from simul_agir.locale import words
from simul_agir.report.tables.fitting import Head, Line, fitted, full_width, least_width, plain_text

HEADS = [Head("code"), Head("name", wraps=True), Head("people\n(2018)", right=True)]
LINES = [Line(("CN1", "a rather long name", "1,050")), Line(("CN2", "Lyon", "181,564"), bold=True)]


def shown(width: int) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(fitted(HEADS, LINES, width, words("en")))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_its_widths_are_those_of_its_words_and_lines() -> None:
    assert full_width(HEADS, LINES) == len("code  a rather long name  181,564")
    assert least_width(HEADS, LINES) == len("code  rather  181,564")


def test_where_it_fits_it_is_a_table() -> None:
    assert "─" in shown(40)
    assert "─" in shown(21)
    assert max(len(line) for line in shown(21).splitlines()) <= 21


def test_where_it_does_not_fit_its_lines_are_stacked() -> None:
    told = [line.rstrip() for line in shown(20).splitlines()]
    assert told[:5] == ["CN1", "  name: a rather", "  long name", "  people (2018):", "  1,050"]


@pytest.mark.parametrize("width", [8, 12, 20, 21, 25, 40])
def test_nothing_is_ever_cut(width: int) -> None:
    text = shown(width)
    assert "…" not in text
    for word in ("CN1", "rather", "name", "Lyon", "1,050"):
        assert word in text


@pytest.mark.parametrize("width", [20, 80])
def test_brackets_and_colons_in_a_name_are_no_markup(width: int) -> None:
    lines = [Line(("[/red] :smile:", "[bold]x[/bold]", "1"))]
    text = plain_text(fitted(HEADS, lines, width, words("en")), "[/green]", width=width)
    assert all(part in text for part in ("[/red] :smile:", "[bold]x[/bold]", "[/green]"))
