import pytest

from simul_agir.sheets import ods
from simul_agir.sheets.book import Book, Sheet, Unreadable

from .packed import ODS, ODS_END, line, packed
from .packed import ods as document


def book_of(rows: str, **more: str) -> Book:
    return ods.read(document(rows, **more))


def sheet_of(rows: str, **more: str) -> Sheet:
    return book_of(rows, **more).sheets[0]


def cell(attributes: str, inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


@pytest.mark.parametrize(
    ("attributes", "value", "mark"),
    [
        ('office:value-type="float" office:value="1.5"', 1.5, None),
        ('office:value-type="percentage" office:value="0.6"', 0.6, "percent"),
        ('office:value-type="currency" office:value="1250"', 1250.0, "currency"),
        ('office:value-type="boolean" office:boolean-value="true"', True, None),
        ('office:value-type="date" office:date-value="2026-05-01"', "2026-05-01", "date"),
        ('office:value-type="string" office:string-value="x"', "x", None),
    ],
)
def test_a_cell_is_what_it_says_it_is(attributes: str, value: object, mark: str | None) -> None:
    sheet = sheet_of(line("a", cell(attributes)))
    assert sheet.rows == [(1, ["a", value])]
    assert sheet.marks.get((0, 1)) == mark


def test_only_paragraphs_of_the_cell_itself_are_its_text() -> None:
    inside = (
        "<office:annotation><text:p>remember</text:p></office:annotation><text:p>Mai<text:span>rie</text:span>"
        '<text:s text:c="2"/>x</text:p><text:p>two</text:p>'
    )
    book = book_of(line(cell('office:value-type="string"', inside)))
    assert book.sheets[0].rows == [(1, ["Mairie  x\ntwo"])]
    assert [(each.what, each.line) for each in book.remarks] == [("comment", 1)]


def test_repeated_rows_and_cells_count_without_being_spelt_out() -> None:
    sheet = sheet_of(
        line("a", '<table:table-cell table:number-columns-repeated="16382"/>')
        + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        + line(
            "b", '<table:table-cell table:number-columns-repeated="3"><text:p>c</text:p></table:table-cell>'
        )
    )
    assert sheet.rows == [(1, ["a"]), (1_000_002, ["b", "c", "c", "c"])]


def test_a_formula_without_its_value_and_a_covered_cell_are_marked() -> None:
    sheet = sheet_of(line("a", cell('table:formula="of:=1+1"'), "<table:covered-table-cell/>", "d"))
    assert sheet.rows == [(1, ["a", None, None, "d"])]
    assert sheet.marks == {(0, 1): "formula", (0, 2): "merged"}


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (
            '<table:table-row table:number-rows-repeated="1000000000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>',
            "size_rows",
        ),
        ('<table:table-row table:number-rows-repeated="x"/>', "repeated"),
        (line('<table:table-cell table:number-columns-repeated="-1"/>'), "repeated"),
        (
            line(
                '<table:table-cell table:number-columns-repeated="9999"><text:p>a</text:p></table:table-cell>'
            ),
            "size_columns",
        ),
        (
            line('<table:table-cell><text:p>a<text:s text:c="32767"/>b</text:p></table:table-cell>'),
            "csv_field",
        ),
        (line('<table:table-cell office:value-type="float" office:value="x"/>'), "cell_number"),
        ("<table:x>" * 100, "xml_deep"),
    ],
)
def test_what_no_spreadsheet_writes_is_refused(rows: str, rule: str) -> None:
    with pytest.raises(Unreadable, match=f"^{rule}$"):
        book_of(rows)


def test_a_document_with_a_password_is_told() -> None:
    with pytest.raises(Unreadable, match="old_workbook"):
        ods.read(packed({"META-INF/manifest.xml": "<a:encryption-data/>", "content.xml": "noise"}))


def test_tables_of_links_and_of_changes_are_no_sheets_and_notes_in_a_paragraph_no_text() -> None:
    linked = '<table:dde-links><table:table table:name="old"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table></table:dde-links>'
    noted = "<table:table-cell><text:p>Mairie<office:annotation><text:p>old name</text:p></office:annotation> de Vaux</text:p></table:table-cell>"
    book = ods.read(
        packed(
            {
                "content.xml": ODS
                + linked
                + f'<table:table table:name="a">{line(noted)}</table:table>'
                + ODS_END
            }
        )
    )
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [("a", [(1, ["Mairie de Vaux"])])]
