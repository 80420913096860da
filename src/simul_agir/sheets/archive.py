"""Zip archives, unpacked within bounds: what a part says of its own size is not believed."""

from __future__ import annotations

import io
import zipfile

from simul_agir.sheets.book import Unreadable

MOST_UNPACKED = 128 << 20  # bytes of all parts together that are read
MOST_PARTS = 20_000
OLD = b"\xd0\xcf\x11\xe0"  # how workbooks from before 2007, and encrypted ones, begin
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of a zip archive by name, as far as there is room."""

    def __init__(self, content: bytes, form: str) -> None:
        self._form, self._left = form, MOST_UNPACKED
        if content.startswith(OLD):
            raise Unreadable("old_workbook")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except Exception as error:  # the library raises anything at all on a damaged file
            raise self.damaged("zip", error) from error
        if len(entries) > MOST_PARTS:
            raise Unreadable("readable", format=form, why="parts")
        self._entries = {entry.filename.lstrip("/").lower(): entry for entry in entries}

    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lstrip("/").lower() in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of a part. Unreadable where it is missing, damaged, encrypted or too large."""
        entry = self._entries.get(name.lstrip("/").lower())
        if entry is None:
            raise Unreadable("readable", format=self._form, why="part", part=name[:80])
        if entry.flag_bits & 1:
            raise Unreadable("old_workbook")
        if entry.compress_type not in METHODS:
            raise Unreadable("readable", format=self._form, why="zip", part=name[:80])
        content = self._unpacked(entry)
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable("size_unpacked", most=MOST_UNPACKED >> 20)
        return content

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, one more than are allowed at most. Unreadable where it is damaged."""
        try:
            with self._archive.open(entry) as stream:
                return stream.read(self._left + 1)
        except MemoryError:
            raise
        except Exception as error:
            raise self.damaged("zip", error) from error

    def damaged(self, why: str, error: Exception) -> Unreadable:
        """That the archive cannot be read."""
        return Unreadable("readable", format=self._form, why=why, part=type(error).__name__)
