"""Tests of `sheets.archive`: zip archives."""

import pytest
from tests.sheets.test_xlsx import book_of

from simul_agir.sheets.book import Unreadable


def test_a_workbook_that_unpacks_to_too_much_is_refused_whatever_it_says_of_its_size() -> None:
    with pytest.raises(Unreadable, match="size_"):
        book_of("<a/>" * (40 << 20))
