"""`simul-agir contracts`: find one of the 372 real contracts."""

from dataclasses import asdict
from typing import Annotated

import typer

from simul_agir.cli.options import Json
from simul_agir.locale import Words


def contracts(
    context: typer.Context,
    search: Annotated[list[str] | None, typer.Argument(metavar="[SEARCH]", help="help.search")] = None,
    as_json: Json = False,
) -> None:
    """A table of the contracts whose code, name or place holds every word."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from simul_agir.cli.output import console, print_json
    from simul_agir.locale import RequestError
    from simul_agir.scenario import contracts as known

    say: Words = context.obj
    text = " ".join(search or [])
    found = known.search(text)
    if as_json:
        print_json([asdict(contract) for contract in found])
        return
    if not found:
        raise RequestError("no_contract", found=text)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, key in enumerate(("code", "name", "neighbourhoods", "population", "poverty")):
        table.add_column(
            say(f"contracts.{key}"), justify="right" if place > 1 else "left", no_wrap=place != 1
        )
    for contract in found:
        poverty = contract.poverty_rate_pct
        table.add_row(
            contract.code,
            contract.name,
            say.number(contract.neighbourhoods, 0),
            say.number(contract.population, 0),
            "–" if poverty is None else say.percent(poverty / 100),
        )
    console().print(table)
    typer.echo(say("contracts.count", count=len(found)), err=True)
