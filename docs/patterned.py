"""Writes the tables and pictures of docs/patterns.md and patterns.fr.md again, from the answers at full size.

`python docs/patterned.py`; with `--full` the answers are lived again first (some minutes), as the pages name them.
"""

import json
import re
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from simul_agir.report.figures.patterns_figure import draw_patterns
from simul_agir.report.files.comparison_files import save_figure
from simul_agir.report.tables.patterns_table import as_markdown, write_patterns
from simul_agir.validation.answer import Confrontation, confront, confront_rivals, read
from simul_agir.validation.statements import rivals

ROOT = Path(__file__).parents[1]
FOLDERS = {name: ROOT / "experiments" / name / "full" for name in ("patterns", "rivals")}
CONTRACTS, RUNS = 171, {"patterns": 6, "rivals": 3}  # all contracts of the half held out
PAGES = {"en": ROOT / "docs" / "patterns.md", "fr": ROOT / "docs" / "patterns.fr.md"}


def answers() -> dict[str, list[Confrontation]]:
    """The answers at full size, as they were kept."""
    return {
        name: read(json.loads((folder / "patterns.json").read_text(encoding="utf-8")))
        for name, folder in FOLDERS.items()
    }


def page_with(lang: str, found: dict[str, list[Confrontation]]) -> str:
    """The page in a language, with the tables of these answers."""
    text = PAGES[lang].read_text(encoding="utf-8")
    for name, each in found.items():
        table = re.compile(rf"(<!-- {name} -->\n).*?(<!-- -->\n)", re.DOTALL)
        text = table.sub(lambda at, each=each: f"{at[1]}\n{as_markdown(each, lang)}\n{at[2]}", text)
    return text


def live_again() -> None:
    """Both answers at full size, into the folders of the experiments."""
    write_patterns([confront(contracts=CONTRACTS, runs=RUNS["patterns"])], FOLDERS["patterns"])
    found = confront_rivals(list(rivals().values()), CONTRACTS, RUNS["rivals"])
    write_patterns(found, FOLDERS["rivals"])


def main() -> None:
    """Tables and pictures of both pages; the answers too, if they are asked for."""
    if "--full" in sys.argv:
        live_again()
    found = answers()
    for lang, page in PAGES.items():
        page.write_text(page_with(lang, found), encoding="utf-8")
        for name, each in found.items():
            tail = "" if lang == "en" else f".{lang}"
            with tempfile.TemporaryDirectory() as room:
                save_figure(partial(draw_patterns, each, lang), Path(room) / name)
                shutil.copyfile(Path(room) / f"{name}.png", ROOT / "docs" / "images" / f"{name}{tail}.png")


if __name__ == "__main__":
    main()
