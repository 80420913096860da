"""One life as a story: one run, its turning points found by measure, and its place among others of the same arm."""

from simul_agir.moved import old_attributes
from simul_agir.study.story.passages import Passage, StoryText
from simul_agir.study.story.place import Place
from simul_agir.study.story.recorded_run import RecordedRun, StoryEvent, record_run
from simul_agir.study.story.story import Story, story_of
from simul_agir.study.story.turning import TurningPoint

__all__ = [
    "Passage",
    "Place",
    "RecordedRun",
    "Story",
    "StoryEvent",
    "StoryText",
    "TurningPoint",
    "record_run",
    "story_of",
]

__getattr__ = old_attributes(
    __name__,
    {"Turning": "TurningPoint"},
)
