"""The schedule of a month: the one place where the order of the mechanisms stands (MODEL.md 3)."""

import numpy as np

from simul_agir.engine.handles import constant, lean, reference
from simul_agir.engine.rule import compiled, entry, woven
from simul_agir.model import (
    collective,
    context,
    convening,
    decay,
    encounters,
    engagement,
    funding,
    indicators,
    ladder,
    learning,
    levels,
    mutual_aid,
    observation,
    proposals,
    routine_work,
    shared_goal,
)
from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.state import World


@woven
def live_month(
    world: World,
    p: "np.ndarray",
    doses: "np.ndarray",
    budget: float,
    shocks: "np.ndarray",
    key: tuple[int, int],
    month: int,
    warm_up: int,
) -> None:
    """One month of one territory. `month` counts from the start of the warm-up, years from its end."""
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
def write_down(world: World, lines: "np.ndarray", need_lines: "np.ndarray", line: int) -> None:
    """What is measured at the end of month `line` of the contract; at month 0, also what later progress is measured from."""
    if line == 0:
        collective.remember_start(world)
    indicators.measure(world, lines[line])
    for k in range(need_lines.shape[1]):
        need_lines[line, k] = world.needs[at.LEVEL, k]


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
    lines: "np.ndarray",
    need_lines: "np.ndarray",
) -> None:
    """Live months start..stop-1 of a batch, replicate by replicate. Months count from the start of the warm-up.

    `batch`: the `handle` of a `World` with R in front of every shape but those of scratch, team and events. `points` (1 or
    R, parameters): those of all runs, or of each. `calendars` (1 or R, months + 1, instruments): doses, hours; the first
    row, all nil, is every month of the warm-up. `shocks` (warm_up + months, K + 2). `lines` (R, months + 1, indicators) and
    `need_lines` (R, months + 1, K) receive what is measured, line 0 at the end of the warm-up.
    """
    for r in range(replicates):
        world = reference(batch, r)
        numbers = constant(points[min(r, points.shape[0] - 1)])
        calendar = calendars[min(r, calendars.shape[0] - 1)]
        if start == 0 and warm_up == 0:
            ladder.find_centre(world)
            write_down(world, lean(lines[r]), lean(need_lines[r]), 0)
        for month in range(start, stop):
            doses = calendar[max(0, month - warm_up + 1)]
            live_month(
                world,
                numbers,
                lean(doses),
                budget,
                lean(shocks[month]),
                (seed, first_replicate + r),
                month,
                warm_up,
            )
            if month >= warm_up - 1:
                write_down(world, lean(lines[r]), lean(need_lines[r]), month - warm_up + 1)


@entry
def examine(
    batch: World, replicates: int, points: "np.ndarray", passes: "np.ndarray", bottlenecks: "np.ndarray"
) -> None:
    """Raw passes (R, N, 12) and bottlenecks (R, 12) of a batch as it stands, by the parameters of `points`, as in `live`."""
    for r in range(replicates):
        numbers = constant(points[min(r, points.shape[0] - 1)])
        ladder.examine(reference(batch, r), numbers, lean(passes[r]), lean(bottlenecks[r]))


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
    """What a diagnosis sees of a batch as it stands: standard errors (R,), of actors (R, N, columns), of needs (R, K,
    1 + K), in the columns of observation.py.
    """
    for r in range(replicates):
        world = reference(batch, r)
        numbers = constant(points[min(r, points.shape[0] - 1)])
        errors[r] = observation.error_of(world, numbers)
        observation.see(
            world, numbers, (seed, first_replicate + r), month, lean(of_actors[r]), lean(of_needs[r])
        )
