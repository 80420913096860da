"""Creates a scenario to start from: a valid folder with comments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .assumptions import packaged
from .faults import Faults, ScenarioError

LANGUAGES = ("en", "fr")
TABLES = ("actors.csv", "ties.csv")


def write(folder: str | Path, lang: str = "en") -> list[Path]:
    """Write scenario.toml, with comments in English or French, actors.csv and ties.csv; returns their paths.

    Missing folders are created. Raises ScenarioError, and writes nothing, if the folder is a file, is not empty or cannot
    be written to.
    """
    language = "fr" if lang.startswith("fr") else "en"
    texts = {"scenario.toml": packaged(f"starter/scenario.{language}.toml")}
    return put(folder, texts | {name: packaged(f"starter/{name}") for name in TABLES})


def put(folder: str | Path, texts: Mapping[str, str | bytes]) -> list[Path]:
    """Write texts to files with these names in a new or empty folder; returns their paths. Raises what `write` raises."""
    target, written = Path(folder), []
    try:
        if not str(folder) or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            raise _refusal(folder, None)
        target.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            written.append(target / name)
            written[-1].write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    except (OSError, ValueError) as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise _refusal(folder, error) from error
    return written


def _refusal(folder: str | Path, error: Exception | None) -> ScenarioError:
    faults = Faults()
    found = None if error is None else getattr(error, "strerror", None) or str(error)
    faults.add(str(folder) or '""', None, "", found, "empty_folder")
    return ScenarioError(faults.found)
