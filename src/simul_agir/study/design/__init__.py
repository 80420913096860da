"""The content of a study: the keys that vary, the points, and the results to store. From study.toml or from Python."""

from simul_agir.study.design.factors import Factor
from simul_agir.study.design.points import Point, Points
from simul_agir.study.design.study import Keep, Study, Sure

__all__ = ["Factor", "Keep", "Point", "Points", "Study", "Sure"]
