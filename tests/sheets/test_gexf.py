"""Tests of `sheets.gexf`: gEXF 1.1 to 1.3, as Gephi, NetworkX and sigma.js write it."""

import pytest

from simul_agir.sheets import gexf, graphml
from simul_agir.sheets.book import Unreadable


def test_a_file_that_is_no_network_is_told() -> None:
    for read in (gexf.read, graphml.read):
        with pytest.raises(Unreadable, match="readable"):
            read(b"<html/>")
