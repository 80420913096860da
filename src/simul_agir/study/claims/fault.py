"""What is wrong with a request about claims."""

from simul_agir.locale import LocalisedError


class ClaimError(LocalisedError):
    """A claim that there is not, a size that cannot be, or a claim's file that does not say what it should."""

    group = "claims"
