"""Tests of `sheets.xlsx_parts`: what stands around the cells of a workbook."""

import pytest
from tests.sheets.test_xlsx import STYLES, sheet_of

from simul_agir.sheets.book import Unreadable


def test_shared_and_rich_texts_are_read_without_how_they_are_read_aloud() -> None:
    texts = (
        "<sst><si><t>plain</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>aloud</t></rPh></si></sst>"
    )
    sheet = sheet_of(
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>', parts={"xl/sharedStrings.xml": texts}
    )
    assert sheet.rows[0][1] == ["plain", "two runs"]
    with pytest.raises(Unreadable, match="shared_text"):
        sheet_of('<row><c t="s"><v>2</v></c></row>', parts={"xl/sharedStrings.xml": texts})


@pytest.mark.parametrize(
    ("style", "value", "mark"),
    [
        (0, 0.5, None),
        (1, 0.5, "percent"),
        (2, 0.5, "currency"),
        (3, "1899-12-30 12:00", "date"),
        (4, 0.5, None),
        (5, "1899-12-30 12:00", "date"),
    ],
)
def test_numbers_are_marked_by_what_they_are_shown_as(style: int, value: object, mark: str | None) -> None:
    sheet = sheet_of(f'<row><c s="{style}"><v>0.5</v></c></row>', parts={"xl/styles.xml": STYLES})
    assert sheet.rows[0][1] == [value]
    assert sheet.marks.get((0, 0)) == mark
