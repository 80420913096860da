"""The reference of names and signatures is current."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_what_the_docstrings_say() -> None:
    done = subprocess.run([sys.executable, str(DOCS / "reference.py"), "--check"], check=False)
    assert done.returncode == 0, "run: python docs/reference.py"
