"""Old names are found for one release, and say where things are now."""

import importlib
import importlib.util
import sys

import pytest

import simul_agir
from simul_agir import stances, world
from simul_agir.model import indicators, instruments
from simul_agir.moved import moved


@pytest.mark.parametrize(("old", "new"), [("instruments", instruments), ("measures", indicators)])
def test_a_documented_old_module_is_the_new_one_and_warns(old: str, new: object) -> None:
    world = importlib.import_module("simul_agir.world")
    with pytest.warns(DeprecationWarning, match=f"{old} has moved: import from simul_agir.stances"):
        assert getattr(world, old) is new


def test_what_was_never_there_is_not_found() -> None:
    with pytest.raises(ImportError):
        importlib.import_module("simul_agir.world.nothing")


def test_stances_give_what_a_stance_of_ones_own_reads() -> None:
    assert stances.INSTRUMENTS[stances.REGULATE] == "regulate"
    assert stances.INDICATORS is indicators.INDICATORS


@pytest.mark.parametrize(("old", "new"), moved().items())
def test_a_moved_module_is_found_under_its_old_name_and_warns(old: str, new: str) -> None:
    sys.modules.pop(f"simul_agir.{old}", None)
    with pytest.warns(DeprecationWarning, match=f"import from simul_agir.{new}"):
        found = importlib.import_module(f"simul_agir.{old}")
    assert found is importlib.import_module(f"simul_agir.{new}")
    assert found.__name__ == f"simul_agir.{new}"


def test_a_package_named_like_a_function_can_still_be_called() -> None:
    from simul_agir.study import compare

    with pytest.warns(DeprecationWarning, match="use simul_agir.compare"):
        found = compare(simul_agir.Scenario.load("classroom"), ["none", "residents"], runs=2)  # type: ignore[operator]
    assert isinstance(found, simul_agir.Comparison)


@pytest.mark.parametrize("new", sorted(world.MOVED.values()))
def test_every_old_name_of_the_world_leads_to_a_module(new: str) -> None:
    assert importlib.util.find_spec(f"simul_agir.{new}") is not None
