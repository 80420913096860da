"""Writes docs/parameters.md from the model's own tables: `python docs/tables.py`; `--check` says whether it is current."""

import csv
import math
import re
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from simul_agir.world.parameters import PARAMETERS, SWITCHES, Parameter

PAGE = Path(__file__).with_name("parameters.md")
FIRST = Path(__file__).with_name(
    "first_numbers.csv"
)  # defaults as written down before the rules, and before any run

HEAD = """# Parameters

This page is written by `python docs/tables.py` from `simul_agir.world.parameters`; a test fails when the two differ. What
each number does stands in [the model](model.md), with the full references.

Every number below can be set in a scenario, within its range: under `[parameters]` of `scenario.toml`, or
`parameters={"name": value}` in Python. Mechanisms are switched off under `[mechanisms]`. "assumed" marks a number that no
data informs; a source beside it gives the form of the rule, or an order of magnitude, and not the value unless it says so.
The defaults are the same for every scenario and every stance.
"""


MOVED = """Defaults as they were written down before the rules ("none": not yet there), and as they are now. When and why
they moved stands in [the model](model.md#12-what-the-numbers-rest-on). `own_field` was a share of the mandate at first, and
is now a multiple of an even share.
"""


# A number is said to be assumed, or names what can be looked up: a publication, a fact of the model page, a law.
BASIS = re.compile(r"\bassumed\b|\b(?:19|20)\d\d\b|\bfacts [a-z]+\d|\blegal\b")


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


def table(titles: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    """A whole table, its titles first."""
    return "\n".join([row(titles), "|" + "---|" * len(titles), *(row(cells) for cells in rows)])


def numbers_of(parameters: Iterable[Parameter]) -> str:
    """The table of one group."""
    return table(
        ("name", "meaning", "unit", "default", "range", "source"),
        (
            (
                f"`{each.name}`",
                each.meaning,
                each.unit,
                shown(each.default),
                f"{shown(each.low)} to {shown(each.high)}",
                each.source,
            )
            for each in parameters
        ),
    )


def first_numbers() -> dict[str, float]:
    """Defaults by name, as they were written down before the rules."""
    with FIRST.open(encoding="utf-8", newline="") as stream:
        return {each["name"]: float(each["default"]) for each in csv.DictReader(stream)}


def moved() -> str:
    """The defaults that are no longer the first ones, those that came later, and those that went."""
    first = first_numbers()
    rows = []
    for name, parameter in PARAMETERS.items():
        was, now = shown(first[name]) if name in first else "none", shown(parameter.default)
        if was != now:
            rows.append((f"`{name}`", was, now))
    rows += [(f"`{name}`", shown(was), "none") for name, was in first.items() if name not in PARAMETERS]
    return table(("name", "first", "now"), rows)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for group, parameters in groupby(PARAMETERS.values(), key=lambda parameter: parameter.group):
        parts.append(f"## {group.capitalize()}\n\n{numbers_of(parameters)}\n")
    mechanisms = table(
        ("name", "what happens while it is on"),
        ((f"`{each.name}`", each.meaning) for each in SWITCHES.values()),
    )
    parts.append(f"## Mechanisms\n\nAll are on by default.\n\n{mechanisms}\n")
    parts.append(f"## Defaults that moved\n\n{MOVED}\n{moved()}\n")
    counts = f"{len(PARAMETERS)} parameters, {len(SWITCHES)} mechanisms; "
    assumed = sum("assumed" in parameter.source for parameter in PARAMETERS.values())
    parts.append(f"{counts}{assumed} of the parameters are assumed, wholly or in their value.\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is current. Exit code."""
    if "--check" in arguments:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("current" if current else f"{PAGE.name} is out of date: python docs/tables.py")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
