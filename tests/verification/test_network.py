"""Tests of `verification.network`: gossip on a network: who meets whom how often, and the mean dynamics that follow."""

import numpy as np

from simul_agir.verification import RunOptions
from simul_agir.verification.network import connected_web


def test_webs_are_connected_both_ways_and_within_what_an_actor_keeps_in_mind() -> None:
    for actors, alters in ((4, 16), (40, 2), (40, 16)):
        web = connected_web(actors, alters, RunOptions(1))
        pairs = set(zip(web.sources.tolist(), web.targets.tolist(), strict=True))
        assert {(j, i) for i, j in pairs} == pairs
        assert {(i, (i + 1) % actors) for i in range(actors)} <= pairs
        assert np.bincount(web.sources).max() <= 32
