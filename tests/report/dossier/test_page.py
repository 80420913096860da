"""Tests of `report.dossier.page`: a record as one page of HTML: always the same bytes for the same record."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.report.dossier.test_dossier import Elements, answer, page  # noqa: F401

from simul_agir.report.dossier.block import read_block
from simul_agir.report.dossier.page import render


def test_rendering_the_block_again_gives_the_same_bytes(page: str) -> None:
    assert render(read_block(page.encode())) == page


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=40))
def test_any_words_of_a_record_stay_words(page: str, text: str) -> None:
    record: dict[str, Any] = read_block(page.encode())
    record["territory"]["title"] = record["answer"]["sentence"] = record["asked"]["source"]["name"] = text
    record["answer"]["arms"][0]["label"] = text
    tags = [tag for tag, _ in Elements(render(record)).found]
    assert tags == [tag for tag, _ in Elements(page).found]
