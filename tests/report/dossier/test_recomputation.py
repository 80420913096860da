"""Tests of `report.dossier.recomputation`: the answer to a dossier's request, computed once more."""

from typing import Any

import pytest
from tests.report.dossier.test_verifying import altered, answer, page  # noqa: F401

from simul_agir.report.dossier import DossierError, verified
from simul_agir.report.dossier.block import CLOSING, OPENING, block, read_block


def test_another_number_is_a_difference_and_its_place_is_told(page: str) -> None:
    def change(record: Any) -> None:
        record["answer"]["arms"][0]["ladder"]["mean"] += 0.5

    found = verified(altered(page, change), jobs=1)
    assert found.what == "different"
    assert found.where == ("answer.arms[0].ladder.mean",)


def test_too_much_work_is_refused(page: str) -> None:
    record = read_block(page.encode())
    record["asked"].update(runs=20_000, arms=record["asked"]["arms"] * 12, months=36)
    record["asked"]["source"]["shipped"] = "loos-en-gohelle"
    with pytest.raises(DossierError) as told:
        verified(f"{OPENING}{block(record)}{CLOSING}".encode(), jobs=1)
    assert told.value.key == "too_much_work"
