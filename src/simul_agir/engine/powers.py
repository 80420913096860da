"""Powers whose exponent is a parameter."""

from simul_agir.engine.arithmetic import agir_pow
from simul_agir.engine.rule import compiled


@compiled
def power(base: float, exponent: float) -> float:
    """base ** exponent, of a base from 0 on; base itself, at no cost, where the exponent is 1, as most are by default."""
    return base if exponent == 1.0 else agir_pow(base, exponent)
