"""`simul-agir claims`: the source text's claims, stated beforehand, run and judged."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Seed
from simul_agir.locale import Words

if TYPE_CHECKING:
    from simul_agir.study.claims import Answer, SelectedClaim

Names = Annotated[list[str] | None, typer.Argument(metavar="[CLAIM]...", help="help.claim_names")]
ALL = "all"


def claims(
    context: typer.Context,
    names: Names = None,
    size: Annotated[
        str, typer.Option("--size", metavar="help.number", help="help.claims_size", show_default=False)
    ] = "",
    points: Annotated[
        str, typer.Option("--points", metavar="help.number", help="help.claims_points", show_default=False)
    ] = "",
    runs: Annotated[
        str, typer.Option("--runs", metavar="help.number", help="help.claims_runs", show_default=False)
    ] = "",
    seed: Seed = "1",
    out: Annotated[
        str, typer.Option("--out", metavar="help.folder", help="help.claims_out", show_default=False)
    ] = "",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """The list of claims; or those named, each with its verdict and its effects. Exit code 1 where a point failed."""
    from simul_agir.cli.output import console, print_json
    from simul_agir.report.tables.claims_text import answer

    translate: Words = context.obj
    if not names:
        _list(as_json, translate)
        return
    selected = _selected(names, size, points, runs, seed)
    found = _simulated(selected, out, jobs, translate)
    written = []
    if out:
        from simul_agir.report.files.claims_files import write_claims

        written = write_claims(found, Path(out), translate.lang)
    if as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=out), err=True)
    if any(each.failures for each in found.found):
        raise typer.Exit(1)


def _selected(names: list[str], size: str, points: str, runs: str, seed: str) -> "list[SelectedClaim]":
    """The selected claims; faults are reported before any work is done."""
    from simul_agir.cli.options import decimal_number, whole_number
    from simul_agir.study.claims import ClaimError, select_claims

    if size and points:
        raise ClaimError("size_or_points")
    chosen = [name for name in names if name.lower() != ALL]
    return select_claims(
        [] if len(chosen) < len(names) else chosen,
        whole_number("seed", seed),
        decimal_number("size", size) if size else 1.0,
        whole_number("points", points) if points else None,
        whole_number("runs", runs) if runs else None,
    )


def _list(as_json: bool, translate: Words) -> None:
    """The claims that there are."""
    from simul_agir.cli.output import console, print_json
    from simul_agir.report.tables.claims_text import listed
    from simul_agir.study.claims import claim_names, load_claim

    claims = [load_claim(name) for name in claim_names()]
    if as_json:
        print_json([{"claim": claim.name, **claim.words[translate.lang]} for claim in claims])
    else:
        typer.echo(listed(claims, translate.lang, console().width), nl=False)


def _simulated(selected: "list[SelectedClaim]", out: str, jobs: str, translate: Words) -> "Answer":
    """The claims, run."""
    from simul_agir.cli.options import jobs_number
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.cli.sweep import SweepStoppedError
    from simul_agir.report.files.claims_files import files_of
    from simul_agir.report.files.folder import check_folder
    from simul_agir.study.claims import claim_names, run_claims
    from simul_agir.study.request import check_jobs

    threads = jobs_number(jobs)
    check_jobs(threads)
    if out:
        check_folder(Path(out), files_of(claim_names()))
    announce_compilation(translate)
    with Bar(translate) as bar:
        try:
            return run_claims(selected, Path(out) if out else None, threads, bar, sys.argv)
        except KeyboardInterrupt:
            if not out:
                raise
            raise SweepStoppedError("stopped", folder=out) from None
