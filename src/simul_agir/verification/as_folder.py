"""A reduced territory as the folder of an ordinary scenario, for whoever wants to look at it, change it and run it."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from simul_agir.scenario import ATTRIBUTES, Scenario
from simul_agir.sheets.written import row_as_text
from simul_agir.verification.answer import Case
from simul_agir.verification.limit import RunOptions


def folder_of(case: Case, seed: int = 1) -> dict[str, str]:
    """The files of one case's scenario (the first, where each run has its own), with a remark on where it comes from."""
    settings = " ".join(f"--set {name}={value:g}" for name, value in case.values.items())
    remark = (
        f"The reduced model of `simul-agir verify {case.limit.name}`: {case.limit.source}.\n"
        f"Written by: simul-agir verify {case.limit.name} --seed {seed} --scenario FOLDER\n"
        + textwrap.fill(f"  {settings}", 110, subsequent_indent="  ")
    )
    return as_texts(case.limit.scenario(case.values, RunOptions(seed)), remark)


def as_texts(scenario: Scenario, remark: str = "") -> dict[str, str]:
    """The files of the scenario's folder by name: scenario.toml, actors.csv and, where there are ties, ties.csv.

    What actors believe about links is not written: no table of a scenario holds it, and no limit reads it.
    """
    texts = {"scenario.toml": _document(scenario, remark), "actors.csv": _actors(scenario)}
    land = scenario.landscape
    if len(land.sources):
        ids = land.ids
        rows = zip(land.sources, land.targets, land.strengths, land.trusts, strict=True)
        lines = [(ids[i], ids[j], _number(strength), _number(trust)) for i, j, strength, trust in rows]
        texts["ties.csv"] = _table(("source", "target", "strength", "trust"), lines)
    return texts


def _document(scenario: Scenario, remark: str) -> str:
    every = range(len(scenario.domains))
    others = {
        name: [
            scenario.domains[other] for other in every if other != k and int(scenario.links[k]) >> other & 1
        ]
        for k, name in enumerate(scenario.domains)
    }
    head = {
        "name": scenario.name,
        "months": scenario.months,
        "warm_up": scenario.warm_up,
        "domains": list(scenario.domains),
        "budget": float(scenario.budget),
        "effort": float(scenario.effort),
        "arms": list(scenario.arms),
    }
    tables: dict[str, Mapping[str, Any]] = {
        "needs": dict(zip(scenario.domains, map(float, scenario.needs), strict=True)),
        "links": others,
        "landscape": {} if len(scenario.landscape.sources) else {"ties": 0},
        "parameters": scenario.parameters,
        "mechanisms": scenario.mechanisms,
    }
    lines = [f"# {line}".rstrip() for line in remark.splitlines()]
    lines += _pairs(head)
    for name, table in tables.items():
        if table:
            lines += ["", f"[{name}]", *_pairs(table)]
    return "\n".join(lines) + "\n"


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in table.items()]


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{name}" = {_value(each)}' for name, each in value.items()) + "}"
    return repr(float(value)) if isinstance(value, float | np.floating) else str(int(value))


def _actors(scenario: Scenario) -> str:
    land = scenario.landscape
    shares = [(f"expertise_{name}", land.expertise[:, k]) for k, name in enumerate(scenario.domains)]
    shares += [(f"mandate_{name}", land.mandate[:, k]) for k, name in enumerate(scenario.domains)]
    numbers = [*((name, land.attributes[name]) for name in ATTRIBUTES), *shares]
    roles = ["" for _ in land.ids]
    roles[land.lead], roles[land.project_team] = "lead", "project_team"
    rows = [
        (
            land.ids[i],
            land.kinds[i],
            roles[i],
            "false",
            "false",
            *(_number(column[i]) for _, column in numbers),
        )
        for i in range(land.size)
    ]
    head = ("id", "kind", "role", "latent", "asleep", *(name for name, _ in numbers))
    return _table(head, rows)


def _number(value: float) -> str:
    """A number, exactly; a whole one without decimals."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(row_as_text(head))
    writer.writerows(map(row_as_text, rows))
    return text.getvalue()
