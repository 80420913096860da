"""Starting the page: which territories, under which address, who is let in; and the rehearsal before a session."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from simul_agir.locale import RefusalError, RequestError, Words
from simul_agir.page.guard import Hosts
from simul_agir.page.local import LocalEngine
from simul_agir.page.room import Room
from simul_agir.page.server import Served, build
from simul_agir.scenario import Scenario, ScenarioError
from simul_agir.scenario.shipped import shipped

HERE = "127.0.0.1"
HERE_NAME = "here"
MOST_FRAME = 1 << 18  # bytes of a message from a browser
_LARGE = 300  # actors from which a shipped territory is left out of the list


@dataclass(frozen=True)
class Settings:
    """How the page was asked for. host: "" for this machine only."""

    scenario: str
    host: str
    port: int
    explorers: bool = False
    browser: bool = False

    @property
    def bound(self) -> str:
        """The address the server listens at."""
        return self.host or HERE

    @property
    def address(self) -> str:
        """The address that people type, with its port."""
        name = own_address() if self.host in ("0.0.0.0", "::") else self.bound
        return f"{name}:{self.port}"


def own_address() -> str:
    """This machine's address in its network, 127.0.0.1 where it has none. Nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return HERE


def territories(first: str) -> dict[str, Scenario]:
    """The territory asked for, then the shipped ones. Raises ScenarioError for the first.

    A folder of one's own goes by "here": its name is in no link.
    """
    found = {first if first in shipped() else HERE_NAME: Scenario.load(first)}
    for name in shipped():
        if name not in found:
            with contextlib.suppress(ScenarioError):
                each = Scenario.load(name)
                if each.landscape.size <= _LARGE:
                    found[name] = each
    return found


def served(settings: Settings) -> Served:
    """Everything a server needs."""
    names = [settings.bound, settings.address.rpartition(":")[0]]
    hosts = Hosts.of((name for name in names if name not in ("0.0.0.0", "::")), settings.port)
    room = Room(explorers=settings.explorers, address=settings.address, network=bool(settings.host))
    return Served(LocalEngine(territories(settings.scenario)), room, hosts, settings.address)


def serve(settings: Settings, translate: Words, tell: Callable[[str], None]) -> None:
    """Serve until stopped. Raises RequestError where the address is taken."""
    import uvicorn

    whole = served(settings)
    link = f"http://{HERE if settings.host in ('', '0.0.0.0', '::') else settings.host}:{settings.port}"
    enter = f"{link}/facilitator/enter/{whole.room.tokens['facilitator']}"
    _check_free(settings)
    tell(translate("page.serving", link=enter))
    if settings.host:
        tell(translate("page.serving_room", address=settings.address, word=whole.room.word))
    tell(translate("page.serving_stop"))
    config = uvicorn.Config(
        build(whole),
        host=settings.bound,
        port=settings.port,
        log_level="error",
        access_log=False,
        ws_max_size=MOST_FRAME,
        ws_max_queue=32,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    if settings.browser:
        threading.Timer(0.8, webbrowser.open, [enter]).start()
    uvicorn.Server(config).run()


def _check_free(settings: Settings) -> None:
    """RequestError where nobody can listen at this address."""
    family = socket.AF_INET6 if ":" in settings.bound else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bound, settings.port))
        except socket.gaierror as error:
            raise RequestError("page_host", found=settings.host[:80]) from error
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, None):
                raise RequestError(
                    "page_host_why", found=settings.bound, why=RefusalError.of(error)
                ) from error
            raise RequestError(
                "page_taken", address=f"{settings.bound}:{settings.port}", next=settings.port + 1
            ) from error
