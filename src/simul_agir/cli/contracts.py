"""`simul-agir contracts`: find one of the 372 real contracts."""

from dataclasses import asdict
from typing import Annotated

import typer

from simul_agir.cli.options import Json, Out
from simul_agir.locale import Words


def contracts(
    context: typer.Context,
    search: Annotated[list[str] | None, typer.Argument(metavar="[SEARCH]", help="help.search")] = None,
    out: Out = "",
    as_json: Json = False,
) -> None:
    """A table of the contracts whose code, name or place holds every word."""
    from simul_agir.cli.output import as_csv, console, keep, print_json
    from simul_agir.locale import RequestError
    from simul_agir.report.tables.fitting import Head, Line, fitted
    from simul_agir.scenario import contracts as known

    translate: Words = context.obj
    text = " ".join(search or [])
    found = known.search(text)
    if not found and not as_json:
        raise RequestError("no_contract", found=text)
    rows = [asdict(contract) for contract in found]
    keep({"contracts.csv": as_csv(rows)} if rows else {}, out, translate)
    if as_json:
        print_json(rows)
        return
    keys = ("code", "name", "neighbourhoods", "population", "poverty")
    heads = [Head(translate(f"contracts.{key}"), place > 1, place == 1) for place, key in enumerate(keys)]
    lines = [
        Line(
            (
                contract.code,
                contract.name,
                translate.number(contract.neighbourhoods, 0),
                translate.number(contract.population, 0),
                "–"
                if contract.poverty_rate_pct is None
                else translate.percent(contract.poverty_rate_pct / 100),
            )
        )
        for contract in found
    ]
    screen = console()
    screen.print(fitted(heads, lines, screen.width, translate))
    typer.echo(translate("contracts.count", count=len(found)), err=True)
