"""The control of a lever check: the same base, and the effort of the stance's own instruments burnt."""

from simul_agir.stances.stance import Stance


class BaseBurnt(Stance):
    """The common base along the path; what a stance would spend on its own instruments is spent on nothing."""

    name = "base_burnt"
    source = "Control of the lever checks: the same base, the rest of the effort burnt"
    own = {"burn": 1.0}
