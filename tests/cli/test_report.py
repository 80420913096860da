"""`--report`, `report` and `verify-report` on the command line."""

from pathlib import Path

import pytest

from simul_agir.cli import main

COMPARE = [
    "compare",
    "classroom",
    "--stances",
    "none,residents",
    "--runs",
    "4",
    "--jobs",
    "1",
    "--lang",
    "en",
]
WHAT_IF = ["what-if", "classroom", "--stance", "residents", "--at", "12", "--then", "mixed", "--runs", "3"]


def test_ones_own_table_of_sets_is_verified_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sets, file, kept, again = (tmp_path / name for name in ("sets.csv", "a.html", "kept", "b.html"))
    sets.write_text("own_share,mechanisms.trust_change\n0.5,true\n0.6,false\n", encoding="utf-8")
    asked = [*COMPARE, "--assumptions", str(sets), "--report", str(file), "--out", str(kept)]
    assert main(asked) == 0
    capsys.readouterr()
    assert main(["verify-report", str(file), "--lang", "en"]) != 0
    assert "--assumptions" in capsys.readouterr().err
    assert main(["verify-report", str(file), "--assumptions", str(sets), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("identical")
    assert main(["report", str(kept), "--report", str(again), "--lang", "en"]) == 0
    assert again.read_bytes() == file.read_bytes()
    sets.write_text("own_share,mechanisms.trust_change\n0.5,true\n0.7,false\n", encoding="utf-8")
    assert main(["verify-report", str(file), "--assumptions", str(sets), "--lang", "en"]) == 1


def test_a_what_if_at_the_default_point_is_verified(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    assert main([*WHAT_IF, "--assumptions", "default", "--report", str(file)]) == 0
    assert "--assumptions default" in file.read_text(encoding="utf-8")
    assert main(["verify-report", str(file)]) == 0


def test_another_scenario_than_the_answers_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    assert main([*COMPARE, "--out", str(kept)]) == 0
    capsys.readouterr()
    again = ["report", str(kept), "--scenario", "loos-en-gohelle", "--report", str(tmp_path / "a.html")]
    assert main([*again, "--lang", "en"]) == 2
    assert "'loos-en-gohelle' is not the scenario of this answer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([*COMPARE, "--include-actors"], "needs --report"),
        ([*COMPARE, "--report", "dossier.pdf"], "must end in .html"),
        ([*COMPARE, "--report", "no/such/folder/a.html"], "cannot be written"),
        (["compare", "france", "--report", "a.html"], "is a collection"),
        (["verify-report", "nothing.html"], "'nothing.html' cannot be read"),
        (["report", "classroom", "--scenario", "classroom"], "'classroom' is a scenario itself"),
        (["report", "nothing"], "holds neither"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--lang", "en"]) != 0
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
