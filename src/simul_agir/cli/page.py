"""`simul-agir page`: the what-if page, on this machine or for a room."""

from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Out, whole_number
from simul_agir.locale import RequestError, Words

KIT = "simul-agir-kit"  # folder of what is printed
FIRST = "loos-en-gohelle"


def page(
    context: typer.Context,
    scenario: Annotated[
        list[str] | None, typer.Argument(metavar="SCENARIO", help="help.page_scenario", show_default=False)
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="help.page_address", help="help.page_host", show_default=False)
    ] = "",
    port: Annotated[str, typer.Option("--port", metavar="help.number", help="help.page_port")] = "8000",
    explorers: Annotated[bool, typer.Option("--explorers", help="help.page_explorers")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="help.page_no_browser")] = False,
    rehearse: Annotated[bool, typer.Option("--rehearse", help="help.page_rehearse")] = False,
    static: Annotated[
        str, typer.Option("--static", metavar="help.folder", help="help.page_static", show_default=False)
    ] = "",
    include_actors: Annotated[bool, typer.Option("--include-actors", help="help.page_static_actors")] = False,
    out: Out = "",
) -> None:
    """Serves the page until it is stopped, or writes it for a web server that runs nothing."""
    translate: Words = context.obj
    named = scenario or []
    if static:
        given = {"--host": host, "--explorers": explorers, "--rehearse": rehearse, "--out": out}
        for option in (name for name, value in given.items() if value):
            raise RequestError("page_static_alone", found=option)
        _write_site(Path(static), named, translate, names=include_actors)
        return
    if len(named) > 1 or include_actors:
        raise RequestError("page_static_only", found="--include-actors" if include_actors else named[1])
    first = named[0] if named else FIRST
    number = whole_number("port", port)
    if not 1 <= number <= 65535:
        raise RequestError("between", option="port", found=number, low=1, high=65535)
    try:
        from simul_agir.page.serving import Settings, serve
    except ImportError as missing:
        raise RequestError("page_packages", found=missing.name or "fastapi") from missing
    settings = Settings(first, host, number, explorers, not no_browser)
    if rehearse:
        from simul_agir.page.rehearsing import rehearse as check_room

        checks = check_room(settings, Path(out or KIT), translate)
        for check in checks:
            typer.echo(check.line(translate))
        if any(check.standing == "mend" for check in checks):
            raise typer.Exit(1)
        return
    serve(settings, translate, typer.echo)


def _write_site(folder: Path, named: list[str], translate: Words, *, names: bool) -> None:
    """The page in one file, for a web server that runs nothing; says what it wrote."""
    from simul_agir.page.site import write_site

    file, size, territories = write_site(folder, named or None, translate.lang, names=names)
    typer.echo(
        translate("progress.site", file=file, size=translate.number(size / 1000, 0), count=territories),
        err=True,
    )
