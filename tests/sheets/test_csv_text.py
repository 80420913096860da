import pytest

from simul_agir.sheets.book import Sheet, Unreadable
from simul_agir.sheets.csv_text import read


def sheet_of(text: str) -> Sheet:
    (sheet,) = read(text.encode()).sheets
    return sheet


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    text = f"id{sign}kind{sign}motivation\na{sign}commune{sign}0\nb\n"
    assert [row for _, row in sheet_of(text).rows] == [
        ["id", "kind", "motivation"],
        ["a", "commune", "0"],
        ["b"],
    ]


def test_decimal_commas_and_commas_in_names_do_not_make_a_comma_the_delimiter() -> None:
    sheet = sheet_of("id;nom;x;y\na;Club, section A;0,5;0,6\nb;Amis, B;0,1;0,2\n")
    assert sheet.rows[1][1] == ["a", "Club, section A", "0,5", "0,6"]
    assert sheet.comma


@pytest.mark.parametrize("head", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;", "\ufeffsep=;"])
def test_a_line_that_names_the_delimiter_is_no_row(head: str) -> None:
    sheet = sheet_of(f"{head}\r\nid;a,b\r\nx;1\r\n")
    assert sheet.rows == [(2, ["id", "a,b"]), (3, ["x", "1"])]


def test_another_delimiter_after_sep_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"sep=#\na#b\n")
    assert (refused.value.rule, refused.value.line) == ("csv_sep", 1)


def test_lines_are_those_of_the_file() -> None:
    sheet = sheet_of('id,name\n\n"a","two\nlines"\n,,\nb,c\n')
    assert [line for line, _ in sheet.rows] == [1, 3, 6]


def test_a_row_that_cannot_be_read_ends_the_sheet_and_says_where() -> None:
    sheet = sheet_of('id,name\na,b\n"c"d,e\n')
    assert sheet.broken == (3, "csv_after")
    assert len(sheet.rows) == 2


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-x", "@a", "  =b"])
def test_the_sign_that_keeps_a_text_from_being_a_formula_is_taken_off(text: str) -> None:
    assert sheet_of(f"id,name\na,'{text}\n").rows[1][1] == ["a", text.strip()]
    assert sheet_of("id,name\na,'quoted'\n").rows[1][1] == ["a", "'quoted'"]


def test_very_wide_rows_and_very_many_cells_are_refused() -> None:
    with pytest.raises(Unreadable, match="size_columns"):
        read(b",".join([b"a"] * 600))
    with pytest.raises(Unreadable, match="size_cells"):
        read(b"\n".join([b"," * 498 + b"a"] * 5_000))
