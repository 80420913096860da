"""`simul-agir new`: a folder to start a scenario or a study from."""

import re
from pathlib import Path
from typing import Annotated

import typer

from simul_agir.cli.options import Json, command_line
from simul_agir.locale import Words

NAME = re.compile(r"(?m)^name\s*=.*\n")


def new(
    context: typer.Context,
    directory: Annotated[str, typer.Argument(metavar="DIR", help="help.new_dir", show_default=False)],
    source: Annotated[
        str, typer.Option("--from", metavar="SCENARIO", help="help.new_from", show_default=False)
    ] = "",
    study: Annotated[bool, typer.Option("--study", help="help.new_study")] = False,
    questionnaire: Annotated[
        str,
        typer.Option(
            "--questionnaire", metavar="help.language_name", help="help.new_questionnaire", show_default=False
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """A commented scenario to start from, a shipped one, or one of a contract; or a commented study."""
    from simul_agir.cli.output import print_json
    from simul_agir.locale import RequestError
    from simul_agir.scenario.new import put, write
    from simul_agir.study.design.template import write as write_study

    translate: Words = context.obj
    if questionnaire:
        _questionnaire(directory, questionnaire, bool(study or source), as_json, translate)
        return
    if study and source:
        raise RequestError("study_and_source")
    if study:
        write = write_study
    written = put(directory, _texts(source, translate)) if source else write(directory, translate.lang)
    if as_json:
        print_json([str(path) for path in written])
    else:
        typer.echo("\n".join(map(str, written)))
    typer.echo(
        translate("study.next" if study else "new.next", command=command_line("check", directory)), err=True
    )


def _questionnaire(directory: str, lang: str, more: bool, as_json: bool, translate: Words) -> None:
    """The spreadsheet to fill in, in a new folder."""
    from simul_agir.cli.output import print_json
    from simul_agir.locale import LANGUAGES, RequestError
    from simul_agir.scenario.importing.questionnaire import questionnaire
    from simul_agir.scenario.new import put

    if lang not in LANGUAGES:
        raise RequestError("questionnaire", found=lang)
    if more:
        raise RequestError("questionnaire_alone")
    written = put(directory, {"questionnaire.xlsx": questionnaire(lang)})
    if as_json:
        print_json([str(path) for path in written])
    else:
        typer.echo("\n".join(map(str, written)))
    typer.echo(
        translate("new.fill", command=f"{command_line('import', str(written[0]))} --out my-town"), err=True
    )


def _texts(source: str, translate: Words) -> dict[str, str]:
    """The first files of a scenario, by name; RequestError if there is no such source."""
    from simul_agir.locale import RequestError
    from simul_agir.scenario.contracts import contracts
    from simul_agir.scenario.shipped import collections, shipped

    code = source.upper()
    folders = {**shipped(), **collections()}
    if source in folders:
        return _copied(folders[source])
    if code in contracts():
        return {"scenario.toml": translate("new.contract", code=code, name=contracts()[code].name)}
    raise RequestError("new_from", found=source, known=", ".join(folders))


def _copied(source: Path) -> dict[str, str]:
    """A scenario's own files, for a folder after which it will be named."""
    texts = {}
    for path in sorted(source.iterdir()):
        if path.suffix in (".toml", ".csv"):
            text = path.read_text(encoding="utf-8")
            texts[path.name] = NAME.sub("", text, count=1) if path.suffix == ".toml" else text
    return texts
