"""`simul-agir verify-store`: whether a store has changed since it was written."""

from dataclasses import asdict
from typing import Annotated

import typer

from simul_agir.cli.options import Json
from simul_agir.locale import Words


def verify_store(
    context: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="DIR", help="help.store_folder", show_default=False)],
    as_json: Json = False,
) -> None:
    """Reads every part of a store again. Exit code 1 where something has changed since it was written."""
    from simul_agir.cli.output import print_json
    from simul_agir.report.tables.study_summary import verified_text
    from simul_agir.study.store import Store
    from simul_agir.study.store.verify import verify

    translate: Words = context.obj
    store = Store.open(directory)
    found = verify(store)
    if as_json:
        print_json({"sound": found.sound, **asdict(found)})
    else:
        typer.echo(verified_text(store, found, translate.lang), nl=False)
    if not found.sound:
        raise typer.Exit(1)
