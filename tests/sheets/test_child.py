"""Tests of `sheets.child`: the process that parses spreadsheets and networks."""

import pytest

from simul_agir.sheets import reading
from simul_agir.sheets.book import Unreadable
from simul_agir.sheets.reading import Source, read_books


def test_memory_and_time_of_the_child_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = reading.START.replace(
        "main()",
        "from simul_agir.sheets import child; child.READERS['.gexf'] = lambda content: bytes(2 << 30); main()",
    )
    monkeypatch.setattr(reading, "START", greedy)
    pytest.importorskip("resource")
    (book,) = read_books([Source("b.gexf", b"<gexf/>")])
    assert isinstance(book, Unreadable)
    assert book.rule == "too_large"
