"""The schedule of a month: the only place that fixes the order of the mechanisms (docs/model.md)."""

import numpy as np

from simul_agir.engine.cells import Doubles
from simul_agir.engine.handles import as_const_grid, as_grid, reference
from simul_agir.engine.rule import compiled, entry, inlined
from simul_agir.model import (
    collective,
    context,
    convening,
    decay,
    encounters,
    engagement,
    funding,
    ladder,
    learning,
    levels,
    mutual_aid,
    proposals,
    routine_work,
    shared_goal,
)
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.indicators import measure
from simul_agir.model.path import calendar, decisions, observation, recipes
from simul_agir.model.state import World


@inlined
def live_month(
    world: World,
    p: Doubles,
    doses: "np.ndarray",
    budget: float,
    shocks: "np.ndarray",
    key: tuple[int, int],
    month: int,
    warm_up: int,
) -> None:
    """Run one month of one territory. `month` counts from the start of the warm-up, years from its end."""
    of_year, between = (month - warm_up) % 12, int(p[par.CALL_MONTHS])
    context.change(world, p, shocks, key, month, (month - warm_up) % between == 0)
    levels.set_levels(world, p, doses, budget, of_year == 0)
    engagement.engage(world, p)
    shared_goal.unite(world, p)
    if p[par.ENCOUNTERS] != 0.0 and world.territory[at.CLOSED] == 0.0:
        encounters.meet(world, p, key, month)
        convening.convene(world, p, key, month)
    if p[par.ACTIONS] != 0.0:
        proposals.work_on_needs(world, p, key, month)
        if p[par.CALLS] != 0.0 and (month - warm_up) % between == between - 1:
            funding.hold_call(world, p, key, month)
    if p[par.AID] != 0.0:
        mutual_aid.help_one_another(world, p, key, month)
    if p[par.LEARNING] != 0.0:
        learning.teach(world, p, key, month)
    routine_work.hold_needs(world, p)
    decay.wear(world, p)
    engagement.look_around(world)
    ladder.find_centre(world)
    ladder.judge(world, p, month)
    collective.stand(world, p, of_year == 11)


@compiled
def write_down(world: World, indicators: "np.ndarray", need_levels: "np.ndarray", line: int) -> None:
    """Write the indicators at the end of month `line` of the contract. At month 0, also store the values that progress is
    measured from.
    """
    if line == 0:
        collective.remember_start(world)
    measure(world, indicators[line])
    for k in range(need_levels.shape[1]):
        need_levels[line, k] = world.needs[at.LEVEL, k]


@entry
def live(
    batch: World,
    replicates: int,
    points: "np.ndarray",
    calendars: "np.ndarray",
    budget: float,
    shocks: "np.ndarray",
    seed: int,
    first_replicate: int,
    start: int,
    stop: int,
    warm_up: int,
    indicators: "np.ndarray",
    need_levels: "np.ndarray",
    words: "np.ndarray",
    path: "np.ndarray",
    feasible: "np.ndarray",
    choices: "np.ndarray",
    dues: "np.ndarray",
) -> None:
    """Run months start..stop-1 of a batch, replicate by replicate. Months count from the start of the warm-up.

    `batch`: the `handle` of a `World` with R in front of every shape except scratch arrays and events. `points` (1 or R,
    parameters): the same for all runs, or one row per run. `calendars` (1 or R, months + 1, instruments): doses in hours;
    row 0, all zero, is used for every month of the warm-up. `shocks` (warm_up + months, K + 2). `indicators` (R, months +
    1, indicators) and `need_levels` (R, months + 1, K) receive the results; row 0 is the end of the warm-up.

    `words` (1 or R, months + 1): the decisions at the end of each month, as flags of decisions.py. For a stance that
    chooses or extends training, `calendars` must have R rows, because each run's own is changed. `path` (9,):
    calendar.py. `feasible` (C,): the stances to choose among; `choices` (C or R C, months + 1, instruments): their
    calendars, for all runs or for each; `dues` (1 or R,): hours of engineering in all.
    """
    what = as_const_grid(path), as_const_grid(feasible), as_const_grid(choices)
    for r in range(replicates):
        world, key = reference(batch, r), (seed, first_replicate + r)
        numbers = as_const_grid(points[min(r, points.shape[0] - 1)])
        hours = calendars[min(r, calendars.shape[0] - 1)]
        first, due = _first_choice(r, feasible, choices), dues[min(r, dues.shape[0] - 1)]
        if start == 0 and warm_up == 0:
            ladder.find_centre(world)
            write_down(world, as_grid(indicators[r]), as_grid(need_levels[r]), 0)
        for month in range(start, stop):
            ended = month - warm_up + 1
            doses = as_grid(hours[max(0, ended)])
            live_month(world, numbers, doses, budget, as_grid(shocks[month]), key, month, warm_up)
            if ended >= 0:
                write_down(world, as_grid(indicators[r]), as_grid(need_levels[r]), ended)
                word = words[min(r, words.shape[0] - 1), ended]
                decisions.decide(world, numbers, key, word, ended, warm_up, *what, first, due, as_grid(hours))


@compiled
def _first_choice(r: int, feasible: "np.ndarray", choices: "np.ndarray") -> int:
    """Index of the first calendar that run r may choose: the same for all runs, or one group per run."""
    return r * feasible.shape[0] if choices.shape[0] > feasible.shape[0] else 0


@entry
def decide(
    batch: World,
    replicates: int,
    points: "np.ndarray",
    calendars: "np.ndarray",
    seed: int,
    first_replicate: int,
    month: int,
    warm_up: int,
    word: int,
    path: "np.ndarray",
    feasible: "np.ndarray",
    choices: "np.ndarray",
    dues: "np.ndarray",
) -> None:
    """Take the decisions that a word encodes now, at the end of `month` of the contract, for every replicate; arguments
    as in `live`.
    """
    what = as_const_grid(path), as_const_grid(feasible), as_const_grid(choices)
    for r in range(replicates):
        world, key = reference(batch, r), (seed, first_replicate + r)
        numbers = as_const_grid(points[min(r, points.shape[0] - 1)])
        hours = as_grid(calendars[min(r, calendars.shape[0] - 1)])
        first, due = _first_choice(r, feasible, choices), dues[min(r, dues.shape[0] - 1)]
        decisions.decide(world, numbers, key, word, month, warm_up, *what, first, due, hours)


@entry
def set_calendar(
    batch: World,  # noqa: ARG001
    replicates: int,
    points: "np.ndarray",
    effort: float,
    path: "np.ndarray",
    recipe: int,
    shares: "np.ndarray",
    month: int,
    dues: "np.ndarray",
    buffer: "np.ndarray",
    calendars: "np.ndarray",
) -> None:
    """Write the calendars of a built-in stance, (R, months + 1, instruments), for `effort` in full-time equivalents, by
    the parameters of each run. `recipe`, `shares`: recipes.py. `buffer` (months + 1, instruments) is overwritten.

    If `month` is above 0, earlier months stay, and the rest of the hours `dues` (1 or R,) is spent in the proportions of
    the stance's own later months. `batch` only selects the code.
    """
    for r in range(replicates):
        point = points[min(r, points.shape[0] - 1)]
        hours = effort * point[par.FTE_HOURS]
        whole = as_grid(buffer)
        recipes.make_calendar(
            whole, as_const_grid(path), hours, point[par.OWN_SHARE], recipe, as_const_grid(shares)
        )
        for later in range(month + 1 if month > 0 else 0, buffer.shape[0]):
            for instrument in range(buffer.shape[1]):
                calendars[r, later, instrument] = buffer[later, instrument]
        if month > 0:
            calendar.spend_rest(as_grid(calendars[r]), month, dues[min(r, dues.shape[0] - 1)])


@entry
def examine(
    batch: World, replicates: int, points: "np.ndarray", passes: "np.ndarray", bottlenecks: "np.ndarray"
) -> None:
    """Write raw passes (R, N, 12) and bottlenecks (R, 12) of a batch in its present state. `points`: as in `live`."""
    for r in range(replicates):
        numbers = as_const_grid(points[min(r, points.shape[0] - 1)])
        ladder.examine(reference(batch, r), numbers, as_grid(passes[r]), as_grid(bottlenecks[r]))


@entry
def observe(
    batch: World,
    replicates: int,
    points: "np.ndarray",
    seed: int,
    first_replicate: int,
    month: int,
    errors: "np.ndarray",
    of_actors: "np.ndarray",
    of_needs: "np.ndarray",
) -> None:
    """Write the observations of a diagnosis of a batch in its present state: standard errors (R,), of actors (R, N,
    columns), of needs (R, K, 1 + K), with the columns of observation.py.
    """
    for r in range(replicates):
        world = reference(batch, r)
        numbers = as_const_grid(points[min(r, points.shape[0] - 1)])
        errors[r] = observation.error_of(world, numbers)
        observation.see(
            world, numbers, (seed, first_replicate + r), month, as_grid(of_actors[r]), as_grid(of_needs[r])
        )
