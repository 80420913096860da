"""What is said on the sockets: letters in a row, roles that say their own things, what reaches the wall."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from simul_agir.page import talk
from simul_agir.page.frames import Answer
from simul_agir.page.local import OWN
from simul_agir.page.query import QueryError
from simul_agir.page.room import Room
from simul_agir.page.talk import ALONE, MOST_WAITING, Context, Hub, Visitor, able_for


class Listening:
    """Turns that note what is asked of them, and an engine that answers nothing."""

    def __init__(self) -> None:
        self.engine = self
        self.asked: list[tuple[Any, ...]] = []
        self.requests: list[dict[str, Any]] = []
        self.full = False

    def capabilities(self) -> dict[str, Any]:
        return {"most_runs": 1000, "territories": [{"name": "classroom"}, {"name": f"{OWN}1"}]}

    def ask(self, visitor: str, channel: str, steps: Any, urgency: int, tell: Any) -> bool:
        self.asked.append((visitor, channel, urgency, tell))
        list(steps)
        return not self.full

    def compare(self, request: dict[str, Any]) -> Iterator[None]:
        self.requests.append(request)
        yield None

    report = compare


@pytest.fixture
def context() -> Context:
    return Context(Room(), Hub(), Listening())  # type: ignore[arg-type]


def visitor(context: Context, role: str) -> Visitor:
    found = Visitor(role, f"token-{role}")
    context.hub.visitors.add(found)
    return found


def hear(who: Visitor, context: Context, **message: Any) -> list[dict[str, Any]]:
    """What a visitor hears after saying something."""
    talk._receive(who, json.dumps(message), context)
    return letters(who)


def letters(who: Visitor) -> list[Any]:
    found = [who.letters.get_nowait() for _ in range(who.letters.qsize())]
    return [each if isinstance(each, bytes) else json.loads(each) for each in found]


def call(name: str = "compare", **request: Any) -> dict[str, Any]:
    return {"type": "call", "call": name, "channel": "now", "move": 3, "request": request}


def test_who_does_not_read_loses_the_oldest_letters() -> None:
    who = Visitor("wall", "")
    for number in range(MOST_WAITING + 2):
        who.say("count", number=number)
    assert [each["number"] for each in letters(who)] == list(range(2, MOST_WAITING + 2))


@pytest.mark.parametrize("text", ["", "[]", "3", '{"type": 3}', '{"type": "call', "[" * 100_000, '"\\ud800"'])
def test_what_is_no_message_is_refused(text: str, context: Context) -> None:
    who = visitor(context, "facilitator")
    talk._receive(who, text, context)
    assert letters(who) == [{"type": "refused", "why": "not_yours"}]


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("wall", "call"),
        ("phone", "call"),
        ("phone", "reveal"),
        ("explorer", "publish"),
        ("facilitator", "vote"),
    ],
)
def test_each_role_says_its_own_things_only(role: str, says: str, context: Context) -> None:
    assert hear(visitor(context, role), context, type=says)[0]["type"] == "refused"


def test_an_explorer_s_runs_are_bounded_and_a_facilitator_s_are_not(context: Context) -> None:
    for role in ("explorer", "facilitator"):
        hear(visitor(context, role), context, **call(territory="classroom", most=900))
    assert [each["most"] for each in context.turns.requests] == [ALONE, 900]  # type: ignore[attr-defined]


def test_a_territory_of_ones_own_is_the_facilitator_s_alone(context: Context) -> None:
    refused = hear(visitor(context, "explorer"), context, **call(territory=f"{OWN}1"))
    assert refused == [{"type": "refused", "why": "not_yours"}]
    assert hear(visitor(context, "facilitator"), context, **call(territory=f"{OWN}1")) == []
    shown = {role: able_for(role, context.turns)["territories"] for role in ("explorer", "facilitator")}
    assert [each["name"] for each in shown["explorer"]] == ["classroom"]
    assert len(shown["facilitator"]) == 2


def test_what_the_room_said_goes_into_the_facilitator_s_dossier_alone(context: Context) -> None:
    for role in ("explorer", "facilitator"):
        hear(visitor(context, role), context, **call("report", room={"votes": "forged"}))
    assert [each["room"] for each in context.turns.requests] == [{}, context.room.said()]  # type: ignore[attr-defined]


def test_at_rest_a_comparison_is_less_urgent_than_a_slider(context: Context) -> None:
    who = visitor(context, "facilitator")
    hear(who, context, **call(territory="classroom"))
    hear(who, context, **call(territory="classroom", rest=True))
    assert [each[2] for each in context.turns.asked] == [0, 1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "wrong", [{"call": "cancel"}, {"call": "__init__"}, {"move": "3"}, {"request": []}, {"request": None}]
)
def test_a_call_that_is_none_is_refused(wrong: dict[str, Any], context: Context) -> None:
    assert hear(visitor(context, "facilitator"), context, **{**call(), **wrong}) == [
        {"type": "refused", "why": "call"}
    ]


def test_too_many_calls_are_answered_with_a_fault(context: Context) -> None:
    context.turns.full = True  # type: ignore[attr-defined]
    (fault,) = hear(visitor(context, "facilitator"), context, **call())
    assert (fault["type"], fault["channel"], fault["move"]) == ("fault", "now", 3)


def test_a_fault_is_told_in_the_visitor_s_language_and_what_nobody_foresaw_by_its_kind(
    context: Context,
) -> None:
    who = visitor(context, "facilitator")
    hear(who, context, **call(), lang="en")
    tell = context.turns.asked[0][3]  # type: ignore[attr-defined]
    tell(QueryError("seed", found="x"))
    tell(KeyError("somebody/secret"))
    foreseen, other = letters(who)
    assert foreseen["text"] == QueryError("seed", found="x").text("en")
    assert other["text"] == "KeyError"


def test_a_file_travels_byte_by_byte_after_its_head() -> None:
    frame = talk._file(Answer({"name": "é.html"}), b"<html>", "now", 3)
    length = int.from_bytes(frame[4:8], "little")
    assert frame[:4] == b"SAG1"
    assert length % 4 == 0
    head = json.loads(frame[8 : 8 + length])
    assert (head["name"], head["bytes"], head["channel"], head["move"]) == ("é.html", 6, "now", 3)
    assert frame[8 + length :] == b"<html>"


def test_the_wall_is_sent_what_the_facilitator_has_and_nothing_else(context: Context) -> None:
    facilitator, wall, phone = (visitor(context, role) for role in ("facilitator", "wall", "phone"))
    facilitator.frames |= {"now": b"fans", "report": b"a dossier"}
    hear(facilitator, context, type="publish", screen="compare", state={}, channels=["now", "report"])
    seen = letters(wall)
    assert seen.index(b"fans") + 1 == seen.index(
        {"type": "show", "screen": "compare", "state": {}, "channels": ["now"]}
    )
    assert all(each["type"] == "session" for each in letters(phone))


def test_a_screen_whose_numbers_are_not_there_yet_is_not_sent(context: Context) -> None:
    facilitator, wall = visitor(context, "facilitator"), visitor(context, "wall")
    facilitator.frames |= {"now": b"fans"}
    heard = hear(facilitator, context, type="publish", screen="compare", state={}, channels=["now", "life"])
    assert heard[-1]["why"] == "not_there"
    assert b"fans" not in letters(wall)


def test_a_blank_wall_stays_blank_for_one_that_joins(context: Context) -> None:
    wall = visitor(context, "wall")
    hear(visitor(context, "facilitator"), context, type="blank", on=True)
    assert letters(wall) == [{"type": "blank", "on": True}]
    late = visitor(context, "wall")
    context.hub.show_to(late, context.room)
    assert letters(late)[-1] == {"type": "blank", "on": True}


def test_a_curve_keeps_what_lies_on_the_ladder_and_within_the_months(context: Context) -> None:
    who = visitor(context, "facilitator")
    hear(who, context, type="draw", curve=[[0, 1.5], [601, 1], [3, 4.5], [12, 4], [-1, 0]])
    assert context.room.curve == [(0, 1.5), (12, 4.0)]
    hear(who, context, type="draw", curve=[[1, "high"]])
    assert context.room.curve == [(0, 1.5), (12, 4.0)]
    assert hear(who, context, type="draw", curve=[[1, 1]] * 61)[0]["type"] == "refused"


@pytest.mark.parametrize("choices", [None, [], ["one"], ["a"] * 11, ["a", 3]])
def test_a_vote_is_among_two_to_ten_names(choices: Any, context: Context) -> None:
    assert hear(visitor(context, "facilitator"), context, type="ask", choices=choices)[0]["type"] == "refused"


def test_a_vote_that_was_revealed_does_not_open_again(context: Context) -> None:
    who = visitor(context, "facilitator")
    hear(who, context, type="ask", choices=["none", "residents"])
    hear(who, context, type="close", open=True)
    assert context.room.ballot.open
    hear(who, context, type="reveal")
    hear(who, context, type="close", open=True)
    assert (context.room.ballot.open, context.room.ballot.revealed) == (False, True)
    hear(who, context, type="reveal", undo=True)
    assert not context.room.ballot.revealed
