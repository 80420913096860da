"""The spreadsheet to fill in: what it writes, it reads."""

import io
from pathlib import Path

import openpyxl
import pytest

from simul_agir.scenario import Scenario
from simul_agir.scenario.importing import import_tables
from simul_agir.scenario.importing.questionnaire import ACTOR_COLUMNS, FIRST, TIE_COLUMNS, questionnaire
from simul_agir.scenario.importing.questions import QUESTIONS

KINDS = {"fr": ("intercommunalité", "équipe projet"), "en": ("intercommunality", "project team")}


def filled(lang: str) -> bytes:
    """A questionnaire with two actors."""
    book = openpyxl.load_workbook(io.BytesIO(questionnaire(lang)))
    sheet = book.active
    assert sheet is not None
    for number, (name, kind) in enumerate(zip(("Agglo", "=Équipe"), KINDS[lang], strict=True)):
        row = FIRST + 2 + number
        for column, value in ((1, name), (2, kind), (4, 100), (5, 8), (7, 12_000)):
            cell = sheet.cell(row=row, column=column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        for place, criterion in enumerate(QUESTIONS, start=len(ACTOR_COLUMNS) + 1):
            sheet.cell(row=row, column=place).value = min(QUESTIONS[criterion].highest, 5)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_is_read_as_what_it_asks(lang: str, tmp_path: Path) -> None:
    found = import_tables([("questionnaire.xlsx", filled(lang))])
    assert found.ready, found.text()
    assert found.questions == []
    assert [each.field for each in found.columns][: len(ACTOR_COLUMNS)] == list(ACTOR_COLUMNS)
    answers = [f"answer:{name}" for name in QUESTIONS]
    assert [each.field for each in found.columns][len(ACTOR_COLUMNS) :] == [*answers, *TIE_COLUMNS]
    assert [each["name"] for each in found.actors] == ["Agglo", "=Équipe"]
    agglo = found.actors[0]
    assert (agglo["capacity"], agglo["motivation"], agglo["ordinary"]) == (100.0, 0.8, 1000.0)
    assert found.answers[0]["identification"] == 0.5
    assert found.answers[0]["outside_concern"] == 5.0
    assert found.answers[0]["facilitator"] == 1.0
    found.write(tmp_path / "town", lang)
    assert Scenario.load(tmp_path / "town").landscape.names == ("Agglo", "=Équipe")
    assert (tmp_path / "town" / "answers.csv").exists()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_questionnaire_has_no_actor_and_says_so(lang: str) -> None:
    found = import_tables([("questionnaire.xlsx", questionnaire(lang))])
    assert not found.ready
    assert found.actors == []
    assert any(each.key == "no_actors" for each in found.remarks)


def test_an_answer_out_of_its_bounds_is_a_cell_to_mend() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled("fr")))
    book.active.cell(row=FIRST + 2, column=len(ACTOR_COLUMNS) + 3).value = 14  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    found = import_tables([("questionnaire.xlsx", stream.getvalue())])
    assert [(each.line, each.value) for each in found.mends] == [(FIRST + 2, "14")]
