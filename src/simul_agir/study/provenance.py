"""The software versions and settings behind an answer."""

import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from simul_agir import version
from simul_agir.stances.own import modules


def provenance() -> dict[str, str]:
    """Versions, platform and time of an answer. All but the time is the same for the same installation."""
    own = {"stance_modules": ", ".join(f"{Path(each.file).name} sha256 {each.sha256}" for each in modules())}
    return {
        "version": version.version(),
        "python": platform.python_version(),
        "numpy": metadata.version("numpy"),
        "numba": metadata.version("numba"),
        "platform": f"{platform.system()} {platform.machine()}",
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        **(own if own["stance_modules"] else {}),
    }
