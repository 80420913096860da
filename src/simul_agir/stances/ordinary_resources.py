"""Combining ordinary public resources."""

from simul_agir.stances.stance import Stance


class OrdinaryResources(Stance):
    """Actors and their ordinary resources are brought to work across fields."""

    name = "ordinary_resources"
    source = "Seed (2014), parti pris 2: plans against illiteracy, departments' pacts for inclusion"
    own = {"pool_ordinary": 1.0}
