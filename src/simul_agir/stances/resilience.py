"""Supporting resilience."""

from simul_agir.stances.stance import Stance


class Resilience(Stance):
    """Support for solidarity and its new forms."""

    name = "resilience"
    source = "Seed (2014), parti pris 4: Grand Lyon, foresight and public dialogue"
    own = {"back_mutual_aid": 1.0}
