"""What can be read of a document in which some values are faulty."""

from simul_agir.scenario.toml.written import Written

CONTENT = {"months": 12, "domains": ["housing", 3], "path": {"choice": {"start": "x", "months": 2}}}
WRITTEN = Written(CONTENT, frozenset({("domains", 1), ("path", "choice", "start"), ("lead",)}))


def test_what_is_said_and_readable_is_given() -> None:
    assert WRITTEN.at("months") == 12
    assert WRITTEN.at("path", "choice", "months") == 2


def test_what_is_faulty_or_not_said_is_nothing() -> None:
    assert WRITTEN.at("path", "choice", "start") is None
    assert WRITTEN.at("path", "training", "start") is None
    assert WRITTEN.at("months", "start") is None


def test_a_faulty_value_spoils_what_lies_under_it_and_the_soundness_of_what_lies_above() -> None:
    assert not WRITTEN.readable("lead", "voice")
    assert WRITTEN.readable("domains")
    assert not WRITTEN.sound("domains")
    assert WRITTEN.sound("months")


def test_keys_and_texts_of_tables_and_lists() -> None:
    assert WRITTEN.keys("path", "choice") == ["start", "months"]
    assert WRITTEN.keys("domains") == [0, 1]
    assert WRITTEN.keys("months") == []
    assert WRITTEN.texts("domains") == [(("domains", 0), "housing")]


def test_of_a_text_that_is_no_toml_nothing_can_be_read() -> None:
    unreadable = Written(unread=frozenset({()}))
    assert not unreadable.readable("months")
    assert unreadable.at("months") is None
