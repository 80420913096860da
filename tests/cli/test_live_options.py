"""`--live` and `--static`: what they refuse before anything is computed, and what they write."""

import re
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.page.portable import plain

COMPARE = ["compare", "classroom", "--stances", "none,residents", "--runs", "4"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A territory of one's own, whose actors count as real."""
    folder = tmp_path_factory.mktemp("own") / "town"
    assert main(["new", str(folder)]) == 0
    return folder


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(arguments) == 2
    told = capsys.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    return told


def test_a_live_dossier_holds_the_plain_one_and_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    live, usual = tmp_path / "live.html", tmp_path / "usual.html"
    assert main([*COMPARE, "--lang", lang, "--report", str(live), "--live"]) == 0
    assert main([*COMPARE, "--lang", lang, "--report", str(usual)]) == 0
    assert plain(live.read_text(encoding="utf-8")) == usual.read_text(encoding="utf-8")
    assert main(["verify-report", str(live)]) == 0
    capsys.readouterr()
    live.write_text(
        live.read_text(encoding="utf-8").replace("'wasm-unsafe-eval'", "'unsafe-eval'"), encoding="utf-8"
    )
    assert main(["verify-report", str(live)]) == 1


def test_a_kept_answer_gets_its_live_dossier(tmp_path: Path) -> None:
    kept, file = tmp_path / "kept", tmp_path / "kept.html"
    assert main([*COMPARE, "--out", str(kept)]) == 0
    assert main(["report", str(kept), "--report", str(file), "--live"]) == 0
    assert 'id="live-data"' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--live"], "needs --report"),
        (["--live", "--report", "a.html", "--assumptions", "accepted"], "over sets of assumptions"),
        (["--live", "--report", "a.html", "--stances", "none,diagnosed_by_trial"], "diagnosed_by_trial"),
    ],
)
def test_what_cannot_compute_is_refused_with_what_is_allowed(
    more: list[str],
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    told = refused(["compare", "classroom", "--runs", "12", *more], capsys)
    assert says in told
    assert not (tmp_path / "a.html").exists()


def test_real_actors_need_to_be_asked_for(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "town.html"
    asked = [
        "compare",
        str(town),
        "--stances",
        "none,residents",
        "--runs",
        "3",
        "--report",
        str(file),
        "--live",
    ]
    assert "Add --include-actors" in refused(asked, capsys)
    assert "Ajoutez --include-actors" in refused([*asked, "--lang", "fr"], capsys)
    assert main([*asked, "--include-actors"]) == 0
    assert "banner" in file.read_text(encoding="utf-8")
    site = ["page", "--static", str(tmp_path / "site"), str(town)]
    assert "--include-actors" in refused(site, capsys)
    assert main([*site, "--include-actors"]) == 0


def test_a_site_is_one_file_without_links_to_a_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["page", "--static", str(tmp_path / "site"), "classroom", "small-contract"]) == 0
    assert "territories: 2" in capsys.readouterr().err
    assert [each.name for each in (tmp_path / "site").iterdir()] == ["index.html"]
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:href|src|action)="(?:/|https?:)', text)
    assert "collection" in refused(["page", "--static", str(tmp_path / "site"), "france"], capsys)
    (tmp_path / "file").write_text("")
    assert "is a file" in refused(["page", "--static", str(tmp_path / "file")], capsys)
    assert "--static" in refused(["page", "classroom", "small-contract"], capsys)


def test_a_file_that_is_not_ours_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("mine", encoding="utf-8")
    told = refused(["page", "--static", str(folder), "classroom", "--lang", "en"], capsys)
    assert "was not written by simul-agir" in told
    assert (folder / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_page_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    asked = ["page", "--static", str(folder), "classroom", "--lang", "en"]
    assert main(asked) == 0
    before = (folder / "index.html").read_bytes()
    assert main(asked) == 0

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "cannot be written (the disk is full)" in refused(asked, capsys)
    assert (folder / "index.html").read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["index.html"]


@pytest.mark.parametrize("more", [["--rehearse"], ["--explorers"], ["--host", "0.0.0.0"], ["--out", "x"]])
def test_what_serves_does_not_go_with_a_written_page(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(["page", "--static", str(tmp_path / "site"), *more, "--lang", "en"], capsys)
    assert told.startswith(f"{more[0]} cannot be combined with --static")
