"""The answer as a profile: what each arm gains and gives up, and under which vision of success it would be first."""

from simul_agir.study.profile.families import FAMILIES, Family, ProfileOutcome, frozen_spreads
from simul_agir.study.profile.gains import Gain, Profile, Standing, profile_of
from simul_agir.study.profile.visions import (
    UNDECIDED_LEAD,
    Vision,
    best_shares,
    drawn_weights,
    nearest_flip,
    regrets,
)

__all__ = [
    "FAMILIES",
    "UNDECIDED_LEAD",
    "Family",
    "Gain",
    "Profile",
    "ProfileOutcome",
    "Standing",
    "Vision",
    "best_shares",
    "drawn_weights",
    "frozen_spreads",
    "nearest_flip",
    "profile_of",
    "regrets",
]
