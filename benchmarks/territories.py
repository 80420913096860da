"""Territories of any size, to measure how cost grows with the number of actors."""

from dataclasses import replace

import numpy as np

from simul_agir import Scenario
from simul_agir.scenario import Landscape


def of_size(scenario: Scenario, actors: int) -> Scenario:
    """The scenario with its actors copied, ties within each copy, until there are `actors` of them; budget and effort grow
    with it.
    """
    old = scenario.landscape
    copies = -(-actors // old.size)
    kept = slice(0, actors)
    shift = np.repeat(np.arange(copies) * old.size, len(old.sources))
    sources, targets = np.tile(old.sources, copies) + shift, np.tile(old.targets, copies) + shift
    inside = (sources < actors) & (targets < actors)
    landscape = Landscape(
        ids=tuple(f"{name}-{copy}" for copy in range(copies) for name in old.ids)[kept],
        names=(old.names * copies)[kept],
        kinds=(old.kinds * copies)[kept],
        attributes={name: np.tile(values, copies)[kept] for name, values in old.attributes.items()},
        expertise=np.tile(old.expertise, (copies, 1))[kept],
        mandate=np.tile(old.mandate, (copies, 1))[kept],
        understanding=np.tile(old.understanding, (copies, 1))[kept],
        sources=sources[inside],
        targets=targets[inside],
        strengths=np.tile(old.strengths, copies)[inside],
        trusts=np.tile(old.trusts, copies)[inside],
        latent=np.tile(old.latent, copies)[kept],
        asleep=np.tile(old.asleep, copies)[kept],
        lead=old.lead,
        project_team=old.project_team,
    )
    share = actors / old.size
    return replace(
        scenario, landscape=landscape, budget=scenario.budget * share, effort=scenario.effort * share
    )
