"""A control for lever checks: the common base, with the stance's own effort spent without effect."""

from simul_agir.stances.stance import Stance


class BaseBurnt(Stance):
    """The common base along the path; the effort for a stance's own instruments is spent without effect."""

    name = "base_burnt"
    source = "Control of the lever checks: the same base, the rest of the effort burnt"
    own = {"burn": 1.0}
