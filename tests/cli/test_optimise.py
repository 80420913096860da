"""`simul-agir optimise`, from the outside."""

import json
from pathlib import Path

import pytest

from simul_agir.cli import main
from simul_agir.report.files.search_files import FILES

FEW = ["optimise", "classroom", "--evaluations", "14", "--runs", "4", "--held-out", "20", "--phases", "2"]


def test_the_answer_stands_in_words_in_both_languages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--lang", lang]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert {"en": "policies of the same cost", "fr": "politiques de même coût"}[lang] in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told


def test_the_policy_found_is_a_stance_that_lives_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "answer"
    assert main([*FEW, "--json", "--out", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {path.name for path in folder.iterdir()} == set(FILES)
    monkeypatch.chdir(folder)
    arms = ["--stance-module", "found_policy.py", "--stances", "none,found_policy"]
    assert main(["compare", "classroom", *arms, "--runs", "20", "--seed", "2", "--json"]) == 0
    again = {arm["stance"]: arm for arm in json.loads(capsys.readouterr().out)["arms"]}
    judged = {arm["stance"]: arm for arm in found["judged"]["arms"]}
    assert again["found_policy"]["outcomes"] == judged["found"]["outcomes"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--outcome", "hapiness"], "index"),
        (["--phases", "99"], "--phases"),
        (["--evaluations", "many"], "many"),
        (["--held-out", "1"], "--held-out"),
        (["--stances", "none"], "--stances"),
        (["--stances", "residants"], "residents"),
        (["--instruments", "convene,trian"], "trian"),
        (["--instruments", "burn"], "burn"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_a_faulty_request_is_explained_and_ends_with_2(
    arguments: list[str], told: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["optimise", "classroom", *arguments, "--lang", lang]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert "Traceback" not in shown.err
