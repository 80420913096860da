"""Old methods of answers call what a layer above holds."""

import pytest

from simul_agir.forwards import forward, provide


def test_the_root_says_where_every_sentence_is_made() -> None:
    for name in ("verdict_sentence", "atlas_sentence", "discovery_sentence", "what_if_sentence"):
        with pytest.raises((AttributeError, TypeError)):
            forward(name)  # found, and called with too little


def test_what_nobody_has_provided_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        forward("nothing of this name")


def test_a_provided_function_is_called_with_what_is_given() -> None:
    provide({"isclose": "math"})
    assert forward("isclose", 1.0, 1.1, abs_tol=0.2) is True
