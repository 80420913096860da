"""Powers whose exponent is a parameter."""

from simul_agir.engine.rule import compiled


@compiled
def power(base: float, exponent: float) -> float:
    """base ** exponent; base itself, at no cost, where the exponent is 1, as most are by default."""
    return base if exponent == 1.0 else base**exponent
