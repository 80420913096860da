"""A server of the page on this machine, with a small territory."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from simul_agir.page.guard import Hosts
from simul_agir.page.local import LocalEngine
from simul_agir.page.room import Room
from simul_agir.page.server import Served, build
from simul_agir.scenario import Scenario


@dataclass
class Running:
    """A server that runs: its address and what it is made of."""

    base: str
    served: Served

    @property
    def enter(self) -> str:
        return f"{self.base}/facilitator/enter/{self.served.room.tokens['facilitator']}"

    @property
    def wall(self) -> str:
        return f"{self.base}/wall/enter/{self.served.room.tokens['wall']}"


def own_table() -> str:
    """A table of four actors, as somebody would type it."""
    rows = ("id;name;kind;role", "m;Mairie;commune;lead", "p;Projet;project_team;project_team")
    return "\n".join((*rows, "a;Asso;association;", "c;Conseil;residents_council;", ""))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    port = free_port()
    engine = LocalEngine(
        {name: Scenario.load(name) for name in ("classroom", "small-contract")}, most_runs=200
    )
    address = f"127.0.0.1:{port}"
    room = Room(explorers=True, address=address, network=True)
    served = Served(engine, room, Hosts.of((), port), address)
    server = uvicorn.Server(
        uvicorn.Config(build(served), host="127.0.0.1", port=port, log_level="error", ws_max_size=1 << 18)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Running(f"http://{address}", served)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; the modules that ask for it are skipped where it is not installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield found
        found.close()
