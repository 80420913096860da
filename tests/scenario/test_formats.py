"""The same tables, however a spreadsheet or a network program saved them, give the same scenario."""

import csv
import io
from pathlib import Path

import networkx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simul_agir.scenario import Scenario

from .folders import ACTORS, TIES, TOML, faults_of, only_fault, outcome, written


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def french(text: str) -> str:
    """As a French spreadsheet exports it: semicolons, decimal commas."""
    lines = []
    for row in rows(text):
        cells = [cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell for cell in row]
        lines.append(";".join(cells))
    return "\n".join(lines) + "\n"


@pytest.fixture
def plain(tmp_path: Path) -> Scenario:
    return Scenario.load(written(tmp_path / "same"))


def saved(folder: Path, actors: bytes, ties: bytes, toml: bytes = TOML.encode()) -> Scenario:
    folder = folder / "other" / "same"
    folder.mkdir(parents=True)
    (folder / "actors.csv").write_bytes(actors)
    (folder / "ties.csv").write_bytes(ties)
    (folder / "scenario.toml").write_bytes(toml)
    return Scenario.load(folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", [str, french])
def test_an_export_equals_the_plain_file(
    tmp_path: Path, plain: Scenario, encoding: str, ends: str, form: type
) -> None:
    def bytes_of(text: str) -> bytes:
        return text.replace("\n", ends).encode(encoding)

    scenario = saved(tmp_path, bytes_of(form(ACTORS)), bytes_of(form(TIES)), bytes_of(TOML))
    assert scenario.hash == plain.hash
    assert scenario.landscape.names[3] == "Centre « Les Œillets »"


def test_latin_1_is_read(tmp_path: Path) -> None:
    text = ACTORS.replace("« Les Œillets »", "« Les Lilas »")
    scenario = saved(
        tmp_path, text.encode("latin-1"), TIES.encode("latin-1"), 'title = "Été"'.encode("latin-1")
    )
    assert scenario.title == "Été"
    assert scenario.landscape.names[1] == "Équipe"


def workbook(path: Path, **sheets: str) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows(text):
            sheet.append([_cell(cell) for cell in row])
    book.save(path)


def _cell(text: str) -> object:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def open_document(path: Path, **sheets: str) -> None:
    import pandas as pd

    with pd.ExcelWriter(path, engine="odf") as writer:
        for name, text in sheets.items():
            table = pd.DataFrame([[_cell(cell) for cell in row] for row in rows(text)])
            table.to_excel(writer, sheet_name=name, header=False, index=False)


@pytest.mark.parametrize(("suffix", "write"), [(".xlsx", workbook), (".ods", open_document)])
def test_a_spreadsheet_equals_the_plain_file(
    tmp_path: Path, plain: Scenario, suffix: str, write: object
) -> None:
    folder = written(tmp_path / suffix[1:], TOML + 'name = "same"', None, None)
    write(folder / f"actors{suffix}", actors=ACTORS)  # type: ignore[operator]
    write(folder / f"ties{suffix}", anything=TIES)  # type: ignore[operator]
    assert Scenario.load(folder).hash == plain.hash
    (folder / f"ties{suffix}").unlink()
    write(folder / f"actors{suffix}", actors=ACTORS, ties=TIES)  # type: ignore[operator]
    assert Scenario.load(folder).hash == plain.hash


def graph() -> networkx.DiGraph:
    network = networkx.DiGraph()
    header, *actors = rows(ACTORS)
    for row in actors:
        cells = {name: _cell(cell) for name, cell in zip(header, row, strict=True) if cell and name != "id"}
        network.add_node(
            row[0], **{name: float(cell) if isinstance(cell, int) else cell for name, cell in cells.items()}
        )
    for source, target, strength, trust in rows(TIES)[1:]:
        values = {"strength": strength, "trust": trust}
        network.add_edge(source, target, **{name: float(cell) for name, cell in values.items() if cell})
    return network


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_a_network_equals_the_plain_file(tmp_path: Path, plain: Scenario, suffix: str) -> None:
    folder = written(tmp_path / "network", TOML + 'name = "same"', None, None)
    getattr(networkx, f"write_{suffix}")(graph(), folder / f"actors.{suffix}")
    assert Scenario.load(folder).hash == plain.hash


def test_an_undirected_edge_is_a_tie_both_ways(tmp_path: Path) -> None:
    folder = written(tmp_path / "network", TOML, None, None)
    network = networkx.Graph()
    network.add_node("a", kind="intercommunality")
    network.add_node("b", kind="project_team")
    network.add_edge("a", "b", trust=0.5)
    networkx.write_graphml(network, folder / "actors.graphml")
    landscape = Scenario.load(folder).landscape
    assert (landscape.sources.tolist(), landscape.targets.tolist()) == ([0, 1], [1, 0])
    assert landscape.trusts.tolist() == [0.5, 0.5]


def test_a_fault_in_a_spreadsheet_has_its_row(tmp_path: Path) -> None:
    folder = written(tmp_path / "sheet", TOML, None, None)
    workbook(folder / "actors.xlsx", actors=ACTORS.replace("0.125", "1.5"))
    fault = only_fault(folder)
    assert (fault.line, fault.field, fault.value) == (5, "expertise_housing", "1.5")


def test_a_stray_cell_at_the_end_of_a_sheet_costs_no_patience(tmp_path: Path, plain: Scenario) -> None:
    """A million rows that are not there, each as wide as any may be: three minutes once."""
    folder = written(tmp_path / "sheet", TOML + 'name = "same"', None)
    workbook(folder / "actors.xlsx", actors=ACTORS)
    book = openpyxl.load_workbook(folder / "actors.xlsx")
    book.worksheets[0].cell(row=1_048_576, column=1).value = " "
    book.save(folder / "actors.xlsx")
    assert Scenario.load(folder).hash == plain.hash


def test_a_fault_in_a_network_has_the_line_of_its_node(tmp_path: Path) -> None:
    folder = written(tmp_path / "network", TOML, None, None)
    network = graph()
    network.nodes["caf"]["kind"] = "social_securty"
    networkx.write_graphml(network, folder / "actors.graphml")
    fault = only_fault(folder)
    lines = (folder / "actors.graphml").read_text().split("\n")
    assert fault.line is not None
    assert 'id="caf"' in lines[fault.line - 1]
    assert fault.nearest == "social_security"


def test_two_tables_of_actors_are_one_too_many(tmp_path: Path) -> None:
    folder = written(tmp_path / "two")
    workbook(folder / "Actors.xlsx", actors=ACTORS)
    assert any("actors" in fault.field and "Actors.xlsx" in fault.value for fault in faults_of(folder))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), suffix=st.sampled_from(["xlsx", "ods", "graphml", "gexf"]))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject, suffix: str) -> None:
    folder = written(tmp_path / f"damaged_{suffix}", TOML, None, None)
    path, whole = folder / f"actors.{suffix}", tmp_path / f"whole.{suffix}"
    if not whole.exists():
        if suffix in ("xlsx", "ods"):
            (workbook if suffix == "xlsx" else open_document)(whole, actors=ACTORS, ties=TIES)
        else:
            getattr(networkx, f"write_{suffix}")(graph(), whole)
    content = whole.read_bytes()
    start = data.draw(st.floats(0, 1))
    place = int(start * len(content))
    path.write_bytes(
        content[:place] + data.draw(st.binary(max_size=3)) + content[place + data.draw(st.integers(0, 4)) :]
    )
    assert all(fault.file for fault in outcome(lambda: Scenario.load(folder)))


def remarks_of(folder: Path) -> str:
    return "\n".join(Scenario.load(folder).notes)


def test_every_other_file_of_the_folder_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "town")
    for name in ("README.md", "budget.xlsx", ".hidden", "~$actors.xlsx", "study.toml", "actors.csv~"):
        (folder / name).write_text("x")
    assert remarks_of(folder) == "not read in the folder: README.md, actors.csv~, budget.xlsx"


@pytest.mark.parametrize(
    "name",
    [
        "actors.xls",
        "ties.txt",
        "acteurs.csv",
        "liens.xlsx",
        "tie.csv",
        "actors (1).csv",
        "ties.csv.bak",
        "Actors2.ods",
    ],
)
def test_a_file_that_is_almost_a_table_is_a_fault_that_says_how_to_call_it(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "town")
    (folder / name).write_text("x")
    fault = only_fault(folder)
    assert fault.file.endswith(name)
    assert "this file is not read" in fault.allowed


def test_ties_in_two_places_are_one_too_many(tmp_path: Path) -> None:
    folder = written(tmp_path / "town", actors=None)
    workbook(folder / "actors.xlsx", actors=ACTORS, ties=TIES)
    assert any(fault.field == "ties" and "one table" in fault.allowed for fault in faults_of(folder))


@pytest.mark.parametrize("name", [" Ties ", "TIES", "Liens", "liens"])
def test_the_sheet_of_ties_is_found_whatever_its_capitals_and_in_french(
    tmp_path: Path, name: str, plain: Scenario
) -> None:
    folder = written(tmp_path / "sheets", TOML + 'name = "same"', None, None)
    workbook(folder / "actors.xlsx", **{"Acteurs": ACTORS, name: TIES})
    assert Scenario.load(folder).hash == plain.hash


def test_a_sheet_that_is_almost_called_ties_is_a_fault_and_any_other_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "sheets", TOML, None, None)
    workbook(folder / "actors.xlsx", actors=ACTORS, tyes=TIES)
    assert only_fault(folder).nearest == "ties"
    workbook(folder / "actors.xlsx", actors=ACTORS, Budget=TIES)
    assert remarks_of(folder) == "actors.xlsx: sheets not read: Budget"


GEPHI_NODES = """Id,Label,timeset,kind,Degree,Modularity Class,PageRank
a,A,,intercommunality,2,0,0.3
b,B,,project_team,2,1,0.2
"""
GEPHI_EDGES = "Source,Target,Type,Id,Label,timeset,Weight\na,b,Undirected,0,,,1.0\n"


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "mac", actors=None)
    (folder / "actors.csv").write_bytes(ACTORS.encode("mac_roman"))
    assert remarks_of(folder) == "actors.csv: read as Mac Roman"


def test_percent_belongs_to_shares_and_currency_to_money(tmp_path: Path) -> None:
    actors = "id;kind;role;ordinary;motivation\na;commune;lead;1 250 €;60 %\nb;project_team;project_team;;\n"
    scenario = Scenario.load(written(tmp_path / "good", actors=actors, ties=None))
    assert scenario.landscape.attributes["ordinary"][0] == 1250
    faults = faults_of(
        written(tmp_path / "bad", actors=actors.replace("1 250 €;60 %", "60 %;1 €"), ties=None)
    )
    assert [(fault.field, fault.value) for fault in faults] == [
        ("motivation", '"1 €"'),
        ("ordinary", '"60 %"'),
    ]


def test_given_and_drawn_are_counted(tmp_path: Path) -> None:
    given = Scenario.load(written(tmp_path / "town")).given
    counted = {
        "motivation": 2,
        "voice": 2,
        "expertise": 2,
        "mandate": 1,
        "ties": 4,
        "strength": 2,
        "trust": 2,
    }
    assert given == counted
    assert "capacity" not in given


def test_notes_do_not_change_what_a_scenario_is(tmp_path: Path, plain: Scenario) -> None:
    (tmp_path / "noted").mkdir()
    folder = written(tmp_path / "noted" / "same")
    (folder / "notes.txt").write_text("x")
    found = Scenario.load(folder)
    assert found.notes
    assert found.hash == plain.hash
