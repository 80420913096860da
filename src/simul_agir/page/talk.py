"""Messages on the sockets: calls to the engine, votes, steps of the session; each role may send its own messages only."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from simul_agir.locale import LANGUAGES, LocalisedError
from simul_agir.page.engine import CALLS
from simul_agir.page.frames import Answer, pack
from simul_agir.page.guard import Pace
from simul_agir.page.local import OWN
from simul_agir.page.room import KINDS, MOMENTS, Room
from simul_agir.page.turns import Turns

MOST_TEXT = 64 * 1024  # characters of a message
MOST_WAITING = 64  # messages to a visitor who does not read them
RATE, BURST = 40.0, 120.0  # messages a second
URGENCY = {"open": 0, "compare": 0, "network": 0, "sensitivity": 2}
FORWARDED = ("open", "now", "before", "life", "life0", "branch", "diagnose", "profile", "story", "other")
PUBLISHED = ("screen", "state", "channels")
MOST_VISITORS = 300
ALONE = 200  # runs of each arm for one who explores alone: thirty may do so at once
_numbers = itertools.count(1)


@dataclass(eq=False)
class Visitor:
    """Somebody at the other end of a socket. frames: the last answer on each channel, for the wall."""

    role: str
    token: str
    name: str = field(default_factory=lambda: f"v{next(_numbers)}")
    letters: asyncio.Queue[str | bytes] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    frames: dict[str, bytes] = field(default_factory=dict)
    lang: str = "fr"

    def send(self, letter: str | bytes) -> None:
        """Queue a message; the oldest is dropped for a visitor who does not read."""
        if self.letters.full():
            self.letters.get_nowait()
        self.letters.put_nowait(letter)

    def forget(self) -> None:
        """Take all letters out of the row."""
        while not self.letters.empty():
            self.letters.get_nowait()

    def say(self, kind: str, **fields: Any) -> None:
        """A message in JSON."""
        self.send(json.dumps({"type": kind, **fields}, ensure_ascii=False))


@dataclass
class Hub:
    """Everybody who is connected, the frames that were sent to the wall, and whether it is blank."""

    visitors: set[Visitor] = field(default_factory=set)
    on_wall: dict[str, bytes] = field(default_factory=dict)
    blank: bool = False

    def tell_session(self, room: Room, roles: tuple[str, ...] = ("facilitator", "wall", "phone")) -> None:
        """Send the state of the session, to each role what it may see."""
        for visitor in self.visitors:
            if visitor.role in roles:
                visitor.say("session", session=room.seen_by(visitor.role, visitor.token))

    def show(self, room: Room) -> None:
        """Send the walls what is shown."""
        for visitor in self.visitors:
            if visitor.role == "wall":
                self.show_to(visitor, room)

    def show_to(self, visitor: Visitor, room: Room) -> None:
        """Send one wall what is shown; what it has not been sent yet is out of date."""
        visitor.forget()
        visitor.say("session", session=room.seen_by(visitor.role, visitor.token))
        for frame in self.on_wall.values():
            visitor.send(frame)
        visitor.say("show", **(room.shown or {"screen": "empty", "state": {}}))
        visitor.say("blank", on=self.blank)


async def talk(channel: WebSocket, role: str, token: str, room: Room, hub: Hub, turns: Turns) -> None:
    """One visitor, from the first message to the last."""
    if len(hub.visitors) >= MOST_VISITORS:
        await channel.close(4429)
        return
    await channel.accept()
    visitor, pace = Visitor(role, token), Pace(RATE, BURST)
    hub.visitors.add(visitor)
    if "call" in _MAY_SAY[role]:
        visitor.say("capabilities", capabilities=able_for(role, turns))
    visitor.say("session", session=room.seen_by(role, token))
    if role == "wall":
        hub.show_to(visitor, room)
    writer = asyncio.create_task(_write(channel, visitor))
    try:
        while True:
            text = await channel.receive_text()
            if len(text) > MOST_TEXT or not pace.allows():
                visitor.say("refused", why="too_many")
                continue
            _receive(visitor, text, Context(room, hub, turns))
    except (WebSocketDisconnect, KeyError, RuntimeError):  # KeyError: a binary message
        pass
    finally:
        writer.cancel()
        hub.visitors.discard(visitor)
        turns.leave(visitor.name)


def able_for(role: str, turns: Turns) -> dict[str, Any]:
    """What the engine can, for this role: a territory that the facilitator brought is nobody else's."""
    able = turns.engine.capabilities()
    if role != "facilitator":
        able["most_runs"] = min(ALONE, able["most_runs"])
        able["territories"] = [each for each in able["territories"] if not each["name"].startswith(OWN)]
    return able


async def _write(channel: WebSocket, visitor: Visitor) -> None:
    """Send the letters in their order."""
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            letter = await visitor.letters.get()
            if isinstance(letter, bytes):
                await channel.send_bytes(letter)
            else:
                await channel.send_text(letter)


@dataclass(frozen=True)
class Context:
    """The objects that a message may act on."""

    room: Room
    hub: Hub
    turns: Turns


def _receive(visitor: Visitor, text: str, context: Context) -> None:
    """One message: read, checked against the role, carried out."""
    try:
        message = json.loads(text)
        json.dumps(message, ensure_ascii=False).encode()  # half a surrogate pair cannot be sent on
    except (ValueError, RecursionError):
        message = None
    act = None
    if isinstance(message, dict) and isinstance(message.get("type"), str):
        act = _MAY_SAY[visitor.role].get(message["type"])
    if act is None:
        visitor.say("refused", why="not_yours")
        return
    act(visitor, message, context)


def _call(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """A call to the engine. `move` numbers it: the views drop what is stale."""
    call, channel, move = str(message.get("call")), str(message.get("channel"))[:20], message.get("move")
    request, lang = message.get("request"), message.get("lang")
    if call not in CALLS or not isinstance(move, int) or not isinstance(request, dict):
        visitor.say("refused", why="call")
        return
    visitor.lang = str(lang) if lang in LANGUAGES else visitor.lang
    urgency = URGENCY.get(call, 1)
    if call == "compare" and request.get("rest") is True:
        urgency = 1
    if visitor.role != "facilitator" and str(request.get("territory", "")).startswith(OWN):
        visitor.say("refused", why="not_yours")
        return
    if visitor.role != "facilitator" and call == "compare":
        request = {**request, "most": min(ALONE, context.turns.engine.capabilities()["most_runs"])}
    if call == "report":
        request = {**request, "room": context.room.said() if visitor.role == "facilitator" else {}}
    steps = getattr(context.turns.engine, call)(request)

    def tell(found: Answer | Exception) -> None:
        if isinstance(found, Answer):
            file = found.head.pop("file", None)
            frame = (
                pack(found, channel=channel, move=move) if file is None else _file(found, file, channel, move)
            )
            visitor.frames[channel] = frame
            visitor.send(frame)
        else:
            visitor.say("fault", channel=channel, move=move, text=_error_text(found, visitor.lang))

    if not context.turns.ask(visitor.name, channel, steps, urgency, tell):
        visitor.say("fault", channel=channel, move=move, text="")


def _file(found: Answer, file: bytes, channel: Any, move: Any) -> bytes:
    """A frame whose only block is a file, byte by byte."""
    head = {**found.head, "channel": channel, "move": move, "blocks": {}, "bytes": len(file)}
    written = json.dumps(head, ensure_ascii=False).encode()
    written += b" " * (-len(written) % 4)
    return b"".join([b"SAG1", len(written).to_bytes(4, "little"), written, file])


def _error_text(error: Exception, lang: str) -> str:
    """The text of a fault; for an unexpected one, only its type."""
    from simul_agir.scenario import ScenarioError

    if isinstance(error, LocalisedError):
        return error.text(lang)
    if isinstance(error, ScenarioError):
        return str(error).splitlines()[0]
    return type(error).__name__


def _cancel(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    channel = message.get("channel")
    if isinstance(channel, str):
        context.turns.cancel(visitor.name, channel)


def _publish(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """Send what the facilitator sees to the wall: the frames of these channels, and the state of the view."""
    channels = message.get("channels")
    if not isinstance(channels, list) or not isinstance(message.get("state"), dict):
        visitor.say("refused", why="call")
        return
    chosen = [name for name in FORWARDED if name in channels]
    if not all(
        name in visitor.frames for name in chosen
    ):  # as long as answers come again after a reconnection
        visitor.say("refused", why="not_there")
        return
    context.hub.on_wall = {name: visitor.frames[name] for name in chosen}
    context.room.shown = {
        "screen": str(message.get("screen"))[:20],
        "state": message["state"],
        "channels": chosen,
    }
    context.hub.show(context.room)
    context.hub.tell_session(context.room, ("facilitator", "wall"))


def _replay(_: Visitor, _message: dict[str, Any], context: Context) -> None:
    """Let the wall play the change that it shows from before to after."""
    for each in context.hub.visitors:
        if each.role == "wall":
            each.say("replay")


def _blank(_: Visitor, message: dict[str, Any], context: Context) -> None:
    """Blank the wall, or show it again."""
    context.hub.blank = message.get("on") is True
    for each in context.hub.visitors:
        if each.role == "wall":
            each.say("blank", on=context.hub.blank)


def _ask(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """Open a vote among these."""
    choices = message.get("choices")
    sound = isinstance(choices, list) and 2 <= len(choices) <= 10 and all(isinstance(c, str) for c in choices)
    if not sound:
        visitor.say("refused", why="call")
        return
    context.room.ask(tuple(str(choice)[:40] for choice in choices or []))
    context.hub.tell_session(context.room)


def _close(_: Visitor, message: dict[str, Any], context: Context) -> None:
    """Close the vote, or open it again before it is revealed."""
    ballot = context.room.ballot
    if not ballot.revealed:
        ballot.open = message.get("open") is True
    context.hub.tell_session(context.room)


def _reveal(_: Visitor, message: dict[str, Any], context: Context) -> None:
    """Show the votes; "undo" hides them again."""
    ballot = context.room.ballot
    ballot.open, ballot.revealed = False, message.get("undo") is not True
    context.hub.tell_session(context.room)


def _count(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """Cards counted by hand."""
    totals = message.get("totals")
    whole = isinstance(totals, list) and all(isinstance(n, int) and not isinstance(n, bool) for n in totals)
    if not whole or not context.room.count(totals or []):
        visitor.say("refused", why="call")
    context.hub.tell_session(context.room)


def _draw(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """The curve that the room draws."""
    curve = message.get("curve")
    if not isinstance(curve, list) or len(curve) > 60:
        visitor.say("refused", why="call")
        return
    with suppress(TypeError, ValueError, OverflowError):
        points = [(int(month), float(level)) for month, level in curve]
        context.room.curve = [
            (month, level) for month, level in points if 0 <= month <= 600 and 0 <= level <= 4
        ]
    context.hub.tell_session(context.room)


def _question(_: Visitor, message: dict[str, Any], context: Context) -> None:
    """Open the three questions of a moment, or none."""
    moment = message.get("moment")
    context.room.asking = moment if moment in MOMENTS else ""
    context.hub.tell_session(context.room)


def _whole(value: Any, otherwise: int) -> int:
    """A whole number as JSON gave it, or something else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _vote(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    place = _whole(message.get("place"), -1)
    said = context.room.vote(visitor.token, place, _whole(message.get("ballot"), context.room.ballot.number))
    visitor.say("voted", said=said, place=place)
    context.hub.tell_session(context.room, ("facilitator", "wall"))


def _answer(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    value, question = _whole(message.get("value"), 0), str(message.get("question"))[:20]
    moment = str(message.get("moment", context.room.asking))[:20]
    said = context.room.answer(visitor.token, question, value, moment)
    visitor.say("answered", said=said, question=question, value=value, moment=moment)
    context.hub.tell_session(context.room, ("facilitator",))


def _kind(visitor: Visitor, message: dict[str, Any], context: Context) -> None:
    """What kind of participant a phone says it is."""
    kind = message.get("kind")
    if kind in KINDS:
        context.room.kinds[visitor.token] = str(kind)


Act = Callable[[Visitor, dict[str, Any], Context], None]
_MAY_SAY: dict[str, dict[str, Act]] = {
    "facilitator": {
        "call": _call,
        "cancel": _cancel,
        "publish": _publish,
        "replay": _replay,
        "blank": _blank,
        "ask": _ask,
        "close": _close,
        "reveal": _reveal,
        "count": _count,
        "draw": _draw,
        "question": _question,
    },
    "wall": {},
    "phone": {"vote": _vote, "answer": _answer, "kind": _kind},
    "explorer": {"call": _call, "cancel": _cancel},
}
