"""What one takes away from the page: a file, made in a process of its own, that names nobody."""

import json
import re
from collections.abc import Iterator
from multiprocessing import active_children
from typing import Any

import pytest

from simul_agir.page import dossier as module
from simul_agir.page.dossier import Forked, dossier, dossier_steps
from simul_agir.report.dossier import verified
from simul_agir.scenario import Scenario
from simul_agir.simulation import Arm
from simul_agir.study.exploring import SettingsError


@pytest.fixture(autouse=True, scope="module")
def few_runs() -> Iterator[None]:
    """As many as a test has time for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RUNS", 6)
        yield


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


@pytest.fixture(scope="module")
def head(small: Scenario, few_runs: None) -> dict[str, Any]:
    """A dossier with one setting moved."""
    return dossier(small, 3, "fr", settings={"turnover": 0.3}).head


def test_the_answer_at_these_settings_is_one_file_that_can_be_verified(head: dict[str, Any]) -> None:
    assert (head["name"], head["type"], head["runs"]) == ("simul_agir-classroom.html", "text/html", 6)
    assert '<html lang="fr">' in head["file"].decode()
    assert verified(head["file"], None, 1).sound
    json.dumps({name: value for name, value in head.items() if name != "file"}, allow_nan=False)


def test_it_names_no_actor(head: dict[str, Any], small: Scenario) -> None:
    text = head["file"].decode()
    assert not [name for name in small.landscape.names if len(name) > 12 and name in text]


def test_a_branch_tells_its_month(small: Scenario) -> None:
    forked = Forked(Arm.of("residents"), 12, "resilience", {"effort": small.effort / 2})
    found = dossier(small, 3, "en", forked).head
    assert found["sentence"]
    assert re.search(r"\b12\b", found["file"].decode())


def test_one_waits_in_small_steps_and_whoever_stops_waiting_ends_the_work(small: Scenario) -> None:
    steps = dossier_steps(small, 3, "en", None, {}, {})
    assert next(steps) is None
    assert len(active_children()) == 1
    steps.close()
    assert list(steps) == []
    assert active_children() == []


def test_what_goes_wrong_apart_is_raised_here(small: Scenario) -> None:
    with pytest.raises(SettingsError):
        list(dossier_steps(small, 3, "en", None, {"weather": 1.0}, {}))
    assert active_children() == []


def test_a_process_that_was_ended_is_told(small: Scenario) -> None:
    steps = dossier_steps(small, 3, "en", None, {}, {})
    next(steps)
    active_children()[0].kill()
    with pytest.raises(ChildProcessError):
        list(steps)
