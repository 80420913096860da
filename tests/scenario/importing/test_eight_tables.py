"""Eight tables in eight dialects: each imports in one call, or says what to mend, cell by cell."""

from pathlib import Path

import pytest

from simul_agir.scenario import Scenario
from simul_agir.scenario.importing import Understanding, import_tables

from . import tables
from .tables import written


def imported(folder: Path, **files: str | bytes) -> tuple[Understanding, Scenario]:
    """What was understood, and the scenario that it becomes."""
    found = import_tables(written(folder, **files))
    assert found.ready, found.text()
    found.write(folder / "town")
    return found, Scenario.load(folder / "town")


def actor(found: Understanding, name: str) -> dict[str, object]:
    return next(each for each in found.actors if each["name"] == name)


def remarks(found: Understanding) -> str:
    return "\n".join(each.text("en") for each in found.remarks)


@pytest.mark.parametrize("content", [tables.FRENCH, tables.mac()], ids=["French", "Mac"])
def test_a_french_export_with_full_time_equivalents_and_partners(
    tmp_path: Path, content: str | bytes
) -> None:
    found, scenario = imported(tmp_path, acteurs_csv=content)
    agglo = actor(found, "Communauté d'agglomération du Lac")
    assert agglo["capacity"] == pytest.approx(2.5 * 151.67)
    assert agglo["motivation"] == 0.75
    assert agglo["ordinary"] == pytest.approx(1_250_000 / 12)
    assert (agglo["kind"], agglo["role"]) == ("intercommunality", "lead")
    assert actor(found, "Club de foot")["kind"] == "association"
    assert len(found.ties) == len(scenario.landscape.sources) == 10
    assert "Police municipale" in remarks(found)
    columns = {each.header: (each.field, each.unit) for each in found.columns}
    assert columns["ETP"] == ("capacity", "fte")
    assert columns["Motivation (sur 5)"] == ("motivation", "1-5")
    assert columns["Observations"] == ("", "")


def test_the_two_files_of_gephi(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, nodes_csv=tables.GEPHI_NODES, edges_csv=tables.GEPHI_EDGES)
    assert scenario.landscape.names == ("Agglo", "Équipe projet", "Mairie de Vaux")
    assert found.ties == [
        {"source": "1", "target": "2", "strength": 1.0},
        {"source": "2", "target": "1", "strength": 1.0},
        {"source": "1", "target": "3", "strength": 0.5},
    ]
    assert "each value is divided by" in remarks(found)


@pytest.mark.parametrize("number", ["9" * 400, "1e400", "-1e400"])
def test_a_number_too_large_for_a_double_is_a_cell_to_mend(number: str) -> None:
    node = f'<node id="a"><data key="m">{number}</data></node>'
    key = '<key id="m" for="node" attr.name="motivation" attr.type="double"/>'
    graph = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{key}<graph>{node}</graph></graphml>'
    (mend,) = import_tables([("actors.graphml", graph.encode())]).mends
    assert "(motivation)" in mend.text("en")


ENGLISH = """Organisation,Type of organisation,FTE,Annual budget (€),Works with
Lake District Council,council,2.5,"1,250,000","Housing Trust; Youth Club"
Housing Trust,housing association,1,"80,000",Lake District Council
Youth Club,charity,0.5,950.50,
Project team,project team,1,,
"""


def test_shares_in_many_scales_are_read(tmp_path: Path) -> None:
    table = "Structure;Catégorie;Motivation;Influence (/20);Part des subventions (%);Temps en j/an\nA;EPCI;75%;15;40;120\nB;équipe projet;fort;18;0,5;200\n"
    found, _ = imported(tmp_path, a_csv=table)
    assert [found.actors[0][name] for name in ("motivation", "voice", "grant_dependence", "capacity")] == [
        0.75,
        0.75,
        0.4,
        70.0,
    ]
    assert (found.actors[1]["motivation"], found.actors[1]["grant_dependence"]) == (0.75, 0.005)
