"""Sound files, one for each reader: what mutants are made of."""

import networkx

from scenario.folders import ACTORS, TIES
from sheets.packed import ODS, ODS_END, OFFICE, RELATIONS, packed

SCENARIO = """# a town
title = "Ville"
months = 12
warm_up = 2
budget = 20000.5
arms = ["none", "residents"]
domains = ["housing", "health", "safety"]
[needs]
housing = 0.5
[links]
housing = ["health"]
[[shocks]]
month = 3
size = 0.2
domains = ["health"]
[path.diagnosis]
start = 0
months = 3
[parameters]
homophily = 1.5
[mechanisms]
trust_change = true
[landscape]
seed = 3
[kinds.club]
like = "association"
fr = "club"
"""
STUDY = """scenario = "classroom"
runs = 1
stances = ["none", "residents"]
[fixed]
months = 12
[vary]
budget = [1000, 2000]
parameters.homophily = { low = 0.5, high = 0.6, levels = 3 }
[keep]
quantiles = [0.1, 0.9]
"""
POINTS = "budget,parameters.homophily,mechanisms.trust_change\n1000,0.5,true\n2000,0.6,false\n"
POINTS_STUDY = 'scenario = "classroom"\nruns = 1\nstances = ["none"]\n[design]\nfile = "points.csv"\n'
SETS = "set,homophily,mechanisms.trust_change\none,0.5,true\ntwo,1.5,false\n"


def rows(text: str) -> list[list[str]]:
    """The cells of a table of commas."""
    return [line.split(",") for line in text.splitlines()]


def _xlsx_sheet(text: str) -> str:
    lines = []
    for number, cells in enumerate(rows(text), start=1):
        told = "".join(
            f'<c r="{chr(65 + place)}{number}"{"" if _is_number(cell) else " t=" + chr(34) + "inlineStr" + chr(34)}>'
            + (f"<v>{cell}</v>" if _is_number(cell) else f"<is><t>{cell}</t></is>")
            + "</c>"
            for place, cell in enumerate(cells)
            if cell
        )
        lines.append(f'<row r="{number}">{told}</row>')
    return f'<worksheet><dimension ref="A1"/><sheetData>{"".join(lines)}</sheetData><mergeCells/></worksheet>'


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def xlsx_parts() -> dict[str, str]:
    """The parts of a workbook with actors and ties."""
    return {
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="actors" sheetId="1" r:id="a"/>'
        '<sheet name="ties" sheetId="2" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{RELATIONS}"
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="d" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": "<sst><si><t>a</t></si></sst>",
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": _xlsx_sheet(ACTORS),
        "xl/worksheets/sheet2.xml": _xlsx_sheet(TIES),
    }


def ods_parts() -> dict[str, str]:
    """The parts of an open document with actors and ties."""
    tables = ""
    for name, text in (("actors", ACTORS), ("ties", TIES)):
        told = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in rows(text)
        )
        tables += f'<table:table table:name="{name}"><table:table-column/>{told}</table:table>'
    return {"content.xml": ODS + tables + ODS_END}


def _ods_cell(cell: str) -> str:
    if not cell:
        return '<table:table-cell table:number-columns-repeated="1"/>'
    if _is_number(cell):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


def network(form: str) -> str:
    """The actors and ties as a network."""
    graph = networkx.DiGraph()
    header, *actors = rows(ACTORS)
    for cells in actors:
        told = {name: cell for name, cell in zip(header, cells, strict=True) if cell and name != "id"}
        graph.add_node(cells[0], **told)
    for source, target, *_ in rows(TIES)[1:]:
        graph.add_edge(source, target, strength=0.5)
    write = networkx.generate_graphml if form == "graphml" else networkx.generate_gexf
    return "\n".join(write(graph))


# By reader: the other files of the folder, the name of the file that is changed, and its bytes or parts.
READERS: dict[str, tuple[dict[str, str], str, bytes | dict[str, str]]] = {
    "scenario.toml": ({"actors.csv": ACTORS, "ties.csv": TIES}, "scenario.toml", SCENARIO.encode()),
    "actors.csv": ({"scenario.toml": "# a town"}, "actors.csv", ACTORS.encode()),
    "ties.csv": ({"scenario.toml": "# a town", "actors.csv": ACTORS}, "ties.csv", TIES.encode()),
    "ties.tsv": (
        {"scenario.toml": "# a town", "actors.csv": ACTORS},
        "ties.tsv",
        TIES.replace(",", "\t").encode(),
    ),
    "actors.xlsx": ({"scenario.toml": "# a town"}, "actors.xlsx", xlsx_parts()),
    "actors.ods": ({"scenario.toml": "# a town"}, "actors.ods", ods_parts()),
    "actors.graphml": ({"scenario.toml": "# a town"}, "actors.graphml", network("graphml").encode()),
    "actors.gexf": ({"scenario.toml": "# a town"}, "actors.gexf", network("gexf").encode()),
    "study.toml": ({}, "study.toml", STUDY.encode()),
    "points.csv": ({"study.toml": POINTS_STUDY}, "points.csv", POINTS.encode()),
}


def whole(content: bytes | dict[str, str]) -> bytes:
    """A file's bytes, its parts packed."""
    return content if isinstance(content, bytes) else packed(content)
