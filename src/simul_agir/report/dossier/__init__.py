"""The dossier: one HTML file that holds an answer, to be read anywhere, printed, and verified."""

from simul_agir.report.dossier.again import lived_again
from simul_agir.report.dossier.asked import is_real
from simul_agir.report.dossier.block import DossierError
from simul_agir.report.dossier.record import dossier_of
from simul_agir.report.dossier.verifying import Finding, asked_in, verified

__all__ = ["DossierError", "Finding", "asked_in", "dossier_of", "is_real", "lived_again", "verified"]
