"""Tests of `report.figures.network_figure`: who works with whom at the end of one run."""

from dataclasses import replace

import numpy as np
import pytest
from tests.report.figures.test_comparison_figures import MakeEnsembles, texts

from simul_agir.report.figures.comparison_figures import FIGURES
from simul_agir.report.figures.style import figure_of
from simul_agir.scenario import Scenario
from simul_agir.study import Comparison, comparison_of


def test_figures_bear_a_territory_where_nobody_has_voice(
    territory: Scenario, make_ensembles: MakeEnsembles
) -> None:
    landscape = territory.landscape
    attributes = {**landscape.attributes, "voice": np.zeros(len(landscape.ids))}
    silent = replace(territory, landscape=replace(landscape, attributes=attributes))
    ensembles = make_ensembles({"none": 0.0, "residents": 1.0}, runs=3)
    voiceless = {
        name: replace(each, scenario=silent, final_stages=np.full_like(each.final_stages, -1))
        for name, each in ensembles.items()
    }
    comparison = comparison_of(voiceless)
    for kind in FIGURES:
        texts(figure_of(comparison.plot(kind)))


@pytest.mark.parametrize("kind", FIGURES)
def test_names_with_dollars_and_braces_are_shown_as_they_are(kind: str, comparison: Comparison) -> None:
    odd = "$\\frac$ {0} 100 % $a_$"
    territory = comparison.scenario
    names = tuple(f"{odd} {number}" for number in range(territory.landscape.size))
    named = replace(territory, title=odd, landscape=replace(territory.landscape, names=names))
    ensembles = {name: replace(each, scenario=named) for name, each in comparison.ensembles.items()}
    assert odd in texts(figure_of(comparison_of(ensembles).plot(kind)))
