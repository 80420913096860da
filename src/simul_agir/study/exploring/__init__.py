"""What the page asks while somebody explores: settings moved, fans, one life's network, two futures, a profile, a story."""

from simul_agir.study.exploring.bullseye import Life, Place, life_of, places_of
from simul_agir.study.exploring.doubts import Doubts, doubts_of, runs_for_doubts
from simul_agir.study.exploring.fans import Fans, Lives, arms_of, fans_of
from simul_agir.study.exploring.forks import Fork, fork, forking, turned
from simul_agir.study.exploring.profiles import Families, Followed
from simul_agir.study.exploring.scents import Scent, scent_of
from simul_agir.study.exploring.settings import SettingsError, Slider, moved, sliders_of
from simul_agir.study.exploring.tales import Tale, Turn, tale_of

__all__ = [
    "Doubts",
    "Families",
    "Fans",
    "Followed",
    "Fork",
    "Life",
    "Lives",
    "Place",
    "Scent",
    "SettingsError",
    "Slider",
    "Tale",
    "Turn",
    "arms_of",
    "doubts_of",
    "fans_of",
    "fork",
    "forking",
    "life_of",
    "moved",
    "places_of",
    "runs_for_doubts",
    "scent_of",
    "sliders_of",
    "tale_of",
    "turned",
]
