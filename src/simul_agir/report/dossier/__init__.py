"""The dossier: one HTML file that holds an answer, to be read anywhere, printed, and verified."""

from simul_agir.report.dossier.asked import is_real
from simul_agir.report.dossier.block import DossierError
from simul_agir.report.dossier.record import dossier_of
from simul_agir.report.dossier.verifying import Finding, verified

__all__ = ["DossierError", "Finding", "dossier_of", "is_real", "verified"]
