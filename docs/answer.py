"""Makes the READMEs' picture and the verdict under it again, whenever numbers change: `python docs/answer.py`."""

import re
import shutil
import tempfile
import textwrap
from pathlib import Path

from simul_agir import Scenario, compare
from simul_agir.report.files.comparison_files import write_comparison
from simul_agir.report.words.profile import whole_sentence
from simul_agir.study import Comparison

ROOT = Path(__file__).parents[1]
SCENARIO = "loos-en-gohelle"
PAGES = {"en": ("README.md", "overview.png"), "fr": ("README.fr.md", "overview.fr.png")}
QUOTE = re.compile(r"(?<=<!-- verdict -->\n).*?(?=<!-- -->\n)", re.DOTALL)


def quoted(sentence: str) -> str:
    """The verdict as a quotation of Markdown."""
    parts = [
        textwrap.fill(part, 125, initial_indent="> ", subsequent_indent="> ")
        for part in sentence.split("\n\n")
    ]
    return "\n>\n".join(parts) + "\n"


def page_with(comparison: Comparison, lang: str) -> str:
    """The README of a language, with the verdict of this comparison."""
    text = (ROOT / PAGES[lang][0]).read_text(encoding="utf-8")
    return QUOTE.sub(lambda _: quoted(whole_sentence(comparison, lang)), text, count=1)


def main() -> None:
    """Both READMEs and both pictures."""
    comparison = compare(Scenario.load(SCENARIO))
    for lang, (page, picture) in PAGES.items():
        (ROOT / page).write_text(page_with(comparison, lang), encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            write_comparison(comparison, Path(folder), lang)
            shutil.copy(Path(folder) / "overview.png", ROOT / "docs" / "images" / picture)


if __name__ == "__main__":
    main()
