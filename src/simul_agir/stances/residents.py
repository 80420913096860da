"""Residents first, with public matching."""

from simul_agir.stances.stance import Stance


class Residents(Stance):
    """Active, supported participation of residents, and public money that matches their contributions."""

    name = "residents"
    source = "Seed (2014), parti pris 1: Loos-en-Gohelle, some Agendas 21"
    own = {"amplify_voice": 0.6, "match_contributions": 0.4}
