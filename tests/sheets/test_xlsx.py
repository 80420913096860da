import pytest

from simul_agir.sheets import xlsx
from simul_agir.sheets.book import Book, Sheet, Unreadable

from .packed import OFFICE, RELATIONS, packed, row
from .packed import xlsx as workbook

STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="#,##0.00\\ [$€-40C]"/>'
    '<numFmt numFmtId="171" formatCode="dd/mm/yyyy"/><numFmt numFmtId="172" formatCode="0.0&quot; days&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>"
)


def book_of(rows: str, **more: object) -> Book:
    return xlsx.read(workbook(rows, **more))  # type: ignore[arg-type]


def sheet_of(rows: str, **more: object) -> Sheet:
    return book_of(rows, **more).sheets[0]


def test_cells_are_read_by_their_places_not_by_what_the_sheet_says_of_its_size() -> None:
    sheet = sheet_of(
        '<row r="2"><c r="B2" t="n"><v>1.5</v></c><c r="D2" t="b"><v>1</v></c></row><row r="9"><c r="A9" t="str"><v>x</v></c></row>',
        before='<dimension ref="A1:A1"/>',
    )
    assert sheet.rows == [(2, [None, 1.5, None, True]), (9, ["x"])]


def test_merged_cells_are_marked_but_for_the_first() -> None:
    sheet = sheet_of(
        row("id", "kind", number=1) + row("a", "x", number=2) + row("b", number=3),
        after='<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="A90:XFD1048576"/></mergeCells>',
    )
    assert sheet.marks == {(2, 1): "merged"}


def test_comments_and_hidden_rows_and_drawings_are_remarks() -> None:
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'{RELATIONS}<Relationship Id="x" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="y" Type="{OFFICE}/drawing" Target="../drawing1.xml"/></Relationships>',
        "xl/comments1.xml": '<comments><commentList><comment ref="C7"/></commentList></comments>',
    }
    rows = row("a") + '<row hidden="1"><c t="str"><v>b</v></c></row>'
    book = book_of(rows, parts=parts, before='<cols><col min="1" max="1" hidden="1"/></cols>')
    assert {(each.what, each.line) for each in book.remarks} == {
        ("comment", 7),
        ("drawing", None),
        ("hidden_rows", None),
        ("hidden_columns", None),
    }


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ('<row r="2000000000"/>', "row_number"),
        ('<row r="3"/><row r="3"/>', "row_number"),
        ('<row r="-1"/>', "row_number"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "cell_place"),
        ('<row r="1"><c r="A2"/></row>', "cell_place"),
        ('<row r="1"><c r="A1"/><c r="A1"/></row>', "cell_place"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "size_columns"),
        ("<row><c><v>x</v></c></row>", "cell_number"),
        ('<row><c t="str"><v>' + "a" * 40_000 + "</v></c></row>", "csv_field"),
        ("<a>" * 100, "xml_deep"),
        ("<row>", "xml"),
    ],
)
def test_what_no_spreadsheet_writes_is_refused(rows: str, rule: str) -> None:
    with pytest.raises(Unreadable, match=f"^{rule}$"):
        book_of(rows)


def test_old_and_encrypted_workbooks_are_told_apart_from_damaged_ones() -> None:
    with pytest.raises(Unreadable, match="old_workbook"):
        xlsx.read(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(Unreadable, match="readable"):
        xlsx.read(b"PK\x03\x04" + bytes(600))
    with pytest.raises(Unreadable, match="readable"):
        xlsx.read(packed({"a": "b"}))
