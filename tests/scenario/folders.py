"""Folders to read from: the starter scenario, changed where a test says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simul_agir.scenario import Fault, Scenario, ScenarioError, new

TOML = 'title = "Test"\nmonths = 12\n'
ACTORS = """id,name,kind,role,motivation,voice,expertise_housing,mandate_housing,mandate_health
agglo,Agglo,intercommunality,lead,0.6,0.9,0.5,1,3
equipe,Équipe,project_team,project_team,,,,,
caf,CAF,social_security,,0.5,,,,
centre,Centre « Les Œillets »,community_centre,,,0.25,0.125,,
conseil,Conseil,residents_council,,,,,,
"""
TIES = """source,target,strength,trust
agglo,equipe,0.5,0.625
equipe,agglo,0.25,
centre,conseil,,0.75
conseil,caf,,
"""


def written(folder: Path, toml: str = TOML, actors: str | None = ACTORS, ties: str | None = TIES) -> Path:
    """A scenario's folder with these files."""
    folder.mkdir(exist_ok=True)
    for name, text in (("scenario.toml", toml), ("actors.csv", actors), ("ties.csv", ties)):
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[Fault]:
    """The faults for which a folder is refused."""
    with pytest.raises(ScenarioError) as refused:
        Scenario.load(folder)
    return refused.value.faults


def only_fault(folder: Path) -> Fault:
    """The one fault for which a folder is refused."""
    faults = faults_of(folder)
    assert len(faults) == 1, "\n".join(str(fault) for fault in faults)
    return faults[0]


def starter(folder: Path) -> Path:
    """The starter scenario."""
    new.write(folder)
    return folder


def outcome(load: Callable[[], Scenario]) -> list[Fault]:
    """The faults of what is loaded, none when it is sound; any other exception is a bug."""
    try:
        load()
    except ScenarioError as error:
        return error.faults or [Fault("", None, "", "", "no fault was given", None)]
    return []
