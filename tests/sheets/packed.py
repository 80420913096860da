"""Workbooks and open documents made of bare XML: what no library would write."""

import io
import zipfile
from collections.abc import Mapping

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_END = "</office:spreadsheet></office:body></office:document-content>"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def xlsx(
    rows: str, after: str = "", before: str = "", parts: Mapping[str, str] | None = None, name: str = "actors"
) -> bytes:
    """A workbook of one sheet whose rows are this XML."""
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"{RELATIONS}"
            f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="c" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f"{SHEET}{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
            **(parts or {}),
        }
    )


def ods(rows: str, name: str = "actors", after: str = "") -> bytes:
    """An open document of one sheet whose rows are this XML."""
    return packed(
        {"content.xml": f'{ODS}<table:table table:name="{name}">{rows}</table:table>{after}{ODS_END}'}
    )


def row(*cells: str, number: int | None = None) -> str:
    """A row of a workbook: texts in place, or elements as they are."""
    return (
        (f'<row r="{number}">' if number else "<row>")
        + "".join(
            cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in cells
        )
        + "</row>"
    )


def line(*cells: str) -> str:
    """A row of an open document: texts, or elements as they are."""
    told = (
        cell if cell.startswith("<table") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{''.join(told)}</table:table-row>"
