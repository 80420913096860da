"""The kinds of events: each number names its own."""

from simul_agir.model import events


def test_every_number_is_the_place_of_its_kind() -> None:
    assert len(set(events.WHAT)) == len(events.WHAT)
    assert events.WHAT[events.MET] == "encounter"
    assert events.WHAT[events.ACTION_SUCCEEDED] == "success"
    assert events.WHAT[events.CRISIS_STRUCK] == "crisis"
    assert events.WHAT[events.NOT_FUNDED] == "not_funded"
