"""A page of one file, opened from the disk in a browser of this machine; what it finds, it posts to this process."""

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from simul_agir.page.bundle import bundled

from .in_node import STATIC

PATIENCE = 1500  # seconds until a browser has answered


def chromium(page: Path, home: Path) -> list[str]:
    """How Chromium opens a page without a window."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={home}"]
    return ["chromium", *options, page.as_uri()]


def firefox(page: Path, home: Path) -> list[str]:
    """How Firefox opens a page without a window."""
    home.mkdir()
    return ["firefox-esr", "--headless", "--no-remote", "--profile", str(home), page.as_uri()]


def surf(page: Path, home: Path) -> list[str]:
    """How WebKit opens a page, on a screen that nobody sees."""
    return [
        "env",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1",
        f"HOME={home}",
        "xvfb-run",
        "-a",
        "surf",
        page.as_uri(),
    ]


BROWSERS: dict[str, Callable[[Path, Path], list[str]]] = {
    "chromium": chromium,
    "firefox-esr": firefox,
    "surf": surf,
}


def answer_in_browser(browser: str, script: Path, told: Any, folder: Path) -> Any:
    """What a script's `answer(told)` gives in a browser, from a file on the disk. Raises TimeoutError."""
    shutil.copytree(STATIC, folder / "js", dirs_exist_ok=True)
    for each in script.parent.glob("*.js"):
        shutil.copy(each, folder / each.name)
    with listening() as (port, heard):
        (folder / "main.js").write_text(MAIN.format(script=script.name, port=port), encoding="utf-8")
        page = folder / "page.html"
        code = bundled(folder / "main.js").replace("</", "<\\/")
        page.write_text(PAGE.format(told=json.dumps(told), code=code), encoding="utf-8")
        process = subprocess.Popen(
            BROWSERS[browser](page, folder / "home"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a browser is many processes: they end together
        )
        try:
            if not heard.ready.wait(PATIENCE):
                raise TimeoutError(f"{browser} did not answer")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    assert "fault" not in heard.answer, heard.answer["fault"]
    return heard.answer["found"]


MAIN = """\
import {{ answer }} from './{script}';

const post = {{ method: 'POST', mode: 'no-cors' }};
const tell = (found) => fetch('http://127.0.0.1:{port}/', {{ ...post, body: JSON.stringify(found) }});
const told = JSON.parse(document.getElementById('told').textContent);
answer(told).then(
  (found) => tell({{ found }}),
  (error) => tell({{ fault: String(error && error.stack || error) }}),
);
"""
PAGE = """\
<!doctype html>
<meta charset="utf-8">
<title>A page of one file</title>
<script type="application/json" id="told">{told}</script>
<script>{code}</script>
"""


class Heard:
    """What was posted."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.answer: dict[str, Any] = {}


@contextmanager
def listening() -> Iterator[tuple[int, Heard]]:
    """A port of this machine, and what is posted to it."""
    heard = Heard()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.answer = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()
            heard.ready.set()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
