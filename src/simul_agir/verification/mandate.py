"""Gossip with return to the mandate: actors settle between what they hear and what they are obliged to."""

from __future__ import annotations

import numpy as np

from simul_agir.scenario import Scenario
from simul_agir.verification import network
from simul_agir.verification.limit import (
    Floats,
    Limit,
    Reading,
    RunOptions,
    Setting,
    Values,
    actors,
    months,
    parameter,
    runs,
    sample_tolerance,
    whole,
)
from simul_agir.verification.reduced import ON_TIES, WIDE, meeting, observe_runs, reduced


def scenario(values: Values, options: RunOptions) -> Scenario:
    """A network of actors, more or less open, whose priorities return toward the mandate each month."""
    n, alters, length = whole(values, "actors", "ties", "months")
    capacity = network.uneven_capacity(n, options)
    numbers = {**meeting(values["meetings"], capacity), **ON_TIES}
    numbers |= {name: values[name] for name in ("convergence", "mandate_pull")}
    given = {**WIDE, "capacity": capacity, "openness": options.start(4).uniform(0.4, 1.0, n)}
    only = ("encounters", "priority_change", "wearing")
    web = network.connected_web(n, alters, options)
    return reduced("mandate", network.starts(n, options), only, numbers, length, given, web)


def read(values: Values, options: RunOptions) -> list[Reading]:
    """The mean path, in its worst month; and where it ends, for the actor that lies worst, over the last third of months."""
    place = scenario(values, options)
    begun, last = place.landscape.mandate[:, 0], 2 * place.months // 3
    seen = observe_runs(place, int(values["runs"]), options, network.look)
    simulated, met = seen[:, 1:, :-1], seen[:, 1:, -1]
    path, limit = expectations(place, met)
    gone = (simulated - begun) @ ((path - begun).T / ((path - begun) ** 2).sum(axis=1))
    along = np.diagonal(gone, axis1=1, axis2=2)  # share of the way expected by each month, of each run
    bounds = sample_tolerance(along, along.shape[1])
    month = int(np.argmax(np.abs(along.mean(axis=0) - 1.0) / bounds))
    ends = simulated[:, last:].mean(axis=1)
    expected = path[last:].mean(axis=0)
    limits = sample_tolerance(ends, ends.shape[1])
    worst = int(np.argmax(np.abs(ends.mean(axis=0) - expected) / limits))
    return [
        Reading(
            "way_gone",
            1.0,
            float(along[:, month].mean()),
            float(bounds[month]),
            published=1.0,
            fields={"month": month + 1},
        ),
        Reading(
            "fixed_point",
            float(expected[worst]),
            float(ends[:, worst].mean()),
            float(limits[worst]),
            published=float(limit[worst]),
            published_tolerance=abs(float(limit[worst] - expected[worst])),
            fields={"actor": worst + 1},
        ),
    ]


def expectations(place: Scenario, met: Floats) -> tuple[Floats, Floats]:
    """Mean path (months, N) given the encounters of each run and month (R, months), and the fixed point it tends to (N,).

    A month's encounters leave M^c of what actors think, on average, and the mandate then draws by a share a:
    x -> (1 - a) M^c x + a m. The fixed point is that of Friedkin and Johnsen 1990, x = (1 - a) W x + a m, with W the mean
    of M^c.
    """
    begun = place.landscape.mandate[:, 0]
    rate = place.parameters["convergence"] * place.landscape.attributes["openness"]
    modes = network.modes_of(network.laplacian(network.meeting_chances(place)), rate)
    pull = place.parameters["mandate_pull"]
    home = modes.into @ begun
    where = np.broadcast_to(home, (len(met), len(home)))
    path = []
    for month in range(met.shape[1]):
        where = (1.0 - pull) * network.powers(modes, met[:, month]) * where + pull * home
        path.append(modes.out @ where.mean(axis=0))
    kept = network.powers(modes, met).mean(axis=(0, 1))
    return np.array(path), modes.out @ (pull * home / (1.0 - (1.0 - pull) * kept))


LIMIT = Limit(
    name="mandate",
    source="Friedkin and Johnsen 1990",
    settings=(
        actors(12, 4, network.MOST_ACTORS),
        Setting("ties", 4, 2, 16, whole=True),
        parameter("convergence", 0.1, 0.01),
        parameter("mandate_pull", 0.05, 0.001),
        Setting("meetings", 1.0, 0.5, 50.0),
        months(90, 10),
        runs(300),
    ),
    read=read,
    scenario=scenario,
)
