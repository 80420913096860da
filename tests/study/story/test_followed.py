"""Tests of `study.story.followed`: the protagonists of a life."""

from tests.study.story.test_story import recorded

from simul_agir.study.story.followed import followed


def test_those_followed_are_different_actors_with_what_they_did() -> None:
    found = recorded("loos-en-gohelle", "resilience", 2)
    chosen = followed(found)
    assert len({each.actor for each in chosen}) == len(chosen) == 2
    for each in chosen:
        mine = [event for event in found.events if each.actor in event.actors]
        assert each.met == sum(event.what in ("encounter", "convened") for event in mine)
        assert each.ends == found.stages[-1, each.actor]
