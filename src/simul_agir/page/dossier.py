"""The answer on screen as a dossier: one HTML file to read, print and verify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from simul_agir.lifeline import end_with_parent
from simul_agir.page.frames import Answer
from simul_agir.report.dossier import dossier_of
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.branching import what_if
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.exploring import moved

RUNS = 200
MOMENT = 0.05  # seconds of a step


@dataclass(frozen=True)
class Forked:
    """A branch: the arm that stays, the month, the stance it turns to, and what changes then."""

    stay: Arm
    month: int
    turn: str
    changes: Mapping[str, Any]


def dossier_steps(
    scenario: Scenario,
    seed: int,
    lang: str,
    forked: Forked | None,
    settings: Mapping[str, float],
    room: Mapping[str, Any],
) -> Iterator[Answer | None]:
    """`dossier` in a process of its own: None while it works, so that nobody waits for the figures of another.

    Closing the steps ends the process. Raises what `dossier` raised; ChildProcessError where the process was ended.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    asked = (scenario, seed, lang, forked, settings, room)
    process = context.Process(target=_send, args=(sender, *asked), daemon=True)
    process.start()
    sender.close()  # ours: the end of the other one is the end of the process
    try:
        while not receiver.poll():
            yield None
            receiver.poll(MOMENT)
        yield _received(receiver)
    finally:
        process.terminate()
        process.join()


def _send(sender: Connection, *asked: Any) -> None:
    """In the process apart: the dossier, or what went wrong."""
    end_with_parent()
    found: Answer | Exception
    try:
        found = dossier(*asked)
    except Exception as error:
        found = error
    sender.send(found)


def _received(receiver: Connection) -> Answer:
    """What the process apart sent. Raises what went wrong there."""
    try:
        found = receiver.recv()
    except EOFError:
        raise ChildProcessError("the process of a dossier was ended") from None
    if isinstance(found, Exception):
        raise found
    answer: Answer = found
    return answer


def dossier(
    base: Scenario,
    seed: int,
    lang: str,
    forked: Forked | None = None,
    settings: Mapping[str, float] | None = None,
    room: Mapping[str, Any] | None = None,
) -> Answer:
    """The dossier of the comparison at these settings, or of a branch; its bytes under head["file"]. No actor is named.

    room: the record of the session, see `RoomRecord`.
    """
    scenario = moved(base, settings or {})
    if forked is None:
        found = compare(scenario, scenario.arms, RUNS, seed, 1)
        text = dossier_of(found, lang, names=False, jobs=1, base=base, settings=settings, room=room)
        sentence = found.sentence(lang)
    else:
        then = forked.turn if forked.turn != forked.stay.stance else None
        branched = what_if(scenario, forked.stay, forked.month, then, forked.changes, RUNS, seed, 1)
        text = dossier_of(branched, lang, names=False, jobs=1, base=base, settings=settings, room=room)
        sentence = branched.comparison.sentence(lang)
    head: dict[str, Any] = {
        "call": "report",
        "name": f"simul_agir-{scenario.name}.html",
        "type": "text/html",
        "sentence": sentence,
        "runs": RUNS,
    }
    return Answer({**head, "file": text.encode()})
