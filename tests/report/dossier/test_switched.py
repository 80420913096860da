"""Tests of `report.dossier.switched`: a what-if in a dossier's record."""

from tests.report.dossier.test_verifying import answer, page  # noqa: F401

from simul_agir.report.dossier import dossier_of, verified
from simul_agir.report.dossier.block import read_block
from simul_agir.scenario import Scenario
from simul_agir.study.branching import what_if


def test_a_what_if_is_identical_too() -> None:
    found = what_if(Scenario.load("classroom"), "residents", 12, "mixed", {"effort": "x2"}, 4, 1, 1)
    page = dossier_of(found, "en", jobs=1)
    assert verified(page.encode(), jobs=1).what == "identical"
    record = read_block(page.encode())["answer"]
    clear = sum(row["clear"] for row in record["what_if"]["shares"])
    assert page.count('<td class="n gain">') == clear + sum(
        cell["better"] > 0 for row in record["gains"] for cell in row["cells"]
    )
