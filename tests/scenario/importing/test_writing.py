"""Tests of `scenario.importing.writing`: the folder of a scenario from what was understood."""

from pathlib import Path

import pytest
from tests.scenario.importing.test_eight_tables import imported

from simul_agir.scenario import Scenario


@pytest.mark.parametrize("name", ["classroom", "loos-en-gohelle"])
def test_the_package_s_own_tables_are_read_as_they_are(tmp_path: Path, name: str) -> None:
    from simul_agir.verification.as_folder import _table as table_of

    source = Scenario.load(name)
    land = source.landscape
    columns = ["id", "name", "kind", "role", *land.attributes]
    roles = {land.lead: "lead", land.project_team: "project_team"}
    rows = [
        [
            land.ids[i],
            land.names[i],
            land.kinds[i],
            roles.get(i, ""),
            *(repr(float(each[i])) for each in land.attributes.values()),
        ]
        for i in range(land.size)
    ]
    edges = zip(land.sources, land.targets, land.strengths, land.trusts, strict=True)
    ties = [[land.ids[a], land.ids[b], repr(float(s)), repr(float(t))] for a, b, s, t in edges]
    found, scenario = imported(
        tmp_path,
        actors_csv=table_of(columns, rows),
        ties_csv=table_of(("source", "target", "strength", "trust"), ties),
    )
    assert found.questions == []
    assert scenario.landscape.ids == land.ids
    assert scenario.landscape.kinds == land.kinds
    assert (scenario.landscape.sources == land.sources).all()
    for attribute, values in land.attributes.items():
        assert scenario.landscape.attributes[attribute] == pytest.approx(values, rel=1e-8)
    assert scenario.landscape.strengths == pytest.approx(land.strengths, rel=1e-8)
