"""Choices of an import, written as TOML and read again."""

from pathlib import Path

from simul_agir.scenario.importing.choices import as_toml, read_choices


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    choices = {"columns": {"Nom de l’acteur": "name"}, "kinds": {"Asso «verte»": "association"}}
    file = tmp_path / "choices.toml"
    file.write_text(as_toml(choices), encoding="utf-8")
    assert read_choices(file) == choices
