"""One run in the record of a dossier: the median run of an arm as a narrative, with its rank among all runs."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.dossier.groups import callers
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study import Comparison
from simul_agir.study.mixture import at_point
from simul_agir.study.story import Story, record_run
from simul_agir.study.story.followed import followed
from simul_agir.study.story.people import People
from simul_agir.study.story.place import place_of
from simul_agir.study.story.turning import turning_points


class Types(People):
    """What the actors of a life are called in a file to share: their type and a letter, in the order in which they occur."""

    def __init__(self, scenario: Scenario, translate: Words) -> None:
        landscape = scenario.landscape
        called = callers([str(place) for place in range(landscape.size)], landscape.kinds, translate)
        self._types = [called[str(place)] for place in range(landscape.size)]
        self._met: dict[int, str] = {}
        self._persons = [None] * landscape.size
        self._functions = [""] * landscape.size

    def name(self, actor: int, month: int) -> str:
        """The same in every month."""
        assert month >= 0
        if actor not in self._met:
            before = sum(self._types[each] == self._types[actor] for each in self._met)
            self._met[actor] = f"{self._types[actor]} {_letters(before)}"
        return self._met[actor]

    def all_names(self, actor: int) -> list[tuple[int, str]]:
        """Its one name."""
        return [(0, self.name(actor, 0))]


def _letters(number: int) -> str:
    """A, B, ... Z, AA, AB..."""
    before, place = divmod(number, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[place]


def story_record(comparison: Comparison, name: str, *, names: bool, translate: Words) -> dict[str, Any]:
    """The median run of an arm, as a narrative. Without `names` actors are called by their types."""
    ensemble = comparison.ensembles[name]
    ends = ensemble.of(comparison.primary)[:, -1]
    run = int(np.argsort(ends, kind="stable")[(len(ends) - 1) // 2])
    scenario = _lived_in(comparison, run)
    recorded = record_run(scenario, Arm.of(comparison.stance(name)), comparison.seed, run)
    place = place_of(float(recorded.index[-1]), ensemble)
    story = Story(recorded, turning_points(recorded), followed(recorded), place, ensemble)
    if not names:
        story.__dict__["people"] = Types(scenario, translate)  # what the cached property would have held
    text = story.text(translate.lang)
    return {
        "arm": name,
        "ladder": [round(float(each), 3) for each in recorded.index],
        "title": text.title,
        "passages": [
            {"kind": each.kind, "title": each.title, "text": each.text, "first": each.first}
            for each in text.passages
        ],
    }


def _lived_in(comparison: Comparison, run: int) -> Scenario:
    """The scenario of a run: under sets of assumptions, that of its own set."""
    over, scenario = comparison.over_sets, comparison.scenario
    if over is None and comparison.points > 1:
        return at_point(scenario, run)
    if over is None:
        return scenario
    sets = list(over.sets)
    return sets[min(run // over.runs_each, len(sets) - 1)].of(comparison.scenario)
