"""Ids of actors, and who leads: as the table says, else by kind, else added."""

from typing import Any

from simul_agir.scenario.importing.actor_rows import Row
from simul_agir.scenario.importing.roles import give_roles, identify
from simul_agir.scenario.importing.understanding import Understanding
from simul_agir.scenario.tables.rows import LONGEST_ID


def ids(*values: dict[str, Any]) -> list[str]:
    return [str(actor["id"]) for actor in identify([Row(None, each) for each in values], Understanding())]


def cast(*kinds: str, **roles: str) -> list[dict[str, Any]]:
    """Actors a, b, c... of these kinds; roles: of an actor, by its id."""
    return [
        {"id": each, "name": each.upper(), "kind": kind} | ({"role": roles[each]} if each in roles else {})
        for each, kind in zip("abcdefgh", kinds, strict=False)
    ]


def given(actors: list[dict[str, Any]], **choices: str) -> tuple[dict[str, str], Understanding]:
    told = Understanding()
    give_roles(actors, choices, told)
    return {str(each["role"]): str(each["id"]) for each in actors if each.get("role")}, told


def test_an_id_is_made_of_a_name_without_accents_and_signs() -> None:
    assert ids({"name": "École Émile-Zola (nord)"}, {"name": "L’Été à tous"}) == [
        "ecole-emile-zola-nord",
        "l-ete-a-tous",
    ]


def test_a_name_that_leaves_nothing_is_an_actor() -> None:
    assert ids({"name": "???"}, {}, {"name": "!!!"}) == ["actor", "actor-2", "actor-3"]


def test_the_table_s_own_ids_stay_and_later_ones_give_way() -> None:
    assert ids({"id": "x", "name": "A"}, {"name": "X"}, {"id": "x"}, {"id": "x-2"}) == [
        "x",
        "x-2",
        "x-3",
        "x-2-2",
    ]


def test_long_names_keep_room_for_a_number() -> None:
    found = ids({"name": "n" * 900}, {"name": "n" * 900})
    assert len(set(found)) == 2
    assert max(map(len, found)) <= LONGEST_ID


def test_the_role_that_a_table_states_is_taken() -> None:
    roles, told = given(cast("association", "commune", "school", a="lead", c="project_team"))
    assert roles == {"lead": "a", "project_team": "c"}
    assert told.questions == []
    assert told.remarks == []


def test_without_a_role_kinds_decide_the_larger_territory_first() -> None:
    roles, told = given(cast("commune", "intercommunality", "project_team"))
    assert roles == {"lead": "b", "project_team": "c"}
    assert [each.key for each in told.remarks] == ["taken_lead", "taken_project_team"]


def test_a_choice_stands_above_what_the_table_says() -> None:
    roles, told = given(cast("commune", "association", "project_team", a="lead"), lead="B")
    assert roles == {"lead": "b", "project_team": "c"}
    assert told.choices["lead"] == "B"


def test_a_choice_that_names_nobody_changes_nothing() -> None:
    assert given(cast("commune", "project_team"), lead="Z")[0] == {"lead": "a", "project_team": "b"}


def test_among_several_one_is_asked_and_the_first_taken() -> None:
    roles, told = given(cast("commune", "commune", "project_team"))
    assert roles["lead"] == "a"
    (question,) = told.questions
    assert (question.id, question.options, question.usual) == ("lead", ("A", "B"), "A")


def test_who_can_lead_nobody_is_added_under_a_free_id() -> None:
    actors = cast("association", "school")
    actors[0]["id"] = "agglo"
    roles, told = given(actors)
    assert roles == {"lead": "agglo-2", "project_team": "equipe-projet"}
    assert [each["kind"] for each in actors[2:]] == ["intercommunality", "project_team"]
    assert [each.key for each in told.remarks] == ["added_lead", "added_project_team"]


def test_two_stated_leads_leave_one() -> None:
    actors = cast("commune", "commune", "project_team", a="lead", b="lead")
    _, told = given(actors)
    assert [each.get("role") for each in actors] == ["lead", None, "project_team"]
    assert told.questions[0].id == "lead"


def test_no_actors_have_no_roles() -> None:
    assert given([])[0] == {}
