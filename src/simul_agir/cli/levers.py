"""`simul-agir levers`: whether the lever of each stance has its stated effect."""

from functools import partial
from typing import Annotated

import typer

from simul_agir.cli.options import Jobs, Json, Seed
from simul_agir.locale import RequestError, Words

USUAL_CONTRACTS, USUAL_RUNS = 30, 60
MOST_CONTRACTS, MOST_RUNS = 170, 10_000


def levers(
    context: typer.Context,
    contracts: Annotated[
        str,
        typer.Option("--contracts", metavar="help.number", help="help.lever_contracts", show_default=False),
    ] = "",
    runs: Annotated[
        str, typer.Option("--runs", metavar="help.number", help="help.lever_runs", show_default=False)
    ] = "",
    seed: Seed = "1",
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """Each lever beside the same base with the rest of the effort spent without effect. Exit code 1 where a check does not
    hold.
    """
    from simul_agir.cli.options import jobs_number, whole_number
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.tables.levers_table import answer
    from simul_agir.scenario import Scenario
    from simul_agir.study.compare.lever_checks import check_levers
    from simul_agir.study.request import check_jobs, check_seed
    from simul_agir.validation.sample import sample

    translate: Words = context.obj
    number = whole_number("contracts", contracts) if contracts else USUAL_CONTRACTS
    each = whole_number("runs", runs) if runs else USUAL_RUNS
    luck, threads = whole_number("seed", seed), jobs_number(jobs)
    check_seed(luck)
    check_jobs(threads)
    for option, asked, most in (("contracts", number, MOST_CONTRACTS), ("runs", each, MOST_RUNS)):
        if not 1 <= asked <= most:
            raise RequestError("lever_number", option=option, found=asked, most=most)
    announce_compilation(translate)
    codes = sample(number, luck, held_out=True)
    with Bar(translate) as bar:
        found = check_levers(
            {code: partial(Scenario.from_contract, code) for code in codes}, each, luck, threads, bar
        )
    if as_json:
        print_json(
            {"seed": luck, "runs": each, "contracts": list(codes), "checks": [one.to_dict() for one in found]}
        )
    else:
        screen = console()
        screen.print(answer(found, len(codes), each, translate, screen.width))
    if any(one.verdict != "holds" for one in found):
        raise typer.Exit(1)
