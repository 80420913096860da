"""What an answer was made with."""

import platform
from datetime import UTC, datetime
from importlib import metadata

from simul_agir import version


def provenance() -> dict[str, str]:
    """Versions, platform and time of an answer. All but the time is the same for the same installation."""
    return {
        "version": version.version(),
        "python": platform.python_version(),
        "numpy": metadata.version("numpy"),
        "numba": metadata.version("numba"),
        "platform": f"{platform.system()} {platform.machine()}",
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }
