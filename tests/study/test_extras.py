"""A library that is not installed is named, with the way to install it."""

import math

import pytest

from simul_agir.locale import RequestError
from simul_agir.study.extras import needed


def test_what_is_installed_is_given() -> None:
    assert needed("math", "study") is math


def test_what_is_missing_is_named_with_its_extra() -> None:
    with pytest.raises(RequestError, match="study"):
        needed("no_library_of_this_name", "study")
