"""`--report FILE`: the options that commands share, and how the file is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.locale import RefusalError, RequestError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simul_agir.scenario import Scenario
    from simul_agir.study import Comparison
    from simul_agir.study.branching import WhatIf
    from simul_agir.study.compare.arm_selection import ArmSpec
    from simul_agir.study.diagnosing import Diagnosis

Report = Annotated[
    str, typer.Option("--report", metavar="help.file", help="help.report_file", show_default=False)
]
Live = Annotated[bool, typer.Option("--live", help="help.live")]
IncludeActors = Annotated[bool, typer.Option("--include-actors", help="help.include_actors")]


def check_report(path: str, *, names: bool, live: bool = False) -> None:
    """RequestError unless the file can be written, before any work is done."""
    if not path:
        _check_alone(names=names, live=live)
        return
    from simul_agir.report.files.folder import check_file

    target = Path(path)
    if target.suffix.lower() not in (".html", ".htm"):
        raise RequestError("report_ending", found=path[:200])
    try:
        if target.is_dir():
            raise RequestError("report_folder", found=path[:200])
        check_file(target)
    except OSError as error:
        raise RequestError("report_unwritable", found=path[:200], why=RefusalError.of(error)) from error


def _check_alone(*, names: bool, live: bool) -> None:
    """RequestError, PortableError for an option that needs a file, where there is none."""
    if live:
        from simul_agir.page.portable import PortableError

        raise PortableError("needs_report")
    if names:
        raise RequestError("names_without_report")


def check_live(scenario: Scenario, arms: Sequence[ArmSpec], *, names: bool, sets: bool = False) -> None:
    """PortableError for a dossier that could not compute by itself, before any work is done."""
    from simul_agir.page.portable import PortableError, check
    from simul_agir.simulation import Arm

    if sets:
        raise PortableError("sets")
    check(scenario, [Arm.of(each) for each in arms], names=names)


def check_kept(found: Comparison | WhatIf, *, names: bool) -> None:
    """As `check_live`, of an answer that is there."""
    from simul_agir.page.portable import arms_compared
    from simul_agir.study.branching import WhatIf

    compared = found.comparison if isinstance(found, WhatIf) else found
    check_live(compared.scenario, arms_compared(compared), names=names, sets=compared.over_sets is not None)


def write_report(text: str, path: str, translate: Words) -> None:
    """Writes the file whole or not at all, and says so."""
    from simul_agir.report.files.folder import write_whole

    try:
        write_whole(Path(path), text.encode())
    except OSError as error:
        raise RequestError("report_unwritable", found=path[:200], why=RefusalError.of(error)) from error
    typer.echo(
        translate("progress.report", file=path, size=translate.number(len(text.encode()) / 1000, 0)), err=True
    )


def report_on(
    found: Comparison | WhatIf | Diagnosis,
    path: str,
    translate: Words,
    *,
    names: bool,
    jobs: int | None,
    live: bool = False,
) -> None:
    """Writes the dossier of an answer, and warns where it names real actors. `live`: with its what-if inside."""
    from simul_agir.cli.progress import Bar
    from simul_agir.report.dossier import dossier_of, is_real
    from simul_agir.study.branching import WhatIf
    from simul_agir.study.diagnosing import Diagnosis

    with Bar(translate) as bar:
        text = dossier_of(found, translate.lang, names=names, jobs=jobs, progress=bar)
    if live and not isinstance(found, Diagnosis):
        from simul_agir.page.portable import live_dossier

        text = live_dossier(text, found, translate.lang)
    write_report(text, path, translate)
    scenario = found.comparison.scenario if isinstance(found, WhatIf) else found.scenario
    if names and is_real(scenario):
        typer.echo(translate("dossier.banner"), err=True)
