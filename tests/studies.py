"""Small studies, for tests of how they are laid out, lived and kept."""

import hashlib
from pathlib import Path
from typing import Any

from simul_agir.study.design import Study

SMALL: dict[str, Any] = {
    "scenario": "classroom",
    "stances": ["none", "residents"],
    "runs": 3,
    "fixed": {"months": 12, "warm_up": 1},
    "vary": {"parameters": {"homophily": [0, 1, 2]}, "budget": [0, 5000]},
}


def small(**keys: Any) -> Study:
    """Six points of the classroom over a year, or what the keys of study.toml make of it."""
    return Study.of(**{**SMALL, **keys})


def digests(folder: Path) -> dict[str, str]:
    """The bytes of every table of a store, by file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.parquet"))
    }
