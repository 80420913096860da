"""Firefox as it is installed, driven by WebDriver BiDi: what one test of a page in one file needs of it.

Playwright drives a Firefox of its own; this is the one that a public office has.
"""

import base64
import contextlib
import itertools
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
MOST = 64 << 20  # bytes of a message: a screenshot
LONGEST = 120  # seconds that an answer takes


class Firefox:
    """One window. `requests`: addresses of all that was asked for; `said`: errors of the console and of scripts."""

    def __init__(self, address: str) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self._numbers = itertools.count(1)
        self._line = connect(f"{address}/session", max_size=MOST)
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.window = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **fields: Any) -> Any:
        """A command of the protocol, and its answer; what happens meanwhile is noted."""
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": fields}))
        while True:
            told = json.loads(self._line.recv(timeout=LONGEST))
            if told.get("type") == "event":
                self._note(told["method"], told["params"])
            elif told.get("id") == number:
                if told.get("type") == "error":
                    raise RuntimeError(f"{told['error']}: {told['message']}")
                return told["result"]

    def _note(self, method: str, told: dict[str, Any]) -> None:
        if method == "network.beforeRequestSent":
            self.requests.append(told["request"]["url"])
        elif told.get("level") == "error":
            self.said.append(str(told.get("text")))

    def close(self) -> None:
        """Ends the talk."""
        self._line.close()

    def size(self, width: int, height: int) -> None:
        """Makes the window so large."""
        fields = {"context": self.window, "viewport": {"width": width, "height": height}}
        self.ask("browsingContext.setViewport", **fields)

    def go(self, address: str) -> None:
        """Opens an address."""
        self.ask("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def value(self, expression: str) -> Any:
        """What an expression gives, awaited: text, number or truth."""
        found = self.ask(
            "script.evaluate", expression=expression, target={"context": self.window}, awaitPromise=True
        )
        if found["type"] != "success":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return found["result"].get("value")

    def wait(self, expression: str, seconds: float = 60.0) -> None:
        """Waits until an expression is true."""
        test = f"""new Promise((done, fail) => {{
            const end = Date.now() + {1000 * seconds};
            const look = () => {{
                if ({expression}) done(true);
                else if (Date.now() > end) fail(new Error('never'));
                else setTimeout(look, 50);
            }};
            look();
        }})"""
        self.value(test)

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        acts = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask(
            "input.performActions",
            context=self.window,
            actions=[{"type": "key", "id": "keys", "actions": acts}],
        )

    def shot(self, file: Path) -> None:
        """A picture of the window."""
        found = self.ask("browsingContext.captureScreenshot", context=self.window)
        file.write_bytes(base64.b64decode(found["data"]))


@contextlib.contextmanager
def firefox(program: str, lang: str = "fr") -> Iterator[Firefox]:
    """A Firefox with a new profile, without a window, that may ask nothing of a network."""
    with tempfile.TemporaryDirectory() as profile:
        settings = {
            "intl.accept_languages": lang,
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": 9,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": 9,
        }
        told = "".join(
            f"user_pref({json.dumps(key)}, {json.dumps(each)});\n" for key, each in settings.items()
        )
        (Path(profile) / "user.js").write_text(told)
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port",
            "0",
            "about:blank",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stderr is not None
            address = next(found[1] for line in process.stderr if (found := LISTENS.search(line)))
            found = Firefox(address)
            yield found
            found.close()
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
