"""Who is let in, who hears what, what is refused: the server as a stranger would try it."""

import contextlib
import io
import json
import zipfile
from typing import Any

import httpx
import pytest
from tests.page.conftest import Running, own_table
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from simul_agir.page.room import Room
from simul_agir.page.talk import Hub, Visitor
from simul_agir.page.uploads import MOST_BYTES


def client(running: Running, role: str = "") -> httpx.Client:
    found = httpx.Client(base_url=running.base, headers={"Origin": running.base}, timeout=90)
    if role:
        found.get(running.enter if role == "facilitator" else running.wall)
    return found


def phone(running: Running, role: str = "phone") -> httpx.Client:
    found = client(running)
    assert found.post(f"/join/{role}", content=running.served.room.word).status_code == 200
    return found


def speak(running: Running, who: httpx.Client, role: str, origin: str | None = None) -> ClientConnection:
    cookies = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
    return connect(
        f"{running.base.replace('http', 'ws')}/{role}/ws",
        origin=running.base if origin is None else origin,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookies},
    )


def until(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """The next message of this kind; frames are skipped."""
    while True:
        message = socket.recv(timeout=20)
        if isinstance(message, str) and json.loads(message)["type"] == kind:
            found: dict[str, Any] = json.loads(message)
            return found


def frame(socket: ClientConnection) -> dict[str, Any]:
    while True:
        message = socket.recv(timeout=60)
        if isinstance(message, bytes):
            found: dict[str, Any] = json.loads(message[8 : 8 + int.from_bytes(message[4:8], "little")])
            return found


@pytest.mark.parametrize("role", ["facilitator", "wall", "phone", "explorer"])
def test_a_page_without_its_token_leads_to_the_door(running: Running, role: str) -> None:
    answer = client(running).get(f"/{role}/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("role", ["facilitator", "wall", "phone", "explorer"])
def test_a_socket_without_its_token_is_refused(running: Running, role: str) -> None:
    with pytest.raises(InvalidStatus):
        speak(running, client(running), role)


def test_a_token_opens_its_own_role_only(running: Running) -> None:
    room = running.served.room
    assert client(running).get(f"/facilitator/enter/{room.tokens['wall']}").status_code == 403
    wall = client(running, "wall")
    assert wall.get("/facilitator/links").status_code == 403
    assert wall.get("/facilitator/kit/fr").status_code == 403
    assert phone(running).put("/facilitator/upload", content=b"x").status_code == 403


def test_a_name_that_is_not_this_servers_is_refused(running: Running) -> None:
    assert client(running).get("/", headers={"Host": "evil.example"}).status_code == 421


def test_a_foreign_page_can_neither_post_nor_open_a_socket(running: Running) -> None:
    foreign = {"Origin": "http://evil.example"}
    assert client(running).post("/join/phone", content="x", headers=foreign).status_code == 403
    with pytest.raises(InvalidStatus):
        speak(running, client(running, "facilitator"), "facilitator", "http://evil.example")


def test_every_answer_forbids_what_is_not_its_own(running: Running) -> None:
    for path in ("/", "/accessibility", "/notice", "/static/js/dom.js", "/words/fr.json", "/nowhere"):
        headers = client(running).get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_nothing_outside_the_static_folder_is_served(running: Running) -> None:
    for path in (
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/docs",
        "/openapi.json",
    ):
        assert client(running).get(path).status_code != 200


def test_a_wrong_word_lets_nobody_in(running: Running) -> None:
    assert client(running).post("/join/phone", content="wrong").status_code == 403
    assert client(running).post("/join/facilitator", content=running.served.room.word).status_code == 404
    assert client(running).post("/join/phone", content=b"x" * 10_000).status_code == 403


def test_the_wall_and_phones_may_say_nothing_but_their_own(running: Running) -> None:
    call = {
        "type": "call",
        "call": "open",
        "channel": "open",
        "move": 1,
        "request": {"territory": "classroom"},
    }
    with speak(running, client(running, "wall"), "wall") as socket:
        for message in (call, {"type": "reveal"}, {"type": "vote", "place": 0}):
            socket.send(json.dumps(message))
            assert until(socket, "refused")["why"] == "not_yours"
    with speak(running, phone(running), "phone") as socket:
        for message in (call, {"type": "reveal"}, {"type": "publish", "state": {}, "channels": []}):
            socket.send(json.dumps(message))
            assert until(socket, "refused")["why"] == "not_yours"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', '{"type": 1}', "[" * 5000])
def test_what_is_no_message_is_refused_and_the_line_stays(running: Running, text: str) -> None:
    with speak(running, client(running, "facilitator"), "facilitator") as socket:
        socket.send(text)
        assert until(socket, "refused")["why"] == "not_yours"


def test_a_vote_travels_and_its_total_waits_for_the_reveal(running: Running) -> None:
    choices = ["residents", "none_stands_out"]
    with (
        speak(running, client(running, "facilitator"), "facilitator") as leader,
        speak(running, client(running, "wall"), "wall") as wall,
        speak(running, phone(running), "phone") as hand,
    ):
        until(wall, "session"), until(hand, "session")
        leader.send(json.dumps({"type": "ask", "choices": choices}))
        assert until(hand, "session")["session"]["vote"]["open"]
        hand.send(json.dumps({"type": "vote", "place": 1}))
        assert until(hand, "voted") == {"type": "voted", "said": "sent", "place": 1}
        while (seen := until(wall, "session")["session"]["vote"])["received"] == 0:
            pass
        assert "totals" not in seen
        leader.send(json.dumps({"type": "reveal"}))
        while not (seen := until(wall, "session")["session"]["vote"])["revealed"]:
            pass
        assert seen["totals"] == [0, 1]


def test_the_wall_shows_what_was_sent_and_nothing_before(running: Running) -> None:
    with (
        speak(running, client(running, "facilitator"), "facilitator") as leader,
        speak(running, client(running, "wall"), "wall") as wall,
    ):
        until(wall, "show")
        call = {
            "type": "call",
            "call": "open",
            "channel": "open",
            "move": 1,
            "request": {"territory": "classroom"},
        }
        leader.send(json.dumps(call))
        assert frame(leader)["call"] == "open"
        assert not frame_within(wall, 0.3)
        leader.send(
            json.dumps(
                {"type": "publish", "screen": "whatif", "state": {"lang": "fr"}, "channels": ["open", "no"]}
            )
        )
        assert frame(wall)["call"] == "open"
        assert until(wall, "show")["screen"] == "whatif"


def test_what_did_not_come_over_this_line_is_not_sent_to_the_wall(running: Running) -> None:
    """After a reconnection, frames come again: until they are there, the wall keeps what it shows."""
    publish = {"type": "publish", "screen": "whatif", "state": {"mark": "again"}, "channels": ["open", "now"]}
    with speak(running, client(running, "facilitator"), "facilitator") as leader:
        leader.send(json.dumps(publish))
        assert until(leader, "refused")["why"] == "not_there"
    assert running.served.room.shown.get("state", {}).get("mark") != "again"


def test_a_wall_that_reads_late_is_sent_what_is_shown_now_alone() -> None:
    hub, room, late = Hub(), Room(), Visitor("wall", "")
    hub.visitors.add(late)
    for turn in range(200):
        hub.on_wall = {"open": b"SAG1" + bytes([turn])}
        room.shown = {"screen": "whatif", "state": {"turn": turn}, "channels": ["open"]}
        hub.show(room)
    letters = [late.letters.get_nowait() for _ in range(late.letters.qsize())]
    assert letters[1] == b"SAG1\xc7"
    assert [json.loads(each)["type"] for each in letters if isinstance(each, str)] == [
        "session",
        "show",
        "blank",
    ]


def frame_within(socket: ClientConnection, seconds: float) -> bool:
    """Whether a frame comes before nothing has come for so long."""
    with contextlib.suppress(TimeoutError):
        while isinstance(socket.recv(timeout=seconds), str):
            pass
        return True
    return False


def put_table(running: Running, name: str, content: bytes, **more: Any) -> httpx.Response:
    head = json.dumps({"files": [{"name": name, "size": len(content)}], **more}).encode()
    body = len(head).to_bytes(4, "little") + head + content
    return client(running, "facilitator").put("/facilitator/upload?lang=en", content=body)


def bomb() -> bytes:
    """A workbook whose only sheet unpacks to a gigabyte of blanks."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole,
        whole.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(1024):
            sheet.write(b" " * (1 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64),
        ("broken.xlsx", b"PK\x03\x04 nonsense"),
        ("broken.ods", b"not a zip"),
        ("nonsense.csv", b"a;b\n\x00\xff;2\n"),
        ("<script>.csv", b"id;kind\n<script>alert(1)</script>;<b>\n"),
    ],
)
def test_a_faulty_table_is_told_and_the_page_stays_up(running: Running, name: str, content: bytes) -> None:
    answer = put_table(running, name, content)
    assert answer.status_code in (413, 422)
    assert answer.json()["faults"] or answer.json()["questions"]
    assert client(running).get("/").status_code == 200


def test_what_a_table_leaves_open_is_answered_and_the_territory_read_again(running: Running) -> None:
    table = own_table().replace("Asso;association;", "Truc;zzz qqq;").encode()
    asked = put_table(running, "t.csv", table)
    assert asked.status_code == 422
    (question,) = asked.json()["questions"]
    assert question["chosen"] == ""
    assert ["association", "association"] in question["options"]
    wrong = put_table(running, "t.csv", table, answers={question["id"]: "no such kind"})
    assert wrong.status_code == 422
    taken = put_table(running, "t.csv", table, answers={question["id"]: "association"})
    assert taken.status_code == 200, taken.text
    assert taken.json()["questions"][0]["chosen"] == "association"
    known = taken.json()["territory"]
    again = put_table(running, "t.csv", table, answers={question["id"]: "commune"}, instead=known)
    assert again.json()["territory"] == known


def test_a_bomb_and_a_huge_file_are_refused(running: Running) -> None:
    packed = bomb()
    answer = put_table(running, "bomb.xlsx", packed)
    assert answer.status_code in (413, 422)
    with contextlib.suppress(httpx.WriteError):  # the server hangs up on the rest, as it may
        assert put_table(running, "huge.csv", b"x" * (MOST_BYTES + 1)).status_code == 413
    assert client(running).get("/").status_code == 200


def test_a_table_becomes_a_territory_of_the_facilitator_alone(running: Running) -> None:
    table = own_table()
    answer = put_table(running, "notre ville.csv", table.encode())
    assert answer.status_code == 200, answer.text
    known = answer.json()["territory"]
    assert "ville" not in known
    call = {"type": "call", "call": "open", "channel": "open", "move": 1, "request": {"territory": known}}
    with speak(running, client(running, "facilitator"), "facilitator") as leader:
        leader.send(json.dumps(call))
        assert len(frame(leader)["actors"]) >= 4
    with speak(running, phone(running, "explorer"), "explorer") as other:
        told = until(other, "capabilities")["capabilities"]["territories"]
        assert known not in {each["name"] for each in told}
        other.send(json.dumps(call))
        assert until(other, "refused")["why"] == "not_yours"


def test_half_a_character_is_refused_and_the_page_goes_on(running: Running) -> None:
    call = {"type": "call", "call": "open", "move": 1, "request": {"territory": "classroom"}}
    with speak(running, phone(running, "explorer"), "explorer") as other:
        for _ in range(4):
            other.send(json.dumps({**call, "channel": "\ud800"}))
            assert until(other, "refused")["why"] == "not_yours"
        other.send(json.dumps({**call, "channel": "open"}))
        assert frame(other)["channel"] == "open"


def test_a_curve_without_numbers_is_set_aside(running: Running) -> None:
    with speak(running, client(running, "facilitator"), "facilitator") as leader:
        leader.send('{"type": "draw", "curve": [[1e400, 1]]}')
        assert until(leader, "session")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff" * 4,
        b"\x02\0\0\0[]",
        b"\x04\0\0\0null",
        b"\x09\0\0\0[[[[[[[[[",
        b'\x0c\0\0\0{"files":[]}',
        b'\x2d\0\0\0{"files": [{"name": "a.csv", "size": 1e400}]}',
        b'\x2b\0\0\0{"files": [{"name": "a.csv", "size": NaN}]}',
    ],
)
def test_an_upload_that_is_none_is_refused(running: Running, body: bytes) -> None:
    answer = client(running, "facilitator").put("/facilitator/upload", content=body)
    assert answer.status_code == 422
    assert answer.json()["faults"]
