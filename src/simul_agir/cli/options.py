"""Options that several commands share, and how they are read. Their help is a key of the catalogue."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from simul_agir.locale import RequestError

SPAN = re.compile(r"([0-9]{1,4})(?:-([0-9]{0,4}))?")
WHOLE = re.compile(r"[+-]?[0-9]{1,4000}")
DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,300}(?:[.,][0-9]{0,300})?|[.,][0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?")
LONGEST = 80  # characters of what was typed that a fault shows

# Whole numbers arrive as text and are read by `whole_number`, whose words are in both languages.
ScenarioSource = Annotated[str, typer.Argument(metavar="SCENARIO", help="help.scenario", show_default=False)]
Runs = Annotated[str, typer.Option("--runs", metavar="help.number", help="help.runs", show_default=False)]
Seed = Annotated[str, typer.Option("--seed", metavar="help.number", help="help.seed")]
Jobs = Annotated[str, typer.Option("--jobs", metavar="help.number", help="help.jobs", show_default=False)]
Out = Annotated[str, typer.Option("--out", metavar="help.folder", help="help.out", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="help.json")]
UntilSure = Annotated[
    str, typer.Option("--until-sure", metavar="help.probability", help="help.until_sure", show_default=False)
]
SmallestEffect = Annotated[
    str,
    typer.Option("--smallest-effect", metavar="help.number", help="help.smallest_effect", show_default=False),
]
MostRuns = Annotated[
    str, typer.Option("--most-runs", metavar="help.number", help="help.most_runs", show_default=False)
]
Sets = Annotated[
    str, typer.Option("--assumptions", metavar="help.sets", help="help.assumptions", show_default=False)
]
OneOrMixture = Annotated[
    str,
    typer.Option("--assumptions", metavar="mixture|default", help="help.one_or_mixture", show_default=False),
]
ArmTexts = Annotated[
    list[str] | None, typer.Option("--arm", metavar="help.arm_form", help="help.arm", show_default=False)
]
Goal = Annotated[str, typer.Option("--goal", metavar="help.number", help="help.goal", show_default=False)]


def command_line(command: str, *places: str) -> str:
    """A command to be pasted, its files and folders quoted as this system's shell needs it."""
    words = ["simul-agir", command, *(f"./{place}" if place.startswith("-") else place for place in places)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def whole_number(option: str, text: str) -> int:
    """The whole number that was given for an option; RequestError if it is none."""
    if not WHOLE.fullmatch(text.strip()):
        raise RequestError("whole", option=option, found=text[:LONGEST])
    return int(text)


def decimal_number(option: str, text: str) -> float:
    """The number that was given for an option, with a point or a comma; RequestError if it is none."""
    if not DECIMAL.fullmatch(text.strip()):
        raise RequestError("number", option=option, found=text[:LONGEST])
    return float(text.replace(",", "."))


def settings_of(texts: Iterable[str], fault: Callable[[str], Exception]) -> dict[str, float]:
    """What was set, by key; the fault of a text that is not key=number is raised."""
    values = {}
    for text in texts:
        key, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not key or not DECIMAL.fullmatch(value):
            raise fault(text)
        if key in values:
            raise RequestError("set_twice", option="set", found=key)
        values[key] = float(value.replace(",", "."))
    return values


def jobs_number(text: str) -> int | None:
    """The number of threads, None for as many as the machine has."""
    return whole_number("jobs", text) if text else None


def months_number(text: str) -> int | None:
    """The number of months, None for as many as the scenario has. RequestError for more or fewer than may be simulated."""
    from simul_agir.scenario.soundness import MOST_MONTHS

    months = whole_number("months", text) if text else None
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise RequestError("between", option="months", found=months, low=1, high=MOST_MONTHS)
    return months


def names_in(option: str, text: str) -> tuple[str, ...] | None:
    """The names that an option gives between commas, None for no text at all. RequestError where one of them is empty."""
    if not text.strip():
        return None
    names = tuple(name.strip() for name in text.split(","))
    if "" in names:
        raise RequestError("empty_name", option=option, found=text[:LONGEST])
    return names


def stance_names(text: str) -> tuple[str, ...] | None:
    """The stances named, None for no text at all."""
    return names_in("stances", text)


def stance_name(text: str) -> str:
    """The one stance named; RequestError if there are none or several."""
    names = names_in("stance", text)
    if names is None or len(names) != 1:
        raise RequestError("one_stance", found=text)
    return names[0]


def month_span(text: str, months: int) -> tuple[int, int] | None:
    """First and last month of a view written "7", "1-12" or "60-"; None for all. RequestError otherwise."""
    if not text:
        return None
    found = SPAN.fullmatch(text.strip())
    first = int(found[1]) if found else 0
    last = first if found and found[2] is None else int((found and found[2]) or months)
    if not 1 <= first <= last <= months:
        raise RequestError("span", found=text, highest=months)
    return first, last


def vision_weights(text: str) -> dict[str, float] | None:
    """The weights that `--vision needs=2,ladder=1` gives; None for no text.

    RequestError for a family that does not exist, with the nearest name, and for a weight that is none.
    """
    from difflib import get_close_matches

    from simul_agir.scenario.vision import FAMILIES, MOST_WEIGHT

    if not text.strip():
        return None
    found: dict[str, float] = {}
    for part in text.split(","):
        name, equals, weight = (each.strip() for each in part.partition("="))
        if name not in FAMILIES:
            near = get_close_matches(name, FAMILIES, 1)
            key = "vision_family_near" if near else "vision_family"
            raise RequestError(key, found=name, near="".join(near), names=", ".join(FAMILIES))
        if name in found:
            raise RequestError("set_twice", option="vision", found=name)
        try:
            found[name] = float(weight)
        except ValueError:
            raise RequestError("vision_weight", family=name, found=weight, most=MOST_WEIGHT) from None
        if not equals or not 0.0 <= found[name] <= MOST_WEIGHT:
            raise RequestError("vision_weight", family=name, found=weight, most=MOST_WEIGHT)
    if not sum(found.values()) > 0:
        raise RequestError("vision_nothing", found=text)
    return found
