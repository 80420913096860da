"""Tests of `scenario.importing.questions`: questions on the past year."""

import io

import openpyxl
import pytest

from simul_agir.scenario.importing.questionnaire import questionnaire
from simul_agir.scenario.importing.questions import QUESTIONS


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_cells_are_texts_or_numbers_with_lists_to_choose_from(lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(questionnaire(lang)))
    types = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert types == {"s", "n"}
    assert sum(len(sheet.data_validations.dataValidation) for sheet in book) == 3 + len(QUESTIONS) + 2


def test_the_questions_are_those_of_the_ladder() -> None:
    from simul_agir.locale import words

    assert all(words("fr").has(f"criterion.{name}") for name in QUESTIONS)
