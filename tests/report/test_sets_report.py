"""What sets of assumptions came to stands under the table, in a file of its own and in a figure."""

from collections.abc import Callable

import pytest
from matplotlib.text import Text

from many_sets import over_sets
from simul_agir.locale import words
from simul_agir.report.figures.sets_figure import draw_sets, sets_finding
from simul_agir.report.figures.style import figure_of
from simul_agir.report.tables.comparison_table import as_text
from simul_agir.report.tables.sets_table import csv_header, csv_rows
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison

MakeEnsembles = Callable[..., dict[str, Ensemble]]
EFFECTS = {"none": 0.0, "mixed": 0.2, "residents": 0.7}


@pytest.fixture(scope="module")
def found(make_ensembles: MakeEnsembles) -> Comparison:
    return over_sets(make_ensembles, EFFECTS)


def test_the_table_tells_in_how_many_sets_each_leads(found: Comparison, lang: str) -> None:
    text = as_text(found, lang)
    translate = words(lang)
    below = text[
        text.index(translate("over_sets.made", sets=20, source="", hash="", runs="", varied="")[:10]) :
    ]
    lines = {line.split("  ")[0]: line for line in below.splitlines()}
    assert translate("over_sets.of", count=16, sets=20) in lines[translate.name("stance", "residents")]
    assert translate("over_sets.of", count=20, sets=20) in lines[translate.name("stance", "none")]
    assert "homophily, mechanisms.shocks" in " ".join(below.split())


@pytest.mark.parametrize("width", [24, 40, 80, 140])
def test_it_fits_the_terminal(found: Comparison, width: int, lang: str) -> None:
    assert max(map(len, as_text(found, lang, width).splitlines())) <= max(width, 36)


def test_the_settings_of_the_file_can_be_read_as_sets_again(found: Comparison) -> None:
    from simul_agir.scenario.assumption_sets import AssumptionSets

    assert found.over_sets is not None
    header = csv_header(found.over_sets)[6:]
    again = [
        {
            name: bool(cell) if name.startswith("mechanisms") else cell
            for name, cell in zip(header, row[6:], strict=True)
        }
        for row in csv_rows(found.over_sets)[::3]
    ]
    assert AssumptionSets.of(again).hash == found.over_sets.sets.hash


def test_the_figure_has_a_mark_for_each_set_and_other_stance(found: Comparison, lang: str) -> None:
    assert found.over_sets is not None
    axes = draw_sets(found, found.over_sets, words(lang))
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(marks) == 2 * 20
    assert len(axes.get_yticklabels()) == 2
    texts = [text.get_text() for text in figure_of(axes).findobj(Text)]
    assert any(sets_finding(found, found.over_sets, words(lang))[:20] in text for text in texts)


def test_without_colour_a_lead_that_matters_is_a_filled_mark(found: Comparison) -> None:
    assert found.over_sets is not None
    axes = draw_sets(found, found.over_sets, words("en"))
    filled = [
        line for line in axes.lines if line.get_marker() == "o" and line.get_markerfacecolor() != "white"
    ]
    gaps = [found.over_sets.means[:, 2] - found.over_sets.means[:, place] for place in range(2)]
    assert len(filled) == sum(int((gap >= 0.1).sum()) for gap in gaps)
