"""A study to start from: a commented, sound file in a new folder."""

from __future__ import annotations

from pathlib import Path

from simul_agir.scenario.new import put
from simul_agir.study.design.study_file import FILE


def write(folder: str | Path, lang: str = "en") -> list[Path]:
    """Writes study.toml, with remarks in English or French; its path. Raises ScenarioError as `scenario.new.write` does."""
    language = "fr" if lang.startswith("fr") else "en"
    starter = Path(__file__).with_name("starter") / f"study.{language}.toml"
    return put(folder, {FILE: starter.read_text(encoding="utf-8")})
