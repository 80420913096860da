"""The dossier: one HTML file that holds an answer, to be read anywhere, printed, and verified."""

from simul_agir.moved import old_attributes
from simul_agir.report.dossier.block import DossierError
from simul_agir.report.dossier.dossier_request import is_real
from simul_agir.report.dossier.recomputation import recomputed_answer
from simul_agir.report.dossier.record import dossier_of
from simul_agir.report.dossier.verifying import Finding, request_in, verified

__all__ = ["DossierError", "Finding", "dossier_of", "is_real", "recomputed_answer", "request_in", "verified"]

__getattr__ = old_attributes(
    __name__,
    {"asked_in": "request_in", "lived_again": "recomputed_answer"},
)
