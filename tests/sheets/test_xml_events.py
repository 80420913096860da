"""Tests of `sheets.xml_events`: xML as a stream of elements."""

import pytest
from tests.sheets.test_xlsx import book_of

from simul_agir.sheets.book import Unreadable


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    with pytest.raises(Unreadable, match="xml_entities"):
        book_of("", parts={"xl/worksheets/sheet1.xml": bomb})
