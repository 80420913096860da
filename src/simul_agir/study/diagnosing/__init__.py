"""Step 1 of the reference path: where each actor and the collective stand today, why, and how sure that is."""

from simul_agir.study.diagnosing.diagnosis_answer import ActorToday, Diagnosis, Spread
from simul_agir.study.diagnosing.run_diagnosis import Subject, diagnose, diagnosing

__all__ = ["ActorToday", "Diagnosis", "Spread", "Subject", "diagnose", "diagnosing"]
