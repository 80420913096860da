"""Writes docs/parameters.md and its French version from the model's own tables: `python docs/tables.py`.

`--check` says whether they are current.
"""

import csv
import math
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from simul_agir.model.parameters import PARAMETERS, SWITCHES, Parameter

Words = Callable[
    [str, str], str
]  # of a table of parameters_fr.toml, what stands there for a key or the program's words

PAGE = Path(__file__).with_name("parameters.md")
FRENCH: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("parameters_fr.toml").read_text(encoding="utf-8")
)
FIRST = Path(__file__).with_name(
    "first_numbers.csv"
)  # defaults as written down before the rules, and before any run

HEAD = """# Parameters

This page is written by `python docs/tables.py` from `simul_agir.model.parameters`; a test fails when the two differ. What
each number does stands in [the model](model.md), with the full references.

Every number below can be set in a scenario, within its range: under `[parameters]` of `scenario.toml`, or
`parameters={"name": value}` in Python. Mechanisms are switched off under `[mechanisms]`. "assumed" marks a number that no
data informs; a source beside it gives the form of the rule, or an order of magnitude, and not the value unless it says so.
"Seed" is the working paper of 2014 from which the model starts; "facts" leads to the [facts quoted](model.md#13-sources);
EVIDENCE is the project's file of evidence, not published. The defaults are the same for every scenario and every stance.
"""
COUNT = """{parameters} parameters, {switches} mechanisms; {assumed} of the parameters are assumed, wholly or in their value.
"""


MOVED = """Defaults as they were written down before the rules ("none": not yet there), and as they are now. When and why
they moved stands in [the model](model.md#12-what-the-numbers-rest-on). `own_field` was a share of the mandate at first, and
is now a multiple of an even share.
"""


# A number is said to be assumed, or names what can be looked up: a publication, a fact of the model page, a law,
# the item analysis of the calibration page.
BASIS = re.compile(r"\bassumed\b|\b(?:19|20)\d\d\b|\bfacts [a-z]+\d|\bitem analysis\b|\blegal\b")


def lacks(parameter: Parameter) -> list[str]:
    """What a parameter lacks of all that a reader must be told; nothing where it is in order."""
    low, default, high = parameter.low, parameter.default, parameter.high
    ranged = all(map(math.isfinite, (low, default, high))) and low < high and low <= default <= high
    told = {
        "meaning": bool(parameter.meaning.strip()),
        "unit": bool(parameter.unit.strip()),
        "range": ranged,
        "source or 'assumed'": BASIS.search(parameter.source) is not None,
    }
    return [what for what, is_told in told.items() if not is_told]


def shown(number: float) -> str:
    """A number as the tables print it: six significant digits at most."""
    return f"{number:.6g}"


def cell(text: str) -> str:
    """Text that cannot break a table."""
    return text.replace("|", "\\|").replace("\n", " ").strip()


def row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cell(each) for each in cells) + " |"


def table(titles: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A whole table, its titles first."""
    return "\n".join([row(titles), "|" + "---|" * len(titles), *(row(cells) for cells in rows)])


UNNEEDED = ("trust_change",)  # mechanisms that no pattern needs: docs/patterns.md, simpler rivals
UNEARNED = " (unearned: no pattern needs it)"


def english(table: str, key: str) -> str:
    """The program's own words; for a group its name, for a number its meaning."""
    if table == "meaning":
        return {**PARAMETERS, **SWITCHES}[key].meaning
    return key.capitalize() if table == "group" else key


def french(table: str, key: str) -> str:
    """French words, or the program's own where there are none yet; a test finds these."""
    return str(FRENCH[table].get(key, english(table, key)))


def untranslated() -> list[str]:
    """Whatever the French page would tell in the program's own words."""
    everything = [*PARAMETERS.values(), *SWITCHES.values()]
    wanted = {("meaning", each.name) for each in everything}
    for each in PARAMETERS.values():
        wanted |= {("unit", each.unit), ("source", each.source), ("group", each.group)}
    return sorted(f"[{table}] {key}" for table, key in wanted if key not in FRENCH[table])


def numbers_of(parameters: Iterable[Parameter], translate: Words) -> str:
    """The table of one group."""
    return table(
        [translate("word", title) for title in ("name", "meaning", "unit", "default", "range", "source")],
        (
            (
                f"`{each.name}`",
                translate("meaning", each.name),
                translate("unit", each.unit),
                shown(each.default),
                translate("word", " to ").join((shown(each.low), shown(each.high))),
                translate("source", each.source),
            )
            for each in parameters
        ),
    )


def first_numbers() -> dict[str, float]:
    """Defaults by name, as they were written down before the rules."""
    with FIRST.open(encoding="utf-8", newline="") as stream:
        return {each["name"]: float(each["default"]) for each in csv.DictReader(stream)}


def moved(translate: Words = english) -> str:
    """The defaults that are no longer the first ones, those that came later, and those that went."""
    first, none = first_numbers(), translate("word", "none")
    rows = []
    for name, parameter in PARAMETERS.items():
        was, now = shown(first[name]) if name in first else none, shown(parameter.default)
        if was != now:
            rows.append((f"`{name}`", was, now))
    rows += [(f"`{name}`", shown(was), none) for name, was in first.items() if name not in PARAMETERS]
    return table([translate("word", title) for title in ("name", "first", "now")], rows)


def titled(title: str, lang: str, translate: Words, kind: str = "word") -> str:
    """A section's title; in French with the place that links in both languages lead to."""
    if lang == "en":
        return f"## {translate(kind, title)}\n\n"
    place = re.sub(r"[^a-z]+", "-", title.lower())
    return f'<a id="{place}"></a>\n\n## {translate(kind, title)}\n\n'


def page(lang: str = "en") -> str:
    """The whole page, in a language."""
    translate: Words = english if lang == "en" else french
    head, about, count = (
        (HEAD, MOVED, COUNT) if lang == "en" else (FRENCH[key] for key in ("head", "moved", "count"))
    )
    parts = [head]
    for group, parameters in groupby(PARAMETERS.values(), key=lambda parameter: parameter.group):
        parts.append(f"{titled(group, lang, translate, 'group')}{numbers_of(parameters, translate)}\n")
    mechanisms = table(
        [translate("word", title) for title in ("name", "what happens while it is on")],
        (
            (
                f"`{each.name}`",
                translate("meaning", each.name)
                + (translate("word", UNEARNED) if each.name in UNNEEDED else ""),
            )
            for each in SWITCHES.values()
        ),
    )
    on = translate("word", "All are on by default.")
    parts.append(f"{titled('Mechanisms', lang, translate)}{on}\n\n{mechanisms}\n")
    parts.append(f"{titled('Defaults that moved', lang, translate)}{about}\n{moved(translate)}\n")
    assumed = sum("assumed" in parameter.source for parameter in PARAMETERS.values())
    parts.append(count.format(parameters=len(PARAMETERS), switches=len(SWITCHES), assumed=assumed))
    text = "\n".join(parts)
    return text if lang == "en" else spaced(text)


def spaced(text: str) -> str:
    """French text in which no sign begins a line: a space that does not break before it."""
    return re.sub(r" (?=[:;?!»%])|(?<=«) ", "\u00a0", text)


def main(arguments: list[str]) -> int:
    """Write both pages, or with --check say whether they are current. Exit code."""
    pages = {PAGE: page("en"), PAGE.with_suffix(".fr.md"): page("fr")}
    if "--check" in arguments:
        stale = [
            file
            for file, text in pages.items()
            if not file.exists() or file.read_text(encoding="utf-8") != text
        ]
        print("\n".join(f"{file.name} is out of date: python docs/tables.py" for file in stale) or "current")
        return 1 if stale else 0
    for file, text in pages.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
