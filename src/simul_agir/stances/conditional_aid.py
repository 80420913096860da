"""Aid on condition of a co-produced plan."""

from simul_agir.stances.stance import Stance


class ConditionalAid(Stance):
    """Earmarked money only for plans that local operators of different fields produce together."""

    name = "conditional_aid"
    source = "Seed (2014), parti pris 3: territorial contracts of the Rhone-Alpes region"
    own = {"condition_funds": 1.0}
