"""Draws belong to a seed, a purpose and a name; their laws are as stated."""

import numpy as np
import pytest

from simul_agir.scenario import draws

KNOWN = [0.5788934703451168, 0.9649919998343426]
NAMES = tuple(f"actor-{number}" for number in range(4000))


def test_a_draw_depends_on_seed_purpose_and_name_only() -> None:
    first = draws.uniforms(1, "x", "a", 4)
    assert first.tolist() == draws.uniforms(1, "x", "a", 9)[:4].tolist()
    others = [draws.uniforms(*each, 4) for each in ((2, "x", "a"), (1, "y", "a"), (1, "x", "b"))]
    assert all(first.tolist() != other.tolist() for other in others)


def test_the_first_draws_are_known() -> None:
    """Philox keyed by BLAKE2b: the same on every machine and under every version of numpy."""
    assert draws.uniforms(1, "attributes", "caf", 2).tolist() == KNOWN


def test_uniforms_of_actors_and_pairs_are_uniform() -> None:
    keys = draws.actor_keys(1, "ties", NAMES)
    for sample in (draws.table(1, "x", NAMES, 1)[:, 0], draws.pair_uniforms(keys[:-1], keys[1:], 0)):
        assert 0 <= sample.min() < sample.max() < 1
        assert sample.mean() == pytest.approx(0.5, abs=4 / np.sqrt(12 * len(sample)))
        counts = np.histogram(sample, 10, (0, 1))[0]
        assert ((counts - len(sample) / 10) ** 2 / (len(sample) / 10)).sum() < 28


def test_a_truncated_normal_is_within_and_centred() -> None:
    luck = draws.table(1, "x", NAMES, 1)[:, 0]
    wide = draws.truncated_normal(luck, 0.5, 0.1, 0.0, 1.0)
    assert wide.mean() == pytest.approx(0.5, abs=0.01)
    assert wide.std() == pytest.approx(0.1, abs=0.01)
    tight = draws.truncated_normal(luck, 0.9, 0.5, 0.0, 1.0)
    assert 0 <= tight.min() <= tight.max() <= 1
    assert draws.truncated_normal(0.3, 0.7, 0.0, 0.0, 1.0) == 0.7


def test_a_lognormal_has_its_median_and_no_negative_value() -> None:
    luck = draws.table(1, "x", NAMES, 1)[:, 0]
    sample = draws.lognormal(luck, 60.0, 0.3, 1e5)
    assert np.median(sample) == pytest.approx(60, rel=0.03)
    assert np.log(sample).std() == pytest.approx(0.3, rel=0.05)
    assert draws.lognormal(0.9, 0.0, 0.4, 1e5) == 0
