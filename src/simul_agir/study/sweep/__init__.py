"""Parameter sweeps: points are shared out among threads, processes or machines, and stored as they are done."""

from simul_agir.moved import still_callable
from simul_agir.study.sweep.point_runs import outcomes_at
from simul_agir.study.sweep.session import sweep

still_callable(__name__)

__all__ = ["outcomes_at", "sweep"]
