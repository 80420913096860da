"""The rules' own arithmetic as the compiler makes it: of eight numbers at a time, and of each alone."""

from typing import Any

from simul_agir.engine import handles  # before whatever the compiler is told of: it hangs on the handles

# isort: split
from simul_agir.engine.actors import eight_from
from simul_agir.engine.arithmetic import agir_exp, agir_log, agir_normal, agir_pow
from simul_agir.engine.rule import entry


@entry
def work_out(given: Any, exponents: Any, eights: Any, singles: Any) -> None:
    """Exponential, logarithm, power and normal deviate, (4, n) each way; n is a multiple of eight."""
    x, y, several, single = (
        handles.as_grid(given),
        handles.as_grid(exponents),
        handles.as_grid(eights),
        handles.as_grid(singles),
    )
    for start in range(0, given.shape[1], 8):
        who = eight_from(start)
        several[0, who] = agir_exp(x[0, who])
        several[1, who] = agir_log(x[1, who])
        several[2, who] = agir_pow(x[2, who], y[0, who])
        several[3, who] = agir_normal(x[3, who])
        for i in range(start, start + 8):
            single[0, i] = agir_exp(x[0, i])
            single[1, i] = agir_log(x[1, i])
            single[2, i] = agir_pow(x[2, i], y[0, i])
            single[3, i] = agir_normal(x[3, i])
