"""The computations behind the page: changed settings, fans, the network of one run, two futures, a profile, a story."""

from simul_agir.moved import old_attributes
from simul_agir.study.exploring.bullseye import Place, RunStates, places_of, run_states_of
from simul_agir.study.exploring.fans import Fans, PairedRuns, arms_of, fans_of
from simul_agir.study.exploring.forks import Fork, fork, forking, turned
from simul_agir.study.exploring.narrative import Narrative, TurningPoint, narrative_of
from simul_agir.study.exploring.profiles import Families, Followed
from simul_agir.study.exploring.robustness import Robustness, robustness_of, runs_for_robustness
from simul_agir.study.exploring.settings import SettingsError, Slider, moved, sliders_of
from simul_agir.study.exploring.slider_effects import SliderEffect, slider_effect_of

__all__ = [
    "Families",
    "Fans",
    "Followed",
    "Fork",
    "Narrative",
    "PairedRuns",
    "Place",
    "Robustness",
    "RunStates",
    "SettingsError",
    "Slider",
    "SliderEffect",
    "TurningPoint",
    "arms_of",
    "fans_of",
    "fork",
    "forking",
    "moved",
    "narrative_of",
    "places_of",
    "robustness_of",
    "run_states_of",
    "runs_for_robustness",
    "slider_effect_of",
    "sliders_of",
    "turned",
]

__getattr__ = old_attributes(
    __name__,
    {
        "Doubts": "Robustness",
        "Life": "RunStates",
        "Lives": "PairedRuns",
        "Scent": "SliderEffect",
        "Tale": "Narrative",
        "Turn": "TurningPoint",
        "doubts_of": "robustness_of",
        "life_of": "run_states_of",
        "runs_for_doubts": "runs_for_robustness",
        "scent_of": "slider_effect_of",
        "tale_of": "narrative_of",
    },
)
