"""A fair share: the newest call of a channel only, each visitor in turn, cancelled work ended."""

import asyncio
from collections.abc import Iterator
from typing import Any

from simul_agir.page.frames import Answer
from simul_agir.page.turns import MOST_CHANNELS, Turns


class Closing:
    """An engine that notes what is cancelled."""

    def __init__(self) -> None:
        self.cancelled: list[Any] = []

    def cancel(self, steps: Any) -> None:
        self.cancelled.append(steps)
        steps.close()


def steps(log: list[str], name: str, count: int) -> Iterator[Answer | None]:
    for number in range(count):
        log.append(name)
        yield Answer({"name": name, "number": number})


def run(scene: Any) -> None:
    async def whole() -> None:
        turns = Turns(Closing(), threads=1)  # type: ignore[arg-type]
        turns.start()
        await asyncio.wait_for(scene(turns), 20)
        await turns.stop()

    asyncio.run(whole())


async def until_done(turns: Turns) -> None:
    while turns.under_way:
        await asyncio.sleep(0.005)


def test_visitors_take_turns_step_by_step() -> None:
    log: list[str] = []

    async def scene(turns: Turns) -> None:
        for name in ("a", "b"):
            turns.ask(name, "now", steps(log, name, 4), 1, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log == ["a", "b"] * 4


def test_what_a_hand_waits_for_goes_before_refinement() -> None:
    log: list[str] = []

    async def scene(turns: Turns) -> None:
        turns.ask("a", "rest", steps(log, "fine", 3), 1, lambda _: None)
        turns.ask("b", "drag", steps(log, "draft", 1), 0, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log[0] == "draft"


def test_whoever_has_waited_longest_comes_first_however_long_ago_others_were_served() -> None:
    log: list[str] = []

    async def scene(turns: Turns) -> None:
        for name in ("a", "b"):  # both were served once, b last
            turns.ask(name, "drag", steps(log, name, 1), 0, lambda _: None)
        await until_done(turns)
        for name in ("b", "a"):
            turns.ask(name, "drag", steps(log, name, 1), 0, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log == ["a", "b", "b", "a"]


def test_a_visitor_who_asks_again_keeps_the_place_and_one_who_asks_much_has_one_place() -> None:
    log: list[str] = []

    async def scene(turns: Turns) -> None:
        turns.ask("a", "one", steps(log, "a", 1), 0, lambda _: None)
        turns.ask("a", "two", steps(log, "a", 1), 0, lambda _: None)
        turns.ask("b", "drag", steps(log, "b", 1), 0, lambda _: None)
        turns.ask("a", "one", steps(log, "a", 1), 0, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log == ["a", "b", "a"]


def test_a_newer_call_takes_the_place_of_an_older_one() -> None:
    log: list[str] = []
    told: list[Any] = []

    async def scene(turns: Turns) -> None:
        turns.ask("a", "now", steps(log, "old", 1000), 1, told.append)
        await asyncio.sleep(0.02)
        turns.ask("a", "now", steps(log, "new", 1), 1, told.append)
        await until_done(turns)
        assert turns.engine.cancelled  # type: ignore[attr-defined]

    run(scene)
    assert log[-1] == "new"
    assert log.count("old") < 1000
    assert told[-1].head["name"] == "new"


def test_a_fault_is_told_to_whoever_asked_and_stops_nobody_else() -> None:
    told: list[Any] = []
    log: list[str] = []

    def broken() -> Iterator[Answer | None]:
        yield None
        raise ValueError("broken")

    async def scene(turns: Turns) -> None:
        turns.ask("a", "now", broken(), 1, told.append)
        turns.ask("b", "now", steps(log, "b", 3), 1, lambda _: None)
        await until_done(turns)

    run(scene)
    assert isinstance(told[0], ValueError)
    assert log == ["b"] * 3


def test_a_visitor_has_so_many_calls_at_once_and_no_more() -> None:
    async def scene(turns: Turns) -> None:
        asked = [
            turns.ask("a", f"c{n}", steps([], "a", 10**6), 1, lambda _: None)
            for n in range(MOST_CHANNELS + 3)
        ]
        assert asked.count(True) == MOST_CHANNELS
        assert turns.ask("b", "c", steps([], "b", 1), 1, lambda _: None)
        turns.leave("a")
        await until_done(turns)

    run(scene)


def test_what_can_wait_stands_still_while_its_visitor_moves_a_slider() -> None:
    log: list[str] = []

    async def scene(turns: Turns) -> None:
        turns.ask("a", "drag", steps(log, "draft", 1), 0, lambda _: None)
        turns.ask("a", "scents", steps(log, "own", 1), 2, lambda _: None)
        turns.ask("b", "scents", steps(log, "other", 1), 2, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log == ["draft", "other", "own"]


def test_an_answer_that_cannot_be_sent_ends_nobody_elses_turns() -> None:
    log: list[str] = []

    def refuse(_: Any) -> None:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "half a pair")

    async def scene(turns: Turns) -> None:
        turns.ask("a", "now", steps(log, "a", 3), 1, refuse)
        turns.ask("b", "now", steps(log, "b", 2), 1, lambda _: None)
        await until_done(turns)

    run(scene)
    assert log == ["a", "b", "b"]
