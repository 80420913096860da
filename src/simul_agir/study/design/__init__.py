"""What a study asks: the keys that vary, the points, what is kept. From study.toml or from Python."""

from simul_agir.study.design.factors import Factor
from simul_agir.study.design.points import Point, Points
from simul_agir.study.design.study import Keep, Study, Sure

__all__ = ["Factor", "Keep", "Point", "Points", "Study", "Sure"]
