"""`--stance-module FILE`, for every command that takes stances: the only words of a command line that run a user's code."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from simul_agir.locale import Words

OPTION = "stance_module"
StanceModules = Annotated[
    list[str] | None,
    typer.Option("--stance-module", metavar="help.file", help="help.stance_module", show_default=False),
]


def with_stance_modules(command: Callable[..., None]) -> Callable[..., None]:
    """The command with one option more, whose files are loaded before the command does anything."""

    @functools.wraps(command)
    def loading(context: typer.Context, **options: Any) -> None:
        load(options.pop(OPTION) or (), context.obj)
        command(context, **options)

    signature = inspect.signature(command, eval_str=True)
    extra = inspect.Parameter(OPTION, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=StanceModules)
    found: Any = loading
    found.__signature__ = signature.replace(parameters=[*signature.parameters.values(), extra])
    hints = {name: each.annotation for name, each in signature.parameters.items()}
    found.__annotations__ = {**hints, OPTION: StanceModules, "return": None}
    del found.__wrapped__
    return loading


def load(files: Sequence[str], translate: Words) -> None:
    """Run each file and say so, with its digest. Raises StanceModuleError."""
    if not files:
        return
    from simul_agir.stances import load_stance_module

    for file in files:
        found = load_stance_module(file)
        parts = translate(
            "progress.stance_module", file=file, sha256=found.sha256, names=", ".join(found.names)
        )
        print(parts, file=sys.stderr)
