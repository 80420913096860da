"""The rehearsal: checks of the network and the machine before a session."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.locale import LANGUAGES, RefusalError, RequestError, Words
from simul_agir.page.kit import kit
from simul_agir.report.files.folder import FolderError, nearest_folder, write_whole
from simul_agir.report.files.unfinished import unfinished
from simul_agir.scenario import Scenario
from simul_agir.study.exploring import PairedRuns, arms_of

if TYPE_CHECKING:
    from simul_agir.page.serving import Settings

WAIT = 3.0  # seconds for an answer of this machine's own page
SLOW = 0.5  # seconds of a draft from which a slider lags


@dataclass(frozen=True)
class Check:
    """One thing that was checked. standing: "ok", "look" (somebody has to look) or "mend"."""

    standing: str
    text: str

    def line(self, translate: Words) -> str:
        """It as one line."""
        return f"{translate(f'rehearse.{self.standing}')} {self.text}"


def rehearse(settings: Settings, folder: Path, translate: Words) -> list[Check]:
    """Checks codes, network, firewall and speed, and writes the kit to print. FolderError, RequestError if it cannot be."""
    from simul_agir.page.serving import own_address

    scenario = Scenario.load(settings.scenario)
    _check(folder)
    own = own_address()
    return [
        _packages(translate),
        _network(own, translate),
        _answers(settings, own, translate),
        Check("look", translate("rehearse.firewall", address=f"{own}:{settings.port}")),
        Check("look", translate("rehearse.encryption")),
        Check("look", translate("rehearse.projector")),
        _speed(scenario, translate),
        _codes(f"http://{own}:{settings.port}/", translate),
        *_kits(scenario, folder, translate),
    ]


def _packages(translate: Words) -> Check:
    """Whether all that the page needs is installed."""
    import fastapi
    import uvicorn

    return Check(
        "ok", translate("rehearse.packages", fastapi=fastapi.__version__, uvicorn=uvicorn.__version__)
    )


def _network(own: str, translate: Words) -> Check:
    """Whether this machine is in any network that phones could join."""
    if own.startswith("127."):
        return Check("mend", translate("rehearse.no_network"))
    return Check("ok", translate("rehearse.network", address=own))


def _answers(settings: Settings, own: str, translate: Words) -> Check:
    """Whether a page served at this machine's network address can be fetched from this machine."""
    address = f"{own}:{settings.port}"
    try:
        fine = _fetched(own, settings.port) == b"ok"
    except OSError as error:
        why = RefusalError.of(error).text(translate.lang)
        return Check("mend", translate("rehearse.no_answer", address=address, why=why))
    key = "rehearse.answer" if fine else "rehearse.other_answer"
    return Check("ok" if fine else "mend", translate(key, address=address))


def _fetched(own: str, port: int) -> bytes:
    """What is fetched of a page of one word that is served at an address. Raises OSError."""
    with socket.create_server((own, port)) as server:
        thread = threading.Thread(target=_answer_once, args=(server,), daemon=True)
        thread.start()
        connection = http.client.HTTPConnection(own, port, timeout=WAIT)
        connection.request("GET", "/")
        found = connection.getresponse().read()
        connection.close()
        return found


def _answer_once(server: socket.socket) -> None:
    server.settimeout(WAIT)
    try:
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
    except OSError:
        return


def _speed(scenario: Scenario, translate: Words) -> Check:
    """How long a draft takes here: eight runs of every stance."""
    lives = PairedRuns(scenario, arms_of(scenario), 1)
    lives.add(1)  # what is compiled or read first is not the slider's time
    begun = time.perf_counter()
    lives.add(8)
    took = time.perf_counter() - begun
    key = "rehearse.speed" if took < SLOW else "rehearse.slow"
    return Check("ok" if took < SLOW else "look", translate(key, milliseconds=round(1000 * took)))


def _codes(link: str, translate: Words) -> Check:
    """Whether a code for phones can be drawn."""
    from simul_agir.page.server import qr_code

    size = len(qr_code(link))
    return Check("ok" if size else "mend", translate("rehearse.codes", link=link))


def _kits(scenario: Scenario, folder: Path, translate: Words) -> list[Check]:
    """The kit to print, in both languages. RequestError if it cannot be written."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for lang in LANGUAGES:
            file = folder / f"kit-{lang}.html"
            write_whole(file, kit(scenario, 1, lang, alone=True).encode())
            written.append(Check("ok", translate("rehearse.kit", file=str(file))))
    except OSError as error:
        raise _unwritable(folder, error) from error
    return written


def _check(folder: Path) -> None:
    """RequestError unless the kit can be written into a folder, so that it is told before all else is checked."""
    try:
        if folder.exists() and not folder.is_dir():
            raise FolderError("not_a_folder", folder=folder)
        with unfinished(folder if folder.is_dir() else nearest_folder(folder)):
            pass
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: Exception) -> RequestError:
    return RequestError("kit_unwritable", found=str(folder)[:200], why=RefusalError.of(error))
