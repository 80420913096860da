"""Living a study: the points shared out among threads, processes or machines, and kept as they come."""

from simul_agir.study.sweeping.live import outcomes_at
from simul_agir.study.sweeping.session import sweep

__all__ = ["outcomes_at", "sweep"]
