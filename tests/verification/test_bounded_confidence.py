"""Tests of `verification.bounded_confidence`: bounded confidence."""

import numpy as np
import pytest

from simul_agir.verification.bounded_confidence import at_rest, clusters


def test_groups_further_apart_than_the_tolerance_never_meet_again() -> None:
    sizes, widths = clusters(np.array([0.1, 0.75, 0.15, 0.7, 0.45]), 0.31)
    assert sizes.tolist() == [5]
    sizes, widths = clusters(np.array([0.1, 0.75, 0.15, 0.7, 0.45]), 0.26)
    assert sizes.tolist() == [2, 3]
    assert widths == pytest.approx([0.05, 0.3])
    assert not at_rest(np.array([0.0, 0.2, 0.4]), 0.3)
    assert at_rest(np.array([0.0, 0.2, 0.9]), 0.3)
