"""`simul-agir stances`: the stances there are, and where each comes from."""

import typer

from simul_agir.cli.options import Json
from simul_agir.locale import Words


def stances(context: typer.Context, as_json: Json = False) -> None:
    """A table of the stances with their sources."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from simul_agir import stances as known
    from simul_agir.cli.output import console, print_json

    say: Words = context.obj
    found = [known.get(name) for name in known.names()]
    if as_json:
        print_json([{"name": stance.name, "source": stance.source} for stance in found])
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for key in ("stance", "meaning", "source"):
        table.add_column(say(f"stances.{key}"), no_wrap=key == "stance")
    for stance in found:
        table.add_row(stance.name, say.name("stance", stance.name), stance.source)
    console().print(table)
