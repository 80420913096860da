"""Who stands behind an actor's name: where names are persons, one who leaves is replaced by another."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from simul_agir.scenario.contracts import plain
from simul_agir.study.names import short_names
from simul_agir.study.story.recorded_run import RecordedRun

FEMININE, MASCULINE = "feminine", "masculine"


class People:
    """What each actor of a life is called in each month.

    A name of a person is a given name, a family name, a comma and a function ("Claire Fontaine, déléguée du préfet"). The
    one who follows is called otherwise, and has the same function. Other names stay: who stands behind them is not named.
    """

    def __init__(self, recorded: RecordedRun) -> None:
        names = recorded.scenario.landscape.names
        short = short_names(names)
        self._calls: list[list[tuple[int, str]]] = [[(0, short[name])] for name in names]
        self._persons = [gender_of(name) for name in names]
        self._functions = [name.partition(",")[2].strip() for name in names]
        taken = {short[name] for name in names}
        for event in recorded.of("turnover"):
            actor = event.actors[0]
            gender = self._persons[actor]
            if gender is not None:
                called = _another(
                    f"{recorded.ensemble.seed} {recorded.replicate} {names[actor]} {event.month}",
                    gender,
                    taken,
                )
                taken.add(called)
                self._calls[actor].append((event.month, called))

    def name(self, actor: int, month: int) -> str:
        """What an actor is called in a month."""
        return [called for since, called in self._calls[actor] if since <= month][-1]

    def is_person(self, actor: int) -> bool:
        """Whether the actor's name is that of a person."""
        return self._persons[actor] is not None

    def function(self, actor: int) -> str:
        """What a person does, as the name has it after its comma; empty where the name is no person's."""
        return self._functions[actor] if self.is_person(actor) else ""

    def all_names(self, actor: int) -> list[tuple[int, str]]:
        """Every name of an actor, with the month since when it holds."""
        return list(self._calls[actor])


def gender_of(name: str) -> str | None:
    """Whether a name is a woman's or a man's, None where it is no person's."""
    called, comma, function = name.partition(",")
    words = called.split()
    if not comma or not function.strip() or not 2 <= len(words) <= 4 or not words[1][:1].isupper():
        return None
    first = plain(words[0].partition("-")[0])
    for gender in (FEMININE, MASCULINE):
        if first in {plain(each) for each in _names()[gender]}:
            return gender
    return None


@cache
def _names() -> dict[str, list[str]]:
    """Given names by gender, and family names."""
    text = Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)
    return found


def _another(key: str, gender: str, taken: set[str]) -> str:
    """A name that nobody has, the same for the same life."""
    given, family = _names()[gender], _names()["family"]
    for attempt in range(1000):
        number = int.from_bytes(hashlib.sha256(f"{key} {attempt}".encode()).digest()[:8], "big")
        called = f"{given[number % len(given)]} {family[number // len(given) % len(family)]}"
        if called not in taken:
            return called
    return called
