"""CSV as any program exports it: its delimiter, a line `sep=`, cut rows, quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from simul_agir.sheets.book import MOST_ROWS, Book, Room, Sheet, Unreadable, Value, cut

from .encoding import decode

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 60  # lines
SEP = re.compile(r'\s*"?sep=(.)"?[,;\t|\s]*', re.IGNORECASE)
TYPED_AS_TEXT = re.compile(r"'(?=[ \u00a0]*[=+\-@\t\r])")  # the sign that keeps a text from being a formula
COMPLAINTS = {  # what Python's reader says, and the rule that is broken
    "unexpected end of data": "csv_closed",
    "expected after": "csv_after",
    "field larger": "csv_field",
}


def read(content: bytes, encoding: str = "", most: int = MOST_ROWS) -> Book:
    """The one sheet of a CSV file, up to `most` rows. Unreadable where it is none.

    Where a row cannot be read, those above it are kept.
    """
    text, found = decode(content, encoding)
    start, said = _said(text)
    delimiter = said or _delimiter(text)
    sheet = Sheet(comma=delimiter != ",")
    first = 0 if not start else text.count("\n", 0, start)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True)
    room = Room()
    while True:
        line = first + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            data = (rule for words, rule in COMPLAINTS.items() if words in str(error))
            sheet.broken = line, next(data, "csv")
            break
        cells: list[Value] = cut(
            [TYPED_AS_TEXT.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row]
        )
        if cells:
            room.take(line, cells)
            sheet.rows.append((line, cells))
            if len(sheet.rows) >= most:
                break
    return Book("csv", [sheet], [], found)


def _said(text: str) -> tuple[int, str]:
    """Where the table begins, and the delimiter that a first line as `sep=;` names; nothing where there is none."""
    head = text[:20].partition("\n")[0]
    found = SEP.fullmatch(head)
    if not found:
        return 0, ""
    if found[1] not in DELIMITERS:
        raise Unreadable("csv_sep", 1, "sep", found[1], names=", ".join(map(repr, DELIMITERS)))
    return min(len(head) + 1, len(text)), found[1]


def _delimiter(text: str) -> str:
    """The delimiter that stands, outside quotes, in the most of the first lines; then the one that parts them most alike.

    Lines in which a quoted cell goes on below count for what they show.
    """
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:LOOKED_AT]
    bare = ["".join(line.split('"')[::2]) for line in lines]

    def weight(sign: str) -> tuple[int, int, int, int]:
        counts = [line.count(sign) for line in bare]
        met = [count for count in counts if count]
        alike = Counter(met).most_common(1)[0][1] if met else 0
        return len(met), alike, sum(met), -DELIMITERS.index(sign)

    return max(DELIMITERS, key=weight)
