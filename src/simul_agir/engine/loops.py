"""Generates the loop that applies a rule to all actors (`actors.over_actors`) or all cells (`rows.over_row`).

Parameters before the index are passed to each call unchanged. Those after it are passed on: each call returns the values
for the next one, and the loop returns the last values.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from simul_agir.engine.rule import compiled


def loop_over(function: Callable[..., Any], index: str, lines: str, **known: Any) -> Any:
    """The loop with the source text `lines`, in which `rule` is the rule and the names in `known` are defined.

    Placeholders in `lines`: {given}, the parameters; {first}, the first of them; {keep}, before a call of `rule`;
    {before} and {after}, the arguments around the index; {give}, the end. Raises ValueError if no parameter has the name
    of the index.
    """
    names = list(signature(function).parameters)
    if index not in names:
        raise ValueError(f"{function.__qualname__} has no parameter named {index!r}")
    place = names.index(index)
    before, carried = names[:place], ", ".join(names[place + 1 :])
    words = {
        "given": ", ".join([*before, *names[place + 1 :]]),
        "first": before[0],
        "before": ", ".join(before) + ", ",
        "after": f", {carried}" if carried else "",
        "keep": f"{carried} = " if carried else "",
        "give": f"return {carried}",
    }
    names_known: dict[str, Any] = {"rule": compiled(function), "__name__": function.__module__, **known}
    exec(lines.format(**words), names_known)
    loop = names_known["loop"]
    loop.__name__, loop.__doc__ = f"{function.__name__}_over_all", function.__doc__
    loop.__qualname__ = f"{function.__qualname__}_over_all"
    loop.__annotations__ = {"return": function.__annotations__.get("return")}
    return compiled(loop)
