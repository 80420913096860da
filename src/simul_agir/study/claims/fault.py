"""What is wrong with a request about claims."""

from simul_agir.locale import LocalisedError


class ClaimError(LocalisedError):
    """An unknown claim, an invalid size, or an invalid claim file."""

    group = "claims"
