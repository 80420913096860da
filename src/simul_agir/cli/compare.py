"""`simul-agir compare`: which stance brings a territory how far up the ladder, or every territory of a collection."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simul_agir.cli.options import (
    ArmTexts,
    Goal,
    Jobs,
    Json,
    MostRuns,
    Out,
    Runs,
    ScenarioSource,
    Seed,
    Sets,
    SmallestEffect,
    UntilSure,
    names_in,
)
from simul_agir.cli.reporting import IncludeActors, Live, Report
from simul_agir.locale import RequestError, Words

if TYPE_CHECKING:
    from simul_agir.scenario import Scenario
    from simul_agir.scenario.assumption_sets import AssumptionSets
    from simul_agir.scenario.collection import Collection
    from simul_agir.simulation import Arm
    from simul_agir.stances import Stance
    from simul_agir.study import Comparison


@dataclass(frozen=True)
class Search:
    """How sure one wants to be, and within which bounds; None: as usual."""

    sure: float
    smallest_effect: float | None
    most_runs: int | None
    goal: float | None


@dataclass(frozen=True)
class CompareRequest:
    """The options of the command, parsed. `search`: None where the number of runs is given beforehand. assumptions: "" for
    one set.
    """

    scenario: str
    runs: int | None
    stances: tuple[str, ...] | None
    arms: tuple[str, ...] | None
    months: int | None
    contracts: tuple[str, ...]
    seed: int
    out: str
    as_json: bool
    size: str
    jobs: int | None
    search: Search | None
    assumptions: str
    vision: dict[str, float] | None
    months_after: int | None
    report: str = ""
    names: bool = False
    live: bool = False


Size = Annotated[str, typer.Option("--size", metavar="page|slide", help="help.size", show_default=False)]
Stances = Annotated[
    str, typer.Option("--stances", metavar="A,B,...", help="help.stances_option", show_default=False)
]
Months = Annotated[
    str, typer.Option("--months", metavar="help.number", help="help.months_lived", show_default=False)
]
Contracts = Annotated[
    str, typer.Option("--contracts", metavar="help.some", help="help.some_contracts", show_default=False)
]
MonthsAfter = Annotated[
    str, typer.Option("--months-after", metavar="help.number", help="help.months_after", show_default=False)
]
Vision = Annotated[
    str, typer.Option("--vision", metavar="help.vision_form", help="help.vision", show_default=False)
]


def compare(
    context: typer.Context,
    scenario: ScenarioSource,
    runs: Runs = "",
    stances: Stances = "",
    arm: ArmTexts = None,
    months: Months = "",
    contracts: Contracts = "",
    assumptions: Sets = "",
    vision: Vision = "",
    months_after: MonthsAfter = "",
    until_sure: UntilSure = "",
    smallest_effect: SmallestEffect = "",
    most_runs: MostRuns = "",
    goal: Goal = "",
    seed: Seed = "1",
    out: Out = "",
    size: Size = "page",
    report: Report = "",
    include_actors: IncludeActors = False,
    live: Live = False,
    as_json: Json = False,
    jobs: Jobs = "",
) -> None:
    """All arms with common random numbers: table, verdict, and with --out figures and data."""
    from simul_agir.cli.options import jobs_number, months_number, stance_names, vision_weights, whole_number
    from simul_agir.cli.reporting import check_report
    from simul_agir.scenario.collection import is_collection

    request = CompareRequest(
        scenario=scenario,
        runs=whole_number("runs", runs) if runs else None,
        stances=stance_names(stances),
        arms=tuple(arm) if arm else None,
        months=months_number(months),
        contracts=names_in("contracts", contracts) or (),
        seed=whole_number("seed", seed),
        out=out,
        as_json=as_json,
        size=checked_size(size),
        jobs=jobs_number(jobs),
        search=_search(until_sure, smallest_effect, most_runs, goal, runs),
        assumptions=assumptions,
        vision=vision_weights(vision),
        months_after=whole_number("months-after", months_after) if months_after else None,
        report=report,
        names=include_actors,
        live=live,
    )
    check_report(report, names=include_actors, live=live)
    _check_together(request)
    if is_collection(scenario):
        _compare_contracts(request, context.obj)
    elif contracts:
        raise RequestError("not_collection", found=scenario)
    else:
        _compare_stances(request, context.obj)


def _check_together(request: CompareRequest) -> None:
    """RequestError for options that do not go together."""
    if request.search is not None and (request.vision or request.months_after is not None):
        raise RequestError("profile_or_sure")
    if request.search is not None and request.assumptions:
        raise RequestError("sets_or_sure")


def _search(until_sure: str, smallest_effect: str, most_runs: str, goal: str, runs: str) -> Search | None:
    """The options of sequential selection, if given. RequestError for options that do not go together."""
    from simul_agir.cli.options import decimal_number, whole_number

    if not until_sure:
        given = {"smallest-effect": smallest_effect, "most-runs": most_runs, "goal": goal}
        for option, text in given.items():
            if text:
                raise RequestError("needs_sure", option=option)
        return None
    if runs:
        raise RequestError("runs_or_sure")
    return Search(
        sure=decimal_number("until-sure", until_sure),
        smallest_effect=decimal_number("smallest-effect", smallest_effect) if smallest_effect else None,
        most_runs=whole_number("most-runs", most_runs) if most_runs else None,
        goal=decimal_number("goal", goal) if goal else None,
    )


def checked_size(size: str) -> str:
    """The size of figures. RequestError for one that there is not."""
    if size not in ("page", "slide"):
        raise RequestError("size", found=size)
    return size


def _compare_stances(request: CompareRequest, translate: Words) -> None:
    """One territory: a table of stances."""
    from simul_agir.cli.output import console, print_json

    found = _compared(request, translate)
    written = []
    if request.out:
        from simul_agir.report.files.comparison_files import write_comparison

        written = write_comparison(found, Path(request.out), translate.lang, request.size)
    if request.as_json:
        print_json(found.to_dict())
    else:
        from simul_agir.report.tables.comparison_table import answer, verdict

        screen = console()
        width = screen.width
        screen.print(
            answer(found, translate.lang, width), "", verdict(found, translate.lang, width), sep="\n"
        )
    _tell_written(written, request, translate)
    if request.report:
        from simul_agir.cli.reporting import report_on

        report_on(found, request.report, translate, names=request.names, jobs=request.jobs, live=request.live)


def _compared(request: CompareRequest, translate: Words) -> "Comparison":
    """The comparison; whatever is faulty is reported before any work is done."""
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.scenario.assumption_sets import AssumptionSets
    from simul_agir.simulation.aftermath import MONTHS_AFTER
    from simul_agir.study import compare_until_sure
    from simul_agir.study.compare.arm_selection import select_arms
    from simul_agir.study.compare.common_random_numbers import compare
    from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT

    territory, search = _territory(request), request.search
    _check_arms(territory, request)
    names = select_arms(territory, request.stances, request.arms)
    sets = _checked_sets(request, territory, names)
    if request.live:
        from simul_agir.cli.reporting import check_live

        check_live(territory, names, names=request.names, sets=isinstance(sets, AssumptionSets))
    announce_compilation(translate, len(territory.domains))
    with Bar(translate) as bar:
        if search is None:
            after = MONTHS_AFTER if request.months_after is None else request.months_after
            return compare(
                territory,
                names,
                request.runs,
                request.seed,
                request.jobs,
                bar,
                sets,
                None,
                request.vision,
                after,
            )
        effect = SMALLEST_RELEVANT_EFFECT if search.smallest_effect is None else search.smallest_effect
        return compare_until_sure(
            territory,
            names,
            search.sure,
            effect,
            search.most_runs,
            search.goal,
            request.seed,
            request.jobs,
            progress=bar,
        )


def _checked_sets(
    request: CompareRequest, territory: "Scenario", names: "tuple[str | Stance | Arm, ...]"
) -> "AssumptionSets | str | None":
    """The requested sets of assumptions (None: the mixture), once the request and the folder are found sound."""
    from simul_agir.report.files.comparison_files import FILES, SETS_FILES, SURE_FILES
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.files.profile_files import PROFILE_FILES
    from simul_agir.scenario.assumption_sets import AssumptionSets
    from simul_agir.study.compare.common_random_numbers import check_over_sets
    from simul_agir.study.compare.over_sets import USUAL_RUNS
    from simul_agir.study.mixture import DEFAULT, MIXTURE
    from simul_agir.study.outcomes import SMALLEST_RELEVANT_EFFECT
    from simul_agir.study.request import check_request, check_seed_jobs_stances, check_until_sure

    search, runs = request.search, request.runs
    plain = request.assumptions in ("", DEFAULT, MIXTURE)
    sets = None if plain else AssumptionSets.load(request.assumptions)
    if sets is not None:
        check_over_sets(territory, sets, names, runs, request.seed, request.jobs)
    elif search is None:
        check_request(territory, names, USUAL_RUNS if runs is None else runs, request.seed, request.jobs)
    else:
        effect = SMALLEST_RELEVANT_EFFECT if search.smallest_effect is None else search.smallest_effect
        check_seed_jobs_stances(names, request.seed, request.jobs)
        check_until_sure(territory, len(names), search.sure, effect, search.most_runs, search.goal)
    if request.out:
        more = SETS_FILES if sets is not None else PROFILE_FILES if search is None else SURE_FILES
        check_folder(Path(request.out), (*FILES, *more))
    return DEFAULT if request.assumptions == DEFAULT else sets


def _territory(request: CompareRequest) -> "Scenario":
    """The scenario, over the requested months."""
    from simul_agir.scenario import Scenario
    from simul_agir.scenario.lasting import lasting

    found = Scenario.load(request.scenario)
    return found if request.months is None else lasting(found, request.scenario, request.months)


def _compare_contracts(request: CompareRequest, translate: Words) -> None:
    """A collection: one table, one line per contract, and the overall result. Exit code 1 where a contract failed."""
    from simul_agir.cli.output import console, print_json
    from simul_agir.cli.progress import Bar, announce_compilation
    from simul_agir.report.files.atlas_files import FILES, write_atlas
    from simul_agir.report.files.folder import check_folder
    from simul_agir.report.tables.atlas_table import answer
    from simul_agir.scenario.collection import RUNS as USUAL
    from simul_agir.study.compare.contracts_compared import compare_contracts

    if request.search is not None:
        raise RequestError("sure_of_one", found=request.scenario)
    if request.assumptions:
        raise RequestError("sets_of_one", found=request.scenario)
    if request.report:
        raise RequestError("report_collection", found=request.scenario)
    chosen, runs = _collection(request), USUAL if request.runs is None else request.runs
    _check_arms(chosen, request)
    if request.out:
        check_folder(Path(request.out), FILES)
    announce_compilation(translate)
    with Bar(translate) as bar:
        found = compare_contracts(
            chosen, request.stances, runs, request.seed, request.jobs, bar, request.arms
        )
    written = write_atlas(found, Path(request.out), translate.lang) if request.out else []
    if request.as_json:
        print_json(found.to_dict())
    else:
        screen = console()
        screen.print(answer(found, translate.lang, screen.width))
    _tell_written(written, request, translate)
    if found.failures:
        typer.echo(translate("atlas.failed", count=len(found.failures)), err=True)
        raise typer.Exit(1)


def _collection(request: CompareRequest) -> "Collection":
    """The collection, over the requested months and contracts."""
    from simul_agir.scenario import ScenarioError
    from simul_agir.scenario.collection import Collection
    from simul_agir.scenario.lasting import option_as_text

    found = Collection.load(request.scenario)
    for text in request.contracts:
        if not found.among((text,)).codes:
            raise RequestError("no_contract_option", found=text)
    chosen = found.among(request.contracts) if request.contracts else found
    if request.months is None or not chosen.codes:
        return chosen
    found = chosen.lasting(request.months)
    try:
        found.scenario(found.codes[0])
    except ScenarioError as error:
        raise option_as_text(error, request.scenario, f"--months {request.months}") from None
    return found


def _check_arms(found: "Scenario | Collection", request: CompareRequest) -> None:
    """ScenarioError for arms that cannot be had, where no others are asked for."""
    from simul_agir.study.request import check_arms

    if request.stances is None and request.arms is None:
        check_arms(found, request.scenario)


def _tell_written(written: list[Path], request: CompareRequest, translate: Words) -> None:
    if written:
        typer.echo(translate("progress.written", count=len(written), folder=request.out), err=True)
