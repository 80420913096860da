"""Gossip with actors who never move: opinions wander for ever, around what the stubborn ones say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    """A network in which the first `stubborn` actors never move, and the others are more or less open."""
    n, still, alters, length = whole(values, "actors", "stubborn", "ties", "months")
    capacity = network.uneven_capacity(n, options)
    openness = options.start(4).uniform(0.4, 1.0, n)
    openness[:still] = 0.0
    start = network.starts(n, options)
    start[0], start[1] = (1.0, 0.0), (0.0, 1.0)
    numbers = {**meeting(values["meetings"], capacity), **ON_TIES, "convergence": values["convergence"]}
    given = {**WIDE, "capacity": capacity, "openness": openness}
    web = network.connected_web(n, alters, options)
    return reduced("stubborn", start, ("encounters", "priority_change"), numbers, length, given, web)


def read(values: Values, options: RunOptions) -> list[Reading]:
    """Time averages over the second half of the months: for the actor that lies worst, and for all on average."""
    place = scenario(values, options)
    still, free, half = int(values["stubborn"]), slice(int(values["stubborn"]), -1), place.months // 2
    seen = observe_runs(place, int(values["runs"]), options, network.look)
    averages = seen[:, half + 1 :, free].mean(axis=1)
    moved = np.abs(seen[:, :, :still] - place.landscape.mandate[:still, 0]).max()
    limit, expected = expectations(place, still, seen[:, :, -1].cumsum(axis=1)[:, half + 1 :])
    bounds = sample_tolerance(averages, averages.shape[1])
    off = averages.mean(axis=0) - expected
    worst = int(np.argmax(np.abs(off) / bounds))
    together = averages.mean(axis=1)
    return [
        Reading("stubborn_moved", 0.0, float(moved), 0.0, published=0.0),
        Reading(
            "time_average",
            float(expected[worst]),
            float(averages[:, worst].mean()),
            float(bounds[worst]),
            published=float(limit[worst]),
            published_tolerance=abs(float(limit[worst] - expected[worst])),
            fields={"actor": worst + still + 1},
        ),
        Reading(
            "time_average_of_all",
            float(expected.mean()),
            float(together.mean()),
            float(sample_tolerance(together)),
            published=float(limit.mean()),
            published_tolerance=abs(float(limit.mean() - expected.mean())),
        ),
    ]


def expectations(place: Scenario, still: int, met: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """What time averages tend to, and what they are on average after these numbers of encounters (R, months): (n,) each.

    Source: Acemoglu, Como, Fagnani and Ozdaglar 2013: (I - W_rr)^-1 W_rs x_s, W being the shares of one's encounters.
    """
    begun = place.landscape.mandate[:, 0]
    drawn = network.laplacian(network.meeting_chances(place))
    limit = np.asarray(np.linalg.solve(drawn[still:, still:], -drawn[still:, :still] @ begun[:still]), float)
    rate = place.parameters["convergence"] * place.landscape.attributes["openness"][still:]
    modes = network.modes_of(drawn[still:, still:], rate)
    left = network.powers(modes, met).mean(axis=(0, 1))
    return limit, limit + modes.out @ (left * (modes.into @ (begun[still:] - limit)))


LIMIT = Limit(
    name="stubborn",
    source="Acemoglu, Como, Fagnani and Ozdaglar 2013",
    settings=(
        actors(12, 4, network.MOST_ACTORS),
        Setting("stubborn", 3, 2, 1000, whole=True),
        Setting("ties", 4, 2, 16, whole=True),
        parameter("convergence", 0.5, 0.05),
        Setting("meetings", 4.0, 1.0, 50.0),
        months(60, 10),
        runs(300),
    ),
    read=read,
    scenario=scenario,
    bounds=lambda values: (Setting("stubborn", 2, 2, values["actors"] - 1, whole=True),),
)
