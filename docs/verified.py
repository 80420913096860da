"""Writes the table of docs/verification.md again: `python docs/verified.py`; with `--full`, that of the experiments too."""

import re
import sys
from pathlib import Path

from simul_agir.report.tables.verification_table import as_markdown, write_verification
from simul_agir.verification import Verification, verify

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "verification.md"
FULL = ROOT / "experiments" / "verification" / "full"
TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- -->\n)", re.DOTALL)


def page_with(found: Verification) -> str:
    """The page, with the table of this verification."""
    return TABLE.sub(lambda _: f"\n{as_markdown(found)}\n", PAGE.read_text(encoding="utf-8"))


def main() -> None:
    """The page's table; and the folder of the experiments, if it is asked for."""
    PAGE.write_text(page_with(verify()), encoding="utf-8")
    if "--full" in sys.argv:
        write_verification(verify(full=True), FULL)


if __name__ == "__main__":
    main()
