"""The commands put together, in one language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from simul_agir.cli.check import check
from simul_agir.cli.claims import claims
from simul_agir.cli.compare import compare
from simul_agir.cli.contracts import contracts
from simul_agir.cli.diagnose import diagnose
from simul_agir.cli.discover import discover
from simul_agir.cli.import_ import import_
from simul_agir.cli.levers import levers
from simul_agir.cli.new import new
from simul_agir.cli.optimise import optimise
from simul_agir.cli.own_stances import with_stance_modules
from simul_agir.cli.page import page
from simul_agir.cli.patterns import patterns
from simul_agir.cli.report import report
from simul_agir.cli.run import run
from simul_agir.cli.schema import schema
from simul_agir.cli.sensitivity import sensitivity
from simul_agir.cli.stances import stances
from simul_agir.cli.sweep import sweep
from simul_agir.cli.verify import verify
from simul_agir.cli.verify_report import verify_report
from simul_agir.cli.verify_store import verify_store
from simul_agir.cli.what_if import what_if
from simul_agir.locale import LocalisedError, Words, words
from simul_agir.version import version as installed

PROGRAM = "simul-agir"
INTERRUPTED = 130  # what typer makes of an interruption
COMMANDS = (
    compare,
    what_if,
    diagnose,
    report,
    verify_report,
    page,
    sensitivity,
    discover,
    optimise,
    run,
    sweep,
    verify_store,
    verify,
    patterns,
    levers,
    claims,
    check,
    new,
    import_,
    contracts,
    stances,
    schema,
)
TAKE_STANCES = (
    compare,
    what_if,
    report,
    verify_report,
    report,
    verify_report,
    sensitivity,
    discover,
    optimise,
    run,
    sweep,
    patterns,
    check,
    stances,
)
HEADINGS = {
    "[OPTIONS] COMMAND [ARGS]...": "heading_usage",
    "[OPTIONS]": "heading_option_list",
    "Usage:": "heading_use",
    "Options:": "heading_options",
    "Commands:": "heading_commands",
    "Arguments:": "heading_arguments",
    "[default:": "heading_default",
    "[required]": "heading_required",
    "Show this message and exit.": "heading_help",
}


def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="help.version")] = False,
) -> None:
    """What happens before, or without, any command."""
    if version:
        typer.echo(f"{PROGRAM} {installed()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit


def name_of(command: Callable[..., object]) -> str:
    """A command's name as people type it."""
    return command.__name__.strip("_").replace("_", "-")


def build(lang: str) -> Callable[[list[str]], int]:
    """The program in one language: takes the arguments, gives the exit code, raises what goes wrong."""
    translate = words(lang)
    settings = {"help_option_names": ["--help", "-h"]}
    app = typer.Typer(
        cls=_Group,
        add_completion=False,
        rich_markup_mode=None,
        help="help.program",
        context_settings=settings,
    )
    app.callback(invoke_without_command=True)(start)
    for function in COMMANDS:
        name = name_of(function)
        command = with_stance_modules(function) if function in TAKE_STANCES else function
        app.command(name, help=f"help.{name}", cls=_Command)(command)
    program = typer.main.get_command(app)
    _translate(program, translate)

    def call(arguments: list[str]) -> int:
        try:
            code = program.main(args=arguments, prog_name=PROGRAM, standalone_mode=False, obj=translate)
        except typer.Abort as interruption:
            raise KeyboardInterrupt from interruption
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0

    return call


def _translate(command: Any, translate: Words) -> None:
    """Puts the words of a language where the keys of its catalogue stand, in a command and all under it."""
    command.help = command.short_help = translate(command.help)
    command.epilog = translate("help.language")
    for parameter in command.params:
        if parameter.help:
            parameter.help = translate(parameter.help)
        if parameter.metavar and translate.has(parameter.metavar):
            parameter.metavar = translate(parameter.metavar)
    for under in getattr(command, "commands", {}).values():
        _translate(under, translate)


class _InLanguage:
    """A command whose help has its headings in the language, too."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for heading, key in HEADINGS.items():
            text = text.replace(heading, ctx.obj(f"help.{key}"))
        return text


class _Group(_InLanguage, TyperGroup):
    """The program."""


class _Command(_InLanguage, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments; an option that is given nothing, as an unset variable gives, is no option left out."""
        valued = [parameter for parameter in self.params if not getattr(parameter, "is_flag", False)]
        takers = {name for parameter in valued for name in parameter.opts if name.startswith("--")}
        for before, argument in pairwise(["", *args]):
            option = before if argument == "" else argument.removesuffix("=")
            if option in takers and (argument == "" or argument.endswith("=")):
                raise LocalisedError("no_value", option=option)
        rest: list[str] = super().parse_args(ctx, args)
        return rest
