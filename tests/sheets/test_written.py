import pandas as pd
import pytest

from simul_agir.sheets.csv_text import read
from simul_agir.sheets.written import as_text, frame_as_text, row_as_text


@pytest.mark.parametrize("text", ["=1+1", "  =1", "+33 4", "-x", "@a", "\tx", "\u00a0=x"])
def test_a_text_that_a_spreadsheet_would_compute_is_kept_from_it_and_read_back(text: str) -> None:
    assert as_text(text) == f"'{text}"
    assert read(f'id,name\na,"{as_text(text)}"\n'.encode()).sheets[0].rows[1][1][1] == text.strip()


@pytest.mark.parametrize("cell", [-1.5, "-1.5", "+2", "a=b", "", None, "'", True, "1-2"])
def test_numbers_and_other_texts_stay_as_they_are(cell: object) -> None:
    assert as_text(cell) is cell
    assert row_as_text([cell]) == [cell]


def test_a_table_is_kept_whole_cells_and_names() -> None:
    frame = frame_as_text(pd.DataFrame({"=a": ["@b", "c"], "n": [-1, 2]}))
    assert frame.columns.tolist() == ["'=a", "n"]
    assert frame.iloc[0].tolist() == ["'@b", -1]
