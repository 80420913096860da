"""`simul-agir import`: a scenario from the tables of a user, after showing how they were understood."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simul_agir.cli.options import Json, command_line
from simul_agir.locale import RefusalError, RequestError, Words

YES = ("y", "yes", "o", "oui")
ASKED = "cell_kind"  # a cell that a question settles too

if TYPE_CHECKING:
    from simul_agir.scenario.importing import Understanding


def import_(
    context: typer.Context,
    tables: Annotated[
        list[str], typer.Argument(metavar="TABLE", help="help.import_tables", show_default=False)
    ],
    out: Annotated[
        str, typer.Option("--out", metavar="help.folder", help="help.import_out", show_default=False)
    ] = "",
    choices: Annotated[
        str, typer.Option("--map", metavar="help.file", help="help.import_map", show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="help.import_yes")] = False,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="help.name", help="help.import_encoding", show_default=False)
    ] = "",
    as_json: Json = False,
) -> None:
    """Imports tables of actors and ties; shows how they were understood before writing."""
    from simul_agir.cli.output import print_json
    from simul_agir.scenario.importing import import_tables

    translate: Words = context.obj
    mapping = _choices(choices, encoding)
    if out and choices:
        _check_choices(choices)
    found = import_tables(tables, mapping)
    asking = not yes and not as_json and sys.stdin.isatty() and bool(out)
    if asking and found.questions and all(each.why.key == ASKED for each in found.mends):
        typer.echo(found.text(translate.lang), nl=False)
        found = import_tables(tables, _answered(found, mapping, translate))
    if as_json:
        print_json(found.to_dict())
    else:
        typer.echo(found.text(translate.lang), nl=False)
    if not out:
        return
    if not found.ready:
        typer.echo(translate("importing.not_ready"), err=True)
        raise typer.Exit(2)
    if not yes and not (asking and _agreed(translate("importing.confirm", folder=out))):
        typer.echo(translate("importing.not_yes"), err=True)
        raise typer.Exit(2)
    _write(found, out, choices, translate)


def _agreed(question: str) -> bool:
    """Whether the answer is yes, in either language."""
    answer = typer.prompt(question, default="", show_default=False, err=True)
    return str(answer).strip().lower() in YES


def _choices(path: str, encoding: str) -> dict[str, Any]:
    """The choices of a file that is there already, and an encoding that is asked for."""
    from simul_agir.scenario.importing.choices import read_choices
    from simul_agir.sheets.encoding import ENCODINGS

    found = read_choices(Path(path)) if path and _is_there(Path(path)) else {}
    if encoding and encoding not in ENCODINGS:
        raise RequestError("encoding", found=encoding, known=", ".join(ENCODINGS))
    return {**found, "encoding": encoding} if encoding else found


def _is_there(file: Path) -> bool:
    """Whether there is such a file, as far as one is allowed to look."""
    try:
        return file.exists()
    except OSError:
        return False


def _check_choices(path: str) -> None:
    """RequestError unless the choices can be written to that file."""
    from simul_agir.report.files.folder import check_file

    try:
        check_file(Path(path))
    except (OSError, ValueError) as error:
        raise RequestError("map_unwritable", found=path[:200], why=RefusalError.of(error)) from error


def _answered(found: "Understanding", mapping: dict[str, Any], translate: Words) -> dict[str, Any]:
    """The choices with an answer to every question."""
    answered: dict[str, Any] = {
        name: dict(value) if isinstance(value, dict) else value for name, value in mapping.items()
    }
    for question in found.questions:
        typer.echo(question.text(translate.lang), err=True)
        answer = ""
        while answer not in question.options:
            answer = typer.prompt(translate("importing.answer"), default=question.usual or None, err=True)
        table, _, key = question.id.partition(".")
        if key:
            answered.setdefault(table, {})[key] = answer
        else:
            answered[table] = answer
    return answered


def _write(found: "Understanding", out: str, choices: str, translate: Words) -> None:
    """Writes the folder, and the choices to their file."""
    from simul_agir.report.files.folder import write_whole
    from simul_agir.scenario.importing.choices import as_toml

    written = found.write(out, translate.lang)
    if choices:
        try:
            write_whole(Path(choices), as_toml(found.choices).encode())
        except OSError as error:
            raise RequestError("map_unwritable", found=choices[:200], why=RefusalError.of(error)) from error
        written.append(Path(choices))
    typer.echo("\n".join(map(str, written)), err=True)
    typer.echo(translate("importing.written", command=command_line("check", out)), err=True)
