"""`simul-agir stances`: the stances there are, and where each comes from."""

import typer

from simul_agir.cli.options import Json, Out
from simul_agir.locale import Words


def stances(context: typer.Context, out: Out = "", as_json: Json = False) -> None:
    """A table of the stances with their sources."""
    from simul_agir import stances as known
    from simul_agir.cli.output import as_csv, console, keep, print_json
    from simul_agir.report.tables.fitting import Head, Line, fitted

    translate: Words = context.obj
    found = [known.get(name) for name in known.names()]
    rows = [{"name": stance.name, "source": stance.source} for stance in found]
    keep({"stances.csv": as_csv(rows)}, out, translate)
    if as_json:
        print_json(rows)
        return
    heads = [
        Head(translate(f"stances.{key}"), wraps=key == "source") for key in ("stance", "meaning", "source")
    ]
    lines = [Line((stance.name, translate.name("stance", stance.name), stance.source)) for stance in found]
    screen = console()
    screen.print(fitted(heads, lines, screen.width, translate))
