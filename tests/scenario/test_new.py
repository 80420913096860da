"""A new scenario to start from."""

import tomllib
from pathlib import Path

import pytest

from simul_agir.scenario import Scenario, ScenarioError, new


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_starter_scenario_is_sound(tmp_path: Path, lang: str) -> None:
    paths = new.write(tmp_path / "deep" / "My Town", lang)
    assert [path.name for path in paths] == ["scenario.toml", "actors.csv", "ties.csv"]
    scenario = Scenario.load(tmp_path / "deep" / "My Town")
    assert (scenario.name, scenario.landscape.size) == ("my-town", 12)


def test_the_starters_differ_in_words_only(tmp_path: Path) -> None:
    english, french = (
        tomllib.loads(new.write(tmp_path / lang, lang)[0].read_text("utf-8")) for lang in ("en", "fr")
    )
    for words in ("title", "description"):
        assert english.pop(words) != french.pop(words)
    assert english == french


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(ScenarioError):
        new.write(tmp_path)
    with pytest.raises(ScenarioError):
        new.write(tmp_path / "mine.txt")
    with pytest.raises(ScenarioError):
        new.write(tmp_path / "mine.txt" / "below")
    with pytest.raises(ScenarioError):
        new.write("a\0b")
    with pytest.raises(ScenarioError, match=r'^""; allowed: a new'):
        new.write("")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_could_not_be_written_whole_is_not_left_in_part(tmp_path: Path) -> None:
    texts = {"scenario.toml": "", "no/such/folder.csv": ""}
    with pytest.raises(ScenarioError):
        new.put(tmp_path, texts)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert len(new.write(tmp_path)) == 3
