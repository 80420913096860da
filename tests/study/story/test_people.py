"""Tests of `study.story.people`: who stands behind an actor's name."""

import pytest
from tests.study.story.test_story import recorded

from simul_agir.study.story.people import People, gender_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Claire Fontaine, déléguée du préfet", "feminine"),
        ("Thomas Le Goff, chef de projet", "masculine"),
        ("Jean-Marc Duval, adjoint au maire", "masculine"),
        ("Les voisines du hall 7, réseau d'entraide", None),
        ("Loos-en-Gohelle (commune)", None),
        ("Bailleur social, Lens", None),
        ("Claire Fontaine", None),
    ],
)
def test_names_of_persons_are_told_from_others(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def test_a_person_who_leaves_is_replaced_by_another_name_for_good() -> None:
    found = recorded("classroom", "residents", 1)
    people = People(found)
    left = next(event for event in found.of("turnover") if people.is_person(event.actors[0]))
    actor = left.actors[0]
    before, after = people.name(actor, left.month - 1), people.name(actor, left.month)
    assert before != after
    assert People(found).name(actor, left.month) == after
    names = [name for place in range(found.scenario.landscape.size) for _, name in people.all_names(place)]
    assert len(set(names)) == len(names)


def test_what_is_no_person_keeps_its_name() -> None:
    found = recorded("loos-en-gohelle", "resilience", 2)
    people = People(found)
    assert all(len(people.all_names(actor)) == 1 for actor in range(found.scenario.landscape.size))
