"""`simul-agir page`: the what-if page, on this machine or for a room."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Out, whole_number
from simul_agir.locale import RequestError, Words

KIT = "simul-agir-kit"  # folder of what is printed


def page(
    context: typer.Context,
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="help.page_scenario", show_default=False)
    ] = "loos-en-gohelle",
    host: Annotated[
        str, typer.Option("--host", metavar="help.page_address", help="help.page_host", show_default=False)
    ] = "",
    port: Annotated[str, typer.Option("--port", metavar="help.number", help="help.page_port")] = "8000",
    explorers: Annotated[bool, typer.Option("--explorers", help="help.page_explorers")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="help.page_no_browser")] = False,
    rehearse: Annotated[bool, typer.Option("--rehearse", help="help.page_rehearse")] = False,
    out: Out = "",
) -> None:
    """Serves the page until it is stopped."""
    say: Words = context.obj
    number = whole_number("port", port)
    if not 1 <= number <= 65535:
        raise RequestError("between", option="port", found=number, low=1, high=65535)
    try:
        from simul_agir.page.serving import Settings, serve
    except ImportError as missing:
        raise RequestError("page_packages", found=missing.name or "fastapi") from missing
    settings = Settings(scenario, host, number, explorers, not no_browser)
    if rehearse:
        from simul_agir.page.rehearsing import rehearse as check_room

        checks = check_room(settings, Path(out or KIT), say)
        for check in checks:
            typer.echo(check.line(say))
        if any(check.standing == "mend" for check in checks):
            raise typer.Exit(1)
        return
    serve(settings, say, typer.echo)
