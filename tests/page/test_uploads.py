"""Tables that somebody brings: what is kept of a name, which bytes are an upload, what is understood and what is refused."""

import json
import subprocess
from typing import Any

import pytest
from tests.page.conftest import own_table

from simul_agir.page import uploads
from simul_agir.page.uploads import (
    MOST_ANSWERS,
    MOST_FILES,
    MOST_HEAD,
    Refused,
    Upload,
    plain_name,
    territory_of,
    upload_of,
)

ASKING = "Structure;Type;Budget\nAgglo;EPCI;120000\nÉquipe;équipe projet;\n"


def body(head: Any, *files: bytes) -> bytes:
    written = head if isinstance(head, bytes) else json.dumps(head).encode()
    return len(written).to_bytes(4, "little") + written + b"".join(files)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("acteurs.csv", "acteurs.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:" + "\\Users\\moi\\liste.xlsx", "liste.xlsx"),
        ('a<b>|"c?.csv', "abc.csv"),
        ("a\x00\x1b[31m\n.csv", "a[31m.csv"),
        ("", "table"),
        ("///", "table"),
        ("x" * 200 + ".csv", "x" * 56 + ".csv"),
    ],
)
def test_of_a_name_its_last_part_is_kept_without_signs_that_command(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_an_upload_is_its_files_answers_and_whom_it_replaces() -> None:
    head = {
        "files": [{"name": "in/a.csv", "size": 2}, {"name": "b.csv", "size": 3}],
        "answers": {"units.Budget": "euros/year"},
        "instead": "own-1",
    }
    assert upload_of(body(head, b"ab", b"cde"), "en") == Upload(
        [("a.csv", b"ab"), ("b.csv", b"cde")], {"units.Budget": "euros/year"}, "own-1"
    )


ONE = {"name": "a", "size": 1}


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x01\x00",
        (MOST_HEAD + 1).to_bytes(4, "little") + b" " * (MOST_HEAD + 1),
        (50).to_bytes(4, "little") + b"{}",
        body(b"not json"),
        body(b"[" * 9000),
        body([]),
        body({}),
        body({"files": 3}),
        body({"files": [{"name": "a"}]}, b"x"),
        body({"files": [{"name": "a", "size": 2}]}, b"x"),
        body({"files": [{"name": "a", "size": 2}, {"name": "b", "size": -1}]}, b"x"),
        body({"files": [{"name": "a", "size": 1e999}]}, b"x"),
        body({"files": [ONE], "answers": 3}, b"x"),
        body({"files": [ONE], "answers": {str(each): "" for each in range(MOST_ANSWERS + 1)}}, b"x"),
        body({"files": [ONE] * (MOST_FILES + 1)}, b"x" * (MOST_FILES + 1)),
        body({"files": []}),
    ],
)
def test_what_is_no_upload_is_refused_in_words(sent: bytes, lang: str) -> None:
    with pytest.raises(Refused) as refused:
        upload_of(sent, lang)
    assert len(refused.value.faults) == 1


def test_a_table_becomes_a_territory(lang: str) -> None:
    taken = territory_of(Upload([("a.csv", own_table().encode())], {}), lang)
    assert taken.scenario.landscape.size == 4
    assert taken.questions == ()
    assert "a.csv" in taken.lines[0]


def test_what_a_table_leaves_open_is_asked_and_answered() -> None:
    files = [("a.csv", ASKING.encode())]
    (question,) = (each for each in territory_of(Upload(files, {}), "en").questions if "Budget" in each["id"])
    assert question["chosen"] == "euros/year"
    answers = {question["id"]: "euros/month", "kinds.nobody": "school", "lead": "nobody"}
    again = territory_of(Upload(files, answers), "en")
    (question,) = (each for each in again.questions if "Budget" in each["id"])
    assert question["chosen"] == "euros/month"


def test_faults_name_the_file_and_no_folder_of_this_machine(lang: str) -> None:
    with pytest.raises(Refused) as refused:
        territory_of(Upload([("a.csv", b"PK\x03\x04\x00\x00")], {}), lang)
    assert all("a.csv" in each for each in refused.value.faults)
    assert not any("/tmp" in each for each in refused.value.faults)


def test_a_table_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    def late(command: list[str], **_: Any) -> Any:
        raise subprocess.TimeoutExpired(command, 60)

    monkeypatch.setattr(uploads.subprocess, "run", late)
    with pytest.raises(Refused, match="60"):
        territory_of(Upload([("a.csv", b"x")], {}), lang)


def test_a_process_that_dies_over_a_table_ends_no_other(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setattr(uploads, "_CHILD", "import os; os.abort()")
    with pytest.raises(Refused, match=r"a\.csv"):
        territory_of(Upload([("a.csv", own_table().encode())], {}), lang)


def test_answers_are_choices_by_table_and_key() -> None:
    found = uploads._choices({"units.Budget": "hours", "kinds.EPCI (38)": "commune", "lead": "Agglo"})
    assert found == {"units": {"Budget": "hours"}, "kinds": {"EPCI (38)": "commune"}, "lead": "Agglo"}
