"""Reduced territories: ordinary scenarios with all mechanisms off but a few, and how they are simulated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.parameters import SWITCHES
from simul_agir.scenario import ATTRIBUTES, Landscape, Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.tasks import ProgressMonitor, run_tasks
from simul_agir.stances import Stance
from simul_agir.verification.limit import Floats, RunOptions

CAPACITY = 10_000.0  # hours a month: so many that they never bind
MEETING_HOURS = 0.1
AT_ONCE = 20_000  # actors of all runs that are lived together
KIND = "association"  # a label; no rule reads it
Look = Callable[[Batch], NDArray[Any]]


@dataclass(frozen=True)
class Web:
    """Directed ties: positions of actors, strengths and trusts, (E,) each."""

    sources: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    targets: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    strengths: Floats = field(default_factory=lambda: np.zeros(0))
    trusts: Floats = field(default_factory=lambda: np.zeros(0))


def reduced(
    name: str,
    mandate: Floats,
    only: Collection[str],
    parameters: Mapping[str, float],
    months: int,
    attributes: Mapping[str, Any] | None = None,
    web: Web | None = None,
    **fields: Any,
) -> Scenario:
    """A territory of actors who start from these mandates, (N, K), with no mechanism on but `only`.

    Actors are alike but for `attributes` (one value, or one an actor): awake, of full voice, open, without expertise, with
    hours enough. No warm-up, no money, no engineering.
    """
    n, domains = mandate.shape
    usual = {"voice": 1.0, "openness": 1.0, "capacity": CAPACITY, "motivation": 0.5}
    given = {**usual, **(attributes or {})}
    own = np.left_shift(np.uint64(1), np.arange(domains, dtype=np.uint64))
    ties = web or Web()
    landscape = Landscape(
        ids=tuple(f"a{i}" for i in range(1, n + 1)),
        names=tuple(f"Actor {i}" for i in range(1, n + 1)),
        kinds=(KIND,) * n,
        attributes={each: np.broadcast_to(given.get(each, 0.0), n) for each in ATTRIBUTES},
        expertise=fields.pop("expertise", np.zeros((n, domains))),
        mandate=mandate,
        understanding=np.broadcast_to(own, (n, domains)),
        sources=ties.sources,
        targets=ties.targets,
        strengths=ties.strengths,
        trusts=ties.trusts,
        latent=np.zeros(n, bool),
        asleep=np.zeros(n, bool),
        lead=0,
        project_team=n - 1,
    )
    usual_fields = {
        "name": name,
        "domains": tuple(f"need{k}" for k in range(1, domains + 1)),
        "needs": np.full(domains, 0.5),
        "links": own,
        "budget": 0.0,
        "effort": 0.0,
        "warm_up": 0,
        "arms": ("none",),
    }
    return Scenario(
        **{**usual_fields, **fields},
        landscape=landscape,
        months=months,
        parameters=dict(parameters),
        mechanisms={switch: switch in only for switch in SWITCHES},
    )


def meeting(meetings: float, capacity: Floats | float = CAPACITY) -> dict[str, float]:
    """Parameters under which each actor has `meetings` encounters a month on average, all of which agree.

    Hours never bind: an actor could give its own to ten thousand meetings a month. Skill widens the widest tolerance, so
    that two who stand wholly apart do not disagree by a rounding.
    """
    return {
        "meeting_hours": MEETING_HOURS,
        "meeting_share": meetings * MEETING_HOURS / float(np.mean(capacity)),
        "change_limit": 1.0,
        "misunderstanding": 0.0,
        "tolerance": 1.0,
        "tolerance_skill": 1.0,
        "tolerance_comfort": 0.0,
    }


WIDE = {"cooperation_skill": 1.0}  # with `meeting`: a tolerance of 2 where distances end at 1

# Everybody meets anybody; an actor keeps few in mind, as ties do not matter.
MIXING = {"exploration": 1.0, "homophily": 0.0, "alters": 4.0}

# Everybody meets those it is tied to, in proportion to the strength of the tie, which nothing changes.
ON_TIES = {"exploration": 0.0, "tie_gain": 0.0, "tie_fading": 0.0, "tie_floor": 0.0}


def encounters(batch: Batch) -> Floats:
    """Encounters of the batch's present month, (R,)."""
    found: Floats = batch.indicators[:, batch.month, INDICATORS.index("encounters")]
    return found


def observe_runs(
    scenario: Scenario, runs: int, options: RunOptions, look: Look, stance: str | Stance = "none"
) -> NDArray[Any]:
    """What `look` sees of each run at month 0 and at the end of every month, (runs, months + 1, ...)."""
    step = max(1, min(runs, AT_ONCE // scenario.landscape.size))
    parts = [range(first, min(first + step, runs)) for first in range(0, runs, step)]
    seen: dict[int, NDArray[Any]] = {}

    def observe(part: range) -> None:
        batch = Batch.begin(scenario, stance, len(part), options.seed, part.start)
        views = [np.array(look(batch))]
        views += [np.array(look(batch.run_until(month + 1))) for month in range(scenario.months)]
        seen[part.start] = np.stack(views, axis=1)

    _share_out(parts, observe, options)
    return np.concatenate([seen[part.start] for part in parts])


def observe_territories(
    make: Callable[[int], Scenario], count: int, options: RunOptions, observe: Callable[[Batch], Any]
) -> NDArray[Any]:
    """What `live` returns of one run of each of `count` territories, (count, ...); each has the luck of its number."""
    seen: dict[int, Any] = {}

    def one(part: range) -> None:
        for number in part:
            seen[number] = observe(Batch.begin(make(number), "none", 1, options.seed, number))

    _share_out([range(i, i + 1) for i in range(count)], one, options)
    return np.array([seen[number] for number in range(count)])


def _share_out(parts: list[range], observe: Callable[[range], None], options: RunOptions) -> None:
    monitor = ProgressMonitor(sum(map(len, parts)), options.progress)

    def make_worker() -> Callable[[range], None]:
        def work(part: range) -> None:
            observe(part)
            monitor.add(len(part))

        return work

    run_tasks(parts, make_worker, options.jobs, monitor)
