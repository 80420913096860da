"""A rule of one becomes the rule over all: `actors.over_actors` and `rows.over_row` write the loop down here.

The rule's parameters before its index are handed to each as they are. Those after it are carried on: each call gives back
what the next is given, and the loop gives back the last.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any

from simul_agir.engine.rule import compiled


def loop_over(function: Callable[..., Any], index: str, lines: str, **known: Any) -> Any:
    """The loop that `lines` spell out, with the rule as `rule` and what is `known` by name.

    In `lines`: {given}, its parameters; {first}, the first of them; {keep} before a call of `rule`, {before} and {after} the
    index in it, and {give}, the end. Raises ValueError where no parameter has the name of the index.
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
