"""Tests of `scenario.assumptions`: the packaged tables: assumptions, domains and typical kinds, read once."""

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.scenario.assumptions import facts, kinds


def test_every_source_named_in_the_tables_is_a_shipped_fact() -> None:
    known = {fact["id"] for fact in facts()}
    for kind in kinds().values():
        for typical in kind.typical.values():
            named = typical.source.split(":")[0].split(",")[0]
            assert named == "assumed" or named in known


def test_actors_of_a_kind_are_as_typical_as_the_table_says() -> None:
    landscape = Scenario.load("CN06904M").landscape
    council = np.array([kind == "residents_council" for kind in landscape.kinds])
    for name, typical in kinds()["residents_council"].typical.items():
        if name not in ("capacity", "in_kind", "ordinary", "earmarked"):
            values = landscape.attributes[name][council]
            assert abs(values.mean() - typical.mean) <= 4 * typical.spread / np.sqrt(council.sum()) + 0.02
    assert 0.05 <= landscape.asleep[council].mean() <= 0.5
    networks = np.array([kind == "mutual_aid_network" for kind in landscape.kinds])
    assert landscape.asleep[networks].all()
    assert not landscape.asleep[~landscape.latent].any()
