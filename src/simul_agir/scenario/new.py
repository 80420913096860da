"""A scenario to start from: a commented, valid folder."""

from __future__ import annotations

from pathlib import Path

from .assumptions import packaged
from .faults import Faults, ScenarioError

LANGUAGES = ("en", "fr")
TABLES = ("actors.csv", "ties.csv")


def write(folder: str | Path, lang: str = "en") -> list[Path]:
    """Writes scenario.toml, with remarks in English or French, actors.csv and ties.csv; returns their paths.

    The folder is made, with those above it, if need be. Raises ScenarioError, and writes nothing, when it is
    a file, holds anything or cannot be written.
    """
    language = "fr" if lang.startswith("fr") else "en"
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise _refusal(target, None)
        target.mkdir(parents=True, exist_ok=True)
        texts = {"scenario.toml": packaged(f"starter/scenario.{language}.toml")}
        texts |= {name: packaged(f"starter/{name}") for name in TABLES}
        for name, text in texts.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        raise _refusal(target, error) from error
    return [target / name for name in texts]


def _refusal(target: Path, error: Exception | None) -> ScenarioError:
    faults = Faults()
    found = None if error is None else getattr(error, "strerror", None) or str(error)
    faults.add(str(target), None, "", found, "empty_folder")
    return ScenarioError(faults.found)
