import pytest

from simul_agir.sheets import reading
from simul_agir.sheets.book import Book, Unreadable
from simul_agir.sheets.reading import Source, read_books

from .packed import ods, row, xlsx


def test_all_forms_are_read_in_one_go_each_in_its_place() -> None:
    books = read_books(
        [
            Source("a.xlsx", xlsx(row("id", "é"))),
            Source("b.csv", b"id,kind\n"),
            Source("c.ODS", ods("<table:table-row/>")),
            Source("d.gexf", b"<gexf><graph/></gexf>"),
        ]
    )
    assert [book.form for book in books if isinstance(book, Book)] == ["xlsx", "csv", "ods", "gexf"]
    first = books[0]
    assert isinstance(first, Book)
    assert first.sheets[0].rows == [(1, ["id", "é"])]


def test_one_file_that_cannot_be_read_hides_no_other() -> None:
    books = read_books(
        [Source("a.xlsx", b"noise"), Source("b.ods", ods("")), Source("c.xls", b"x"), Source("d.csv", b" ")]
    )
    assert [each.rule if isinstance(each, Unreadable) else each.form for each in books] == [
        "readable",
        "ods",
        "table_form",
        "not_empty",
    ]


def test_a_parser_that_ends_the_process_is_a_fault_of_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    dying = reading.START.replace(
        "main()",
        "from simul_agir.sheets import child, gexf; import os; child.READERS['.gexf'] = lambda content: os.abort(); main()",
    )
    monkeypatch.setattr(reading, "START", dying)
    books = read_books([Source("a.ods", ods("")), Source("b.gexf", b"<gexf/>"), Source("c.ods", ods(""))])
    assert isinstance(books[0], Book)
    assert isinstance(books[1], Unreadable)
    assert books[1].rule == "parser_failed"
    assert isinstance(books[2], Book)


def test_what_the_child_says_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "START", "print('[]')")
    (book,) = read_books([Source("b.gexf", b"<gexf/>")])
    assert isinstance(book, Unreadable)
    assert book.rule == "parser_failed"
