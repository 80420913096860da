"""The kit to print, and the rehearsal: whole, in both languages, nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest
from tests.page.conftest import free_port

from simul_agir.locale import words
from simul_agir.page.kit import MINUTES, STEPS, kit
from simul_agir.page.rehearsing import rehearse
from simul_agir.page.serving import Settings
from simul_agir.scenario import Scenario


@pytest.fixture(scope="module")
def small() -> Scenario:
    return Scenario.load("classroom")


def test_the_kit_holds_every_sheet_and_asks_nothing_of_another_host(small: Scenario, lang: str) -> None:
    page = kit(small, 1, lang, alone=True)
    translate = words(lang)
    for sheet in ("map", "script", "stages", "stances", "votes", "prediction", "result"):
        assert translate(f"kit.{sheet}").split("{")[0] in page.replace("&#x27;", "'")
    assert not re.search(r"https?://|<script|src=", page)
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_the_script_of_two_hours_lasts_two_hours() -> None:
    assert len(MINUTES) == len(STEPS)
    assert sum(MINUTES) == 120


def test_a_rehearsal_says_what_is_well_and_writes_the_kit(tmp_path: Path) -> None:
    checks = rehearse(Settings("classroom", "", free_port()), tmp_path, words("en"))
    assert {check.standing for check in checks} <= {"ok", "look", "mend"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kit-en.html", "kit-fr.html"]
    assert all(check.line(words("fr")) for check in checks)
