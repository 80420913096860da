"""Tests of `simulation.decisions`: what is decided at the end of which month."""

from simul_agir.model.path.decisions import ANNOUNCE, LENGTHEN, LOOK, MEASURE, WEIGH_TRAINING
from simul_agir.scenario import PathSpec, Step
from simul_agir.simulation.decisions import words_of
from simul_agir.stances import get
from territories import scenario


def test_what_is_decided_when_follows_the_path() -> None:
    path = PathSpec(Step(0, 3), Step(3, 1), Step(4, 3), Step(5, 2), revisit=6)
    place = scenario(path=path, months=12)
    close, first = LOOK | WEIGH_TRAINING, MEASURE | LENGTHEN
    expected = {3: close | first, 9: close, 7: ANNOUNCE}
    words = words_of(place, get("residents"))
    assert {month: int(word) for month, word in enumerate(words) if word} == expected
    assert not words_of(place, get("none")).any()
    assert words_of(place, get("decree")).tolist() == [ANNOUNCE] + [0] * 12
