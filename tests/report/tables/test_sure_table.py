"""What is known for sure stands under the table, in files and in a figure of its own."""

from collections.abc import Callable

import pytest

from searches import ONE, searched
from simul_agir.locale import words
from simul_agir.report.tables.comparison_table import as_text
from simul_agir.report.tables.sure_table import CSV, csv_rows
from simul_agir.report.words.findings import ladder_finding
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison

MakeEnsembles = Callable[..., dict[str, Ensemble]]


@pytest.fixture(scope="module")
def found(make_ensembles: MakeEnsembles) -> Comparison:
    return searched(make_ensembles)


def test_the_table_tells_who_is_kept_and_when_the_others_were_left_out(found: Comparison, lang: str) -> None:
    text = as_text(found, lang)
    below = text[text.index(words(lang)("sure.made", sure="", effect="", runs="", most="").split()[0]) :]
    lines = {line.split("  ")[0]: line for line in below.splitlines()}
    translate = words(lang)
    assert translate("sure.kept") in lines[translate.name("stance", "residents")]
    assert " 100 " in lines[translate.name("stance", "none")]


@pytest.mark.parametrize("width", [24, 40, 60, 80, 140])
def test_it_fits_the_terminal(found: Comparison, width: int, lang: str) -> None:
    text = as_text(found, lang, width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text


def test_the_goal_is_said(make_ensembles: MakeEnsembles, found: Comparison) -> None:
    flat = " ".join(as_text(found, "en").split())
    assert "Goal: to end 0.1 stage or more above 'no intervention' in the same run." in flat
    stated = searched(make_ensembles, ONE, goal=1.5)
    assert "Goal: to end at 1.5 or higher on the ladder." in " ".join(as_text(stated, "en").split())


def test_what_common_luck_does_is_said_of_the_two_highest(found: Comparison) -> None:
    flat = " ".join(as_text(found, "en").split())
    assert (
        "With common random numbers, the difference between 'residents first' and 'resilience' has " in flat
    )


def test_a_comparison_of_so_many_runs_says_nothing_of_it(comparison: Comparison) -> None:
    assert "Regret" not in as_text(comparison, "en")
    assert "sure" not in comparison.to_dict()


def test_the_file_of_it_has_a_line_for_each_arm(found: Comparison) -> None:
    assert found.sure is not None
    rows = [dict(zip(CSV, row, strict=True)) for row in csv_rows(found.sure)]
    assert [row["stance"] for row in rows] == list(found.ensembles)
    assert (rows[0]["left_out_after"], rows[0]["below"]) == (100, "residents")
    assert rows[1]["left_out_after"] is rows[1]["below"] is None


def test_figures_name_the_one_that_is_kept_even_where_its_lead_is_small(
    make_ensembles: MakeEnsembles,
) -> None:
    answer = searched(make_ensembles, {"none": 0.0, "residents": 0.08}, most_runs=2000)
    assert ladder_finding(answer, words("en")).startswith("'residents first' ends highest")


def test_figures_call_small_what_the_question_calls_small(make_ensembles: MakeEnsembles) -> None:
    answer = searched(make_ensembles, ONE, effect=0.3)
    assert answer.smallest_effect == 0.3
    left = min(patch.get_x() for patch in answer.plot("differences").patches)  # type: ignore[attr-defined]
    assert left == pytest.approx(-0.3)
