"""Files made to cost too much, to break a parser, or to speak to a terminal; each kind at several sizes, each under 10 MB."""

from collections.abc import Callable, Iterator

from sheets.packed import ODS, ODS_END, line, ods, packed, row, xlsx

from .seeds import ACTORS, POINTS_STUDY, STUDY, ods_parts, xlsx_parts

TOWN = {"scenario.toml": "# a town"}
Hostile = tuple[str, dict[str, str], str, Callable[[], bytes]]
SIZES = (100, 200_000, 1_000_000)
SIGNS = [
    "\x1b]0;x\x07",
    "\x9b31m",
    "\u202eabc",
    "\u2066x",
    "\r\n",
    "\x00",
    "\u200f",
    "\u2028",
    "\ufeff",
    "=1+1",
    "'",
    '"',
]
NUMBERS = (
    "9" * 400,
    "9" * 5_000,
    "0x" + "f" * 5_000,
    "1e999",
    "-1e999",
    "nan",
    "1" + "0" * 4_301,
    "1e-999",
    "٣",
    "1_0",
    "½",
)


def toml(text: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: text().encode()[: 1 << 20]


def of_toml() -> Iterator[Hostile]:
    """TOML of scenarios and studies."""
    kinds: dict[str, Callable[[int], str]] = {
        "deep list": lambda n: "a = " + "[" * n,
        "deep list closed": lambda n: "a = " + "[" * n + "]" * n,
        "deep table": lambda n: "a = " + "{a=" * n + "1" + "}" * n,
        "dotted key": lambda n: ".".join("a" * n) + " = 1",
        "dotted header": lambda n: "[" + ".".join("a" * n) + "]",
        "dotted quoted": lambda n: '"a"' + '."b"' * n + " = 1",
        "dotted in table": lambda n: "a = {" + ".".join("b" * n) + " = 1}",
        "dotted spaces": lambda n: " . ".join("a" * n) + " = 1",
        "headers": lambda n: "".join(f"[a{each}]\n" for each in range(min(n, 80_000))),
        "array headers": lambda n: "[[shocks]]\n" * min(n, 90_000),
        "below one": lambda n: "".join(f"needs.a{each} = 2\n" for each in range(min(n, 60_000))),
        "unknown keys": lambda n: "".join(f"k{each} = 1\n" for each in range(min(n, 80_000))),
        "faulty shocks": lambda n: "[[shocks]]\nmonth = 999\nsize = 7\n" * min(n, 30_000),
        "faulty arms": lambda n: "arms = [" + ", ".join(f'"x{each}"' for each in range(min(n, 90_000))) + "]",
        "long text": lambda n: f'title = "{"x" * n}"',
        "escapes": lambda n: 'title = "' + "\\n" * n + '"',
        "open text": lambda n: 'title = """' + "x\n" * n,
        "quotes": lambda n: "title = " + '"' * n,
        "remark": lambda n: "#" + "[a" * n,
        "spaces": lambda n: "[a" + " " * n + "b",
        "spaces key": lambda n: "a" + " " * n + "b",
        "brackets": lambda n: "[" + "] " * n,
        "points": lambda n: "a = 1" + "." * n,
        "long number": lambda n: "budget = " + "9" * n,
        "hexadecimal": lambda n: "budget = 0x" + "f" * n,
        "binary": lambda n: "months = 0b" + "1" * n,
        "date": lambda n: "budget = 0000-00-00T" + "9" * n,
        "same key": lambda n: "months = 3\n" * min(n, 90_000),
        "returns": lambda n: "a = 1\r" * n,
    }
    for kind, text in kinds.items():
        for size in SIZES:
            made = toml(lambda text=text, size=size: text(size))
            yield f"scenario {kind} {size}", {"actors.csv": ACTORS}, "scenario.toml", made
            if size < 1_000_000:
                yield (
                    f"study {kind} {size}",
                    {},
                    "study.toml",
                    toml(lambda text=text, size=size: STUDY + "\n" + text(size)),
                )
    for sign in SIGNS:
        told = sign.encode("unicode_escape").decode().replace("\\x", "\\u00").replace('"', '\\"')
        for key in ("title", "name", "contract", f'"a{told}"'):
            yield (
                f"sign {sign!r} in {key}",
                {"actors.csv": ACTORS},
                "scenario.toml",
                toml(lambda key=key, told=told: f'{key} = "a{told}b"'),
            )
    for number in NUMBERS:
        for key in ("budget", "months", "landscape.seed", "parameters.homophily", "shocks", "needs.housing"):
            yield (
                f"number {number[:9]} for {key}",
                {"actors.csv": ACTORS},
                "scenario.toml",
                toml(lambda key=key, number=number: f"{key} = {number}"),
            )
        yield (
            f"number {number[:9]} varied",
            {},
            "study.toml",
            toml(lambda number=number: STUDY.replace("[1000, 2000]", f"[{number}, 1]")),
        )
        yield (
            f"range to {number[:9]}",
            {},
            "study.toml",
            toml(lambda number=number: STUDY.replace("high = 0.6", f"high = {number}")),
        )


def of_csv() -> Iterator[Hostile]:
    """Tables of text."""
    head = "id,kind,motivation\n"
    kinds: dict[str, Callable[[int], str | bytes]] = {
        "commas": lambda n: head + "," * n,
        "lines of commas": lambda n: head + ",,\n" * n,
        "blank lines": lambda n: head + "\n" * n,
        "one line": lambda n: "x" * n,
        "columns": lambda n: ",".join(f"c{each}" for each in range(min(n, 500_000))),
        "open quotes": lambda n: head + 'a,"' + "x\n" * n,
        "quotes": lambda n: head + '"' * n,
        "quoted lines": lambda n: head + '"a\nb",c\n' * min(n, 500_000),
        "same fault": lambda n: head + "a,nobody,7\n" * min(n, 500_000),
        "own faults": lambda n: (
            head + "".join(f"a{each},n{each},{each}\n" for each in range(min(n, 300_000)))
        ),
        "ids": lambda n: head + "".join(f"a{each},association,0.5\n" for each in range(min(n, 300_000))),
        "sep": lambda n: "sep=" * n,
        "returns": lambda n: head + "a,b,c\r" * n,
        "nothing": lambda n: head.encode() + b"\0" * n,
        "high bytes": lambda n: head.encode() + bytes(range(128, 256)) * (min(n, 5_000_000) // 100),
        "accents": lambda n: head.encode() + "é,à,ç\n".encode("cp850") * min(n, 1_000_000),
        "utf-16": lambda n: (head + "a,b,0\n" * n).encode("utf-16"),
        "half of utf-16": lambda n: (head + "a,b,0\n" * n).encode("utf-16")[:-1],
        "digits": lambda n: head + "a,association," + "9" * n,
        "spaced digits": lambda n: head + "a,association," + "9 " * n,
        "parted digits": lambda n: head + 'a,association,"' + ",999" * n + '"',
        "percents": lambda n: head + "a,association," + "%" * n,
        "long name": lambda n: "id,kind,name\na,association," + "x" * n,
    }
    for kind, text in kinds.items():
        for size in SIZES:

            def made(text: Callable[[int], str | bytes] = text, size: int = size) -> bytes:
                told = text(size)
                return (told if isinstance(told, bytes) else told.encode())[:10_000_000]

            yield f"actors {kind} {size}", TOWN, "actors.csv", made
            yield f"ties {kind} {size}", TOWN | {"actors.csv": ACTORS}, "ties.csv", made
            if size < 1_000_000:
                yield f"points {kind} {size}", {"study.toml": POINTS_STUDY}, "points.csv", made
    for sign in SIGNS:
        for text in (
            f"id,kind\na{sign},association\n",
            f"id,kind\na,x{sign}\n",
            f"id,k{sign}\na,b\n",
            f"id,kind,name\na,association,{sign}x\n",
        ):
            yield f"sign {sign!r} in {text!r}", TOWN, "actors.csv", lambda text=text: text.encode()


def of_xml(kind: str, wrap: Callable[[str], bytes], name: str) -> Iterator[Hostile]:
    """What any XML may be made of, where `wrap` puts it."""
    kinds: dict[str, Callable[[int], str]] = {
        "nested": lambda n: "<a>" * n,
        "elements": lambda n: "<a/>" * n,
        "attributes": lambda n: "<a " + " ".join(f'b{each}=""' for each in range(min(n, 400_000))) + "/>",
        "long attribute": lambda n: f'<a b="{"x" * n}"/>',
        "long name": lambda n: f"<{'a' * n}/>",
        "remark": lambda n: f"<!--{'<node ' * n}-->",
        "unclosed remark": lambda n: "<!--" + "-" * n,
        "cdata": lambda n: f"<![CDATA[{'x' * n}]]>",
        "instruction": lambda n: f"<?a {'x' * n}?>",
        "text": lambda n: "x" * n,
        "characters": lambda n: "&#65;" * n,
        "spaces": lambda n: "<a" + " " * n + "/>",
        "spaces of names": lambda n: "".join(
            f'<a xmlns:p{each}="u{each}"/>' for each in range(min(n, 100_000))
        ),
    }
    for what, text in kinds.items():
        for size in SIZES:
            yield (
                f"{kind} {what} {size}",
                TOWN,
                name,
                lambda text=text, size=size: wrap(text(size))[:10_000_000],
            )


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "'
    + "x" * 1000
    + '">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(12))
    + "]>"
)


def of_packed() -> Iterator[Hostile]:
    """Workbooks and open documents."""
    yield from of_xml("xlsx", lambda text: xlsx(text), "actors.xlsx")
    yield from of_xml("ods", lambda text: ods(text), "actors.ods")
    told = "x" * 32_000
    shared = {"xl/sharedStrings.xml": f"<sst><si><t>{told}</t></si></sst>", "xl/styles.xml": "<styleSheet/>"}
    repeated = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}"><text:p>a</text:p></table:table-cell></table:table-row>'
    made: dict[str, tuple[str, Callable[[], bytes]]] = {
        "one text a million times": (
            "xlsx",
            lambda: xlsx('<row><c t="s"><v>0</v></c></row>' * 200_000, parts=shared),
        ),
        "last row": ("xlsx", lambda: xlsx('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "last cell": ("xlsx", lambda: xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "far rows": (
            "xlsx",
            lambda: xlsx("".join(f'<row r="{n * 5}"><c><v>1</v></c></row>' for n in range(1, 200_000))),
        ),
        "wide rows": (
            "xlsx",
            lambda: xlsx("".join(f'<row r="{n}"><c r="SF{n}"><v>1</v></c></row>' for n in range(1, 60_000))),
        ),
        "merged": (
            "xlsx",
            lambda: xlsx(row("id", "kind") * 5_000, after='<mergeCell ref="A1:XFD1048576"/>' * 5_000),
        ),
        "entities": (
            "xlsx",
            lambda: xlsx("", parts={"xl/worksheets/sheet1.xml": BOMB + "<worksheet>&m;</worksheet>"}),
        ),
        "entities of texts": (
            "xlsx",
            lambda: xlsx(row("a"), parts={"xl/sharedStrings.xml": BOMB + "<sst><si><t>&m;</t></si></sst>"}),
        ),
        "outside": (
            "xlsx",
            lambda: xlsx(
                "",
                parts={
                    "xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'
                },
            ),
        ),
        "many styles": (
            "xlsx",
            lambda: xlsx(
                row("a"),
                parts={
                    "xl/styles.xml": "<styleSheet><cellXfs>"
                    + '<xf numFmtId="9"/>' * 1_000_000
                    + "</cellXfs></styleSheet>"
                },
            ),
        ),
        "many texts": (
            "xlsx",
            lambda: xlsx(
                row("a"), parts={"xl/sharedStrings.xml": "<sst>" + "<si><t>a</t></si>" * 1_500_000 + "</sst>"}
            ),
        ),
        "many sheets": (
            "xlsx",
            lambda: packed(
                xlsx_parts()
                | {
                    "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                    + '<sheet name="a" r:id="a"/>' * 50_000
                    + "</sheets></workbook>"
                }
            ),
        ),
        "no workbook": ("xlsx", lambda: packed({"a": "b"})),
        "many parts": ("xlsx", lambda: packed({f"p{n}": "" for n in range(60_000)})),
        "a part that unpacks": (
            "xlsx",
            lambda: packed(xlsx_parts() | {"xl/sharedStrings.xml": "<sst>" + " " * (150 << 20) + "</sst>"}),
        ),
        "of office 97": ("xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000)),
        "rows": ("ods", lambda: ods(repeated.format(10**12, 1))),
        "rows and cells": ("ods", lambda: ods(repeated.format(400_000, 500))),
        "almost all rows": ("ods", lambda: ods(repeated.format(399_999, 4))),
        "cells": ("ods", lambda: ods(repeated.format(1, 10**12))),
        "rows of 400 digits": ("ods", lambda: ods(repeated.format("9" * 400, 1))),
        "spaces of texts": (
            "ods",
            lambda: ods(
                line('<table:table-cell><text:p><text:s text:c="999999999"/></text:p></table:table-cell>')
            ),
        ),
        "many spaces": (
            "ods",
            lambda: ods(
                line(
                    "<table:table-cell><text:p>"
                    + '<text:s text:c="32000"/>' * 10_000
                    + "</text:p></table:table-cell>"
                )
            ),
        ),
        "comments": (
            "ods",
            lambda: ods(
                line(
                    "<table:table-cell>"
                    + "<office:annotation><text:p>x</text:p></office:annotation>" * 100_000
                    + "</table:table-cell>"
                )
            ),
        ),
        "entities of cells": ("ods", lambda: packed({"content.xml": BOMB + ODS + "&m;" + ODS_END})),
        "tables": (
            "ods",
            lambda: packed({"content.xml": ODS + '<table:table table:name="a"/>' * 100_000 + ODS_END}),
        ),
        "no content": ("ods", lambda: packed({"a": "b"})),
        "damaged": ("ods", lambda: packed(ods_parts())[:-30]),
        "noise": ("ods", lambda: b"PK\x03\x04" + bytes(range(256)) * 1_000),
    }
    for kind, (form, content) in made.items():
        yield f"{form} {kind}", TOWN, f"actors.{form}", content
    for cell in ("1e999", "9" * 5_000, "nan", "-0", "x", "", "1,5", "\x1b"):
        yield (
            f"xlsx value {cell[:9]!r}",
            TOWN,
            "actors.xlsx",
            lambda cell=cell: xlsx(
                row("id", "kind", "motivation") + row("a", "association", f"<c><v>{cell}</v></c>")
            ),
        )
        yield (
            f"ods value {cell[:9]!r}",
            TOWN,
            "actors.ods",
            lambda cell=cell: ods(
                line("id", "kind", "motivation")
                + line(
                    "a", "association", f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
                )
            ),
        )


def of_networks() -> Iterator[Hostile]:
    """Networks."""
    graph = '<{0}><graph edgedefault="directed">{1}</graph></{0}>'
    for form in ("graphml", "gexf"):
        yield from of_xml(form, lambda text, form=form: graph.format(form, text).encode(), f"actors.{form}")
        inside: dict[str, str] = {
            "nodes": "".join(f'<node id="{n}"/>' for n in range(150_000)),
            "same node": '<node id="a"/>' * 150_000,
            "edges to nobody": "".join(f'<edge source="a{n}" target="b{n}"/>' for n in range(120_000)),
            "same edge": '<edge source="a" target="b"/>' * 120_000,
            "loops": '<edge source="a" target="a" directed="false"/>' * 100_000,
            "graphs": "<graph/>" * 100_000,
            "graph in graph": "<node id='a'><graph edgedefault='directed'>" * 300,
            "no ids": "<node/>" * 100_000,
            "control": '<node id="&#27;[31m"/>',
            "signs": '<node id="\u202e\u2066a"/>',
            "long id": f'<node id="{"a" * 1_000_000}"/>',
        }
        for kind, text in inside.items():
            yield (
                f"{form} {kind}",
                TOWN,
                f"actors.{form}",
                lambda text=text, form=form: graph.format(form, text).encode(),
            )
    keys = "".join(
        f'<key id="k{n}" for="node" attr.name="n{n}"><default>x</default></key>' for n in range(400)
    )
    same = '<key id="k{0}" for="node" attr.name="n"><default>x</default></key>'
    nodes = "".join(f'<node id="{n}"/>' for n in range(60_000))
    yield (
        "graphml defaults",
        TOWN,
        "actors.graphml",
        lambda: f"<graphml>{keys}<graph>{nodes}</graph></graphml>".encode(),
    )
    yield (
        "graphml long default",
        TOWN,
        "actors.graphml",
        lambda: (
            f'<graphml><key id="k" for="node" attr.name="n"><default>{"x" * 32_000}</default></key><graph>{nodes}</graph></graphml>'.encode()
        ),
    )
    yield (
        "graphml same keys",
        TOWN,
        "actors.graphml",
        lambda: (
            f"<graphml>{''.join(same.format(n) for n in range(40_000))}<graph>{nodes}</graph></graphml>".encode()
        ),
    )
    for form in ("graphml", "gexf"):
        yield (
            f"{form} entities",
            TOWN,
            f"actors.{form}",
            lambda form=form: f"{BOMB}<{form}><graph>&m;</graph></{form}>".encode(),
        )


def all_hostile() -> dict[str, Hostile]:
    """By name."""
    found = [*of_toml(), *of_csv(), *of_packed(), *of_networks()]
    return {f"{number} {each[0]}"[:90]: each for number, each in enumerate(found)}
