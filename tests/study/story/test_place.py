"""Tests of `study.story.place`: how typical a life is: its place among other runs of the same arm."""

from tests.study.story.test_story import story

from simul_agir.study.story.place import Place, place_of


def test_the_place_counts_who_ends_lower_and_higher() -> None:
    found = story("classroom")
    ends = found.others.of("index")[:, -1]
    assert found.place.lower == (ends < found.recorded.index[-1]).sum()
    assert found.place.lower + found.place.higher + (ends == found.recorded.index[-1]).sum() == 40
    assert place_of(9.0, found.others).standing == "highest"
    assert Place(100, 50, 49, 1.0, 0.5, 1.5).standing == "typical"
    assert Place(100, 2, 97, 1.0, 0.5, 1.5).standing == "lowest"
