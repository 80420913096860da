"""Step 1 of the reference path: the current stage of each actor and of the collective, the obstacles, and how certain that
is.
"""

from simul_agir.study.diagnosing.diagnosis_answer import ActorToday, Diagnosis, Spread
from simul_agir.study.diagnosing.run_diagnosis import Subject, diagnose, diagnosing

__all__ = ["ActorToday", "Diagnosis", "Spread", "Subject", "diagnose", "diagnosing"]
