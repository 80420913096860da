"""`simul-agir optimise`, from the outside."""

import pytest

from simul_agir.cli import main

FEW = ["optimise", "classroom", "--evaluations", "14", "--runs", "4", "--held-out", "20", "--phases", "2"]


def test_the_answer_stands_in_words_in_both_languages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEW, "--lang", lang]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert {"en": "policies of the same cost", "fr": "politiques de même coût"}[lang] in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told


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
        (["--instruments", ","], "--instruments"),
        (["--instruments", "convene,,train"], "convene,,train"),
        (["--stances", "decree,"], "decree,"),
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
