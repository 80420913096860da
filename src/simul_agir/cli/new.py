"""`simul-agir new`: a folder to start a scenario from."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Json
from simul_agir.locale import Words

NAME = re.compile(r"(?m)^name\s*=.*\n")


def new(
    context: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="DIR", help="help.new_dir", show_default=False)],
    source: Annotated[
        str, typer.Option("--from", metavar="SCENARIO", help="help.new_from", show_default=False)
    ] = "",
    as_json: Json = False,
) -> None:
    """A commented scenario to start from, a shipped one, or one of a contract."""
    from simul_agir.cli.output import print_json
    from simul_agir.report.folder import check_folder, write_folder
    from simul_agir.scenario.new import write

    say: Words = context.obj
    folder = Path(directory)
    if source:
        writer = _writer(source, say)
        check_folder(folder, ())
        written = write_folder(folder, [writer])
    else:
        written = write(folder, say.lang)
    if as_json:
        print_json([str(path) for path in written])
    else:
        typer.echo("\n".join(map(str, written)))
    typer.echo(say("new.next", folder=directory), err=True)


def _writer(source: str, say: Words) -> Callable[[Path], None]:
    """What puts the first files of a scenario in a folder; RequestError if there is no such source."""
    from simul_agir.locale import RequestError
    from simul_agir.scenario.contracts import contracts
    from simul_agir.scenario.shipped import shipped

    code = source.upper()
    if source in shipped():
        return lambda folder: _copy(shipped()[source], folder)
    if code in contracts():
        text = say("new.contract", code=code, name=contracts()[code].name)
        return lambda folder: _put(folder / "scenario.toml", text)
    raise RequestError("new_from", found=source, known=", ".join(shipped()))


def _copy(source: Path, folder: Path) -> None:
    """A scenario's own files, under the name of the folder they are put in."""
    for path in sorted(source.iterdir()):
        if path.suffix in (".toml", ".csv"):
            text = path.read_text(encoding="utf-8")
            _put(folder / path.name, NAME.sub("", text, count=1) if path.suffix == ".toml" else text)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
