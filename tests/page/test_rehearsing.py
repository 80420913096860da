"""The rehearsal: what it checks, what it writes, and what it refuses."""

import socket
from pathlib import Path

import pytest
from tests.page.conftest import free_port

from simul_agir.locale import RequestError, words
from simul_agir.page import rehearsing, serving
from simul_agir.page.rehearsing import Check, rehearse
from simul_agir.page.serving import Settings
from simul_agir.report.files.folder import FolderError


@pytest.fixture(autouse=True)
def a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's address in its network is its own."""
    monkeypatch.setattr(serving, "own_address", lambda: "127.0.0.1")


def standings(checks: list[Check]) -> list[str]:
    return [check.standing for check in checks]


def test_it_writes_a_kit_in_each_language_and_says_where(tmp_path: Path, lang: str) -> None:
    checks = rehearse(Settings("classroom", "", free_port()), tmp_path / "room", words(lang))
    written = sorted(tmp_path.rglob("*"))
    assert [each.name for each in written] == ["room", "kit-en.html", "kit-fr.html"]
    told = "\n".join(check.line(words(lang)) for check in checks)
    assert all(str(each) in told for each in written[1:])
    assert '<html lang="fr"' in written[2].read_text(encoding="utf-8")


def test_a_second_rehearsal_replaces_the_kit(tmp_path: Path) -> None:
    (tmp_path / "kit-en.html").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    rehearsing._kits(serving.territories("classroom")["classroom"], tmp_path, words("en"))
    assert "old" not in (tmp_path / "kit-en.html").read_text(encoding="utf-8")[:10]
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_without_a_network_phones_cannot_join(lang: str) -> None:
    alone, joined = (rehearsing._network(own, words(lang)) for own in ("127.0.0.1", "192.0.2.7"))
    assert (alone.standing, joined.standing) == ("mend", "ok")
    assert "192.0.2.7" in joined.text


def test_an_address_that_another_program_holds_is_to_mend() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = rehearsing._answers(Settings("classroom", "", port), "127.0.0.1", words("fr"))
    assert found.standing == "mend"
    assert f"127.0.0.1:{port}" in found.text
    assert "rrno" not in found.text


def test_an_address_that_answers_is_fine() -> None:
    found = rehearsing._answers(Settings("classroom", "", free_port()), "127.0.0.1", words("en"))
    assert found.standing == "ok"


def test_a_kit_that_cannot_be_written_is_told_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(rehearsing, "_speed", lambda *_: pytest.fail("it was checked before the folder"))
    (tmp_path / "file").touch()
    settings = Settings("classroom", "", free_port())
    with pytest.raises(FolderError) as a_file:
        rehearse(settings, tmp_path / "file", words(lang))
    with pytest.raises(RequestError) as within:
        rehearse(settings, tmp_path / "file" / "kit", words(lang))
    assert a_file.value.faulty_request
    assert "--out" in within.value.text(lang)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
