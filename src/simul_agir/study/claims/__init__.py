"""The claims of the source text as experiments: stated in files beforehand, run as studies, judged by fixed rules that can
refute them.
"""

from simul_agir.moved import old_attributes
from simul_agir.study.claims.fault import ClaimError
from simul_agir.study.claims.judged import Answer, Found, run_claims
from simul_agir.study.claims.judging import Judgement, judge
from simul_agir.study.claims.selection import SelectedClaim, select_claims
from simul_agir.study.claims.stated import Claim, claim_names, load_claim

__all__ = [
    "Answer",
    "Claim",
    "ClaimError",
    "Found",
    "Judgement",
    "SelectedClaim",
    "claim_names",
    "judge",
    "load_claim",
    "run_claims",
    "select_claims",
]

__getattr__ = old_attributes(
    __name__, {"live_claims": "run_claims", "ask": "select_claims", "Asked": "SelectedClaim"}
)
