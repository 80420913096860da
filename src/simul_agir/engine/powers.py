"""Powers whose exponent is a parameter."""

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.engine.rule import compiled


@compiled
def power(base: float, exponent: float) -> float:
    """base ** exponent for base >= 0. If the exponent is 1, as most are by default, the base itself at no cost."""
    return base if exponent == 1.0 else agir_pow(base, exponent)
