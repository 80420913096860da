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


def test_a_matrix(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, liens_csv=tables.MATRIX)
    assert len(scenario.landscape.ids) == 4
    assert {(each["source"], each["target"]): each.get("strength") for each in found.ties} == {
        ("agglo", "equipe-projet"): 1.0,
        ("agglo", "mairie-de-vaux"): pytest.approx(2 / 3, abs=1e-5),
        ("equipe-projet", "agglo"): 1.0,
        ("equipe-projet", "caf"): pytest.approx(1 / 3, abs=1e-5),
        ("mairie-de-vaux", "agglo"): pytest.approx(1 / 3, abs=1e-5),
        ("mairie-de-vaux", "caf"): None,
    }
    assert scenario.landscape.kinds == ("intercommunality", "project_team", "commune", "social_security")


@pytest.mark.parametrize("number", ["9" * 400, "1e400", "-1e400"])
def test_a_number_too_large_for_a_double_is_a_cell_to_mend(number: str) -> None:
    node = f'<node id="a"><data key="m">{number}</data></node>'
    key = '<key id="m" for="node" attr.name="motivation" attr.type="double"/>'
    graph = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{key}<graph>{node}</graph></graphml>'
    (mend,) = import_tables([("actors.graphml", graph.encode())]).mends
    assert "(motivation)" in mend.text("en")


def test_a_table_full_of_gaps(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, acteurs_csv=tables.GAPS)
    assert len(scenario.landscape.ids) == 5
    assert actor(found, "Conseil citoyen") == {
        "name": "Conseil citoyen",
        "kind": "residents_council",
        "id": "conseil-citoyen",
        "capacity": 8.0,
    }
    assert actor(found, "Les Jardins partagés")["voice"] == 0.75
    assert "motivation" not in {name for each in found.actors for name in each}
    assert "Les Jardins partagés" in remarks(found)


def test_eight_hundred_actors_with_a_sheet_of_ties(tmp_path: Path) -> None:
    found, scenario = imported(tmp_path, acteurs_xlsx=tables.large())
    assert len(scenario.landscape.ids) == 800
    assert len(found.ties) > 1_400
    assert {each.get("strength") for each in found.ties} <= {0.2, 0.4, 0.6, 0.8, 1.0}
    assert "expertise:health" in actor(found, "Structure n° 3")
    assert len(found.remarks) < 12


def test_three_title_lines_totals_headings_and_a_footer(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, acteurs_csv=tables.TITLES)
    names = [each["name"] for each in found.actors]
    assert names == [
        "Métropole du Val",
        "Préfecture",
        "Les Amis du quartier",
        "Régie de quartier",
        "Cheffe de projet",
    ]
    assert actor(found, "Régie de quartier")["earmarked"] == pytest.approx(1200.5 / 12)
    assert actor(found, "Régie de quartier")["kind"] == "operator"
    assert actor(found, "Les Amis du quartier")["capacity"] == pytest.approx(10 * 52 / 12)
    told = remarks(found)
    for what in (
        "above the table",
        "totals",
        "repeated headers",
        "remarks left out",
        "headings between rows",
    ):
        assert what in told


ENGLISH = """Organisation,Type of organisation,FTE,Annual budget (€),Works with
Lake District Council,council,2.5,"1,250,000","Housing Trust; Youth Club"
Housing Trust,housing association,1,"80,000",Lake District Council
Youth Club,charity,0.5,950.50,
Project team,project team,1,,
"""


def test_an_english_table_with_commas_for_thousands(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, actors_csv=ENGLISH)
    assert [round(float(str(each.get("ordinary", 0))) * 12, 6) for each in found.actors[:3]] == [
        1_250_000,
        80_000,
        950.5,
    ]
    assert actor(found, "Lake District Council")["kind"] == "commune"
    assert len(found.ties) == 4


def test_the_two_files_of_kumu(tmp_path: Path) -> None:
    elements = "Label,Type,Description,Tags\nAgglo,Intercommunalité,x,a|b\nCAF,Organisme social,,\nChef de projet,équipe projet,,\n"
    connections = "From,To,Type,Direction,Strength,Label\nAgglo,CAF,finance,directed,3,\nCAF,Chef de projet,travaille,mutual,1,\n"
    found, _ = imported(tmp_path, elements_csv=elements, connections_csv=connections)
    assert [(each["source"], each["target"], each["strength"]) for each in found.ties] == [
        ("agglo", "caf", 0.6),
        ("caf", "chef-de-projet", 0.2),
        ("chef-de-projet", "caf", 0.2),
    ]


def test_a_list_of_persons_gives_their_organisations(tmp_path: Path) -> None:
    table = "Nom;Prénom;Structure;Email\nDupont;Jean;Mairie de Vaux;j@x.fr\nDurand;Anne;CAF;a@x.fr\n"
    found, scenario = imported(tmp_path, contacts_csv=table)
    assert [each["name"] for each in found.actors[:2]] == ["Mairie de Vaux", "CAF"]
    assert "Dupont" not in str(found.actors)
    assert "Dupont" not in "".join(scenario.landscape.names)


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


def test_a_directory_of_partners_with_headings_in_two_columns(tmp_path: Path) -> None:
    table = "Partenaire;Nature juridique\nInstitutions;\nMétropole;Collectivité (EPCI)\nAssociations;\nADIE;Assoc.\n"
    found, _ = imported(tmp_path, annuaire_csv=table)
    assert [(each["name"], each["kind"]) for each in found.actors[:2]] == [
        ("Métropole", "intercommunality"),
        ("ADIE", "association"),
    ]


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
