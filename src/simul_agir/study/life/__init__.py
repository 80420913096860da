"""One life as a story: one run, its turning points found by measure, and its place among others of the same arm."""

from simul_agir.study.life.lived import Deed, Life, live
from simul_agir.study.life.passages import Passage, Telling
from simul_agir.study.life.place import Place
from simul_agir.study.life.story import Story, story_of
from simul_agir.study.life.turning import Turning

__all__ = ["Deed", "Life", "Passage", "Place", "Story", "Telling", "Turning", "live", "story_of"]
