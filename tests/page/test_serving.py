"""Starting the page: which territories it offers, and under which names and addresses."""

from pathlib import Path

import pytest
from tests.page.conftest import free_port

from simul_agir.locale import RequestError
from simul_agir.page.serving import Settings, _check_free, served, territories
from simul_agir.scenario import ScenarioError


def test_a_folder_of_ones_own_lends_no_name_to_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "madame-dupont"
    folder.mkdir()
    (folder / "scenario.toml").write_text('contract = "CN06204I"\nmonths = 12\n', encoding="utf-8")
    found = territories(str(folder))
    assert next(iter(found)) == "here"
    assert not any("dupont" in name for name in found)


def test_a_shipped_territory_goes_by_its_name() -> None:
    assert next(iter(territories("classroom"))) == "classroom"


def test_what_leads_to_no_territory_is_told() -> None:
    with pytest.raises(ScenarioError):
        territories("nowhere")


def test_only_this_machine_unless_told_otherwise() -> None:
    settings = Settings("classroom", "", free_port())
    assert settings.bound == "127.0.0.1"
    whole = served(settings)
    assert not whole.room.network
    assert whole.hosts.known(f"localhost:{settings.port}")
    assert not whole.hosts.known(f"example.org:{settings.port}")


@pytest.mark.parametrize("host", ["nonsense.invalid", "203.0.113.9"])
def test_an_address_that_is_not_this_machines_is_told(host: str) -> None:
    with pytest.raises(RequestError):
        _check_free(Settings("classroom", host, free_port()))
