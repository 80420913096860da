"""Takes the pictures of docs/page.md and docs/page.fr.md from the page itself, in Chromium: `python docs/pictures.py`.

    python docs/pictures.py                    # all: some ten minutes
    python docs/pictures.py whatif wall-branch --lang fr --out somewhere

Every screen in both languages, at 1440 pixels, on the wall (1920), on a tablet (820) and on a phone (390). Look at each.
Needs `pip install -e ".[test]"`, Pillow, and Debian's chromium.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from simul_agir.page.guard import Hosts
from simul_agir.page.local import LocalEngine
from simul_agir.page.room import Room
from simul_agir.page.server import Served, build
from simul_agir.page.serving import territories

HERE = Path(__file__).parent / "images" / "page"
TERRITORY, PAIR = "loos-en-gohelle", "ordinary_resources.resilience"
FORK = "&b=resilience.18.ordinary_resources.100.0"
SCREENS = {  # what stands in the address, and what is true once the screen is whole
    "predict": ("", "document.querySelector('.choices li')"),
    "whatif": (
        "&x-effort=4",
        "page.app.answers.now?.head.full && page.app.answers.doubts && page.app.answers.life0 && "
        "Object.keys(page.app.scents).length >= 11",
    ),
    "branch": (FORK, "page.app.answers.branch?.head.shares_runs > 0"),
    "profile": ("", "document.querySelector('table.profile')"),
    "story": ("", "document.querySelector('.turn .bullseye')"),
    "diagnose": ("", "document.querySelector('.types tbody tr')"),
    "territories": ("&o=siloed-services", "page.app.answers.other?.head.runs >= 200"),
    "import": ("", "document.querySelector('#table-file')"),
    "dossier": ("", "document.querySelector('.dossierview')"),
    "reveal": ("", "document.querySelector('.ballots')"),
}
ON_WALL = ("predict", "whatif", "branch", "profile", "story", "diagnose", "reveal")
SMALL = {"820": (820, 1100), "390": (390, 844)}
CHOICES = "['residents','ordinary_resources','conditional_aid','resilience','mixed','none_stands_out']"
CURVE = "[[0,.2],[12,.3],[24,.7],[36,1.3],[48,2],[60,2.3],[72,2.5]]"
COUNTED = "[9,4,2,5,0,2]"  # cards held up in a room that never was
TABLE = (
    "nom;type;budget\nMairie;commune;120000\nProjet;équipe projet;80000\nEntraide;association;12000\n"
    "Le Fil;collectif;9000\nConseil citoyen;conseil citoyen;2000\n"
)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
PATIENCE = 400  # seconds for one screen


@dataclass(frozen=True)
class Wanted:
    """Which pictures are taken, and where they go."""

    names: tuple[str, ...]
    out: Path

    def keep(self, name: str, lang: str, picture: bytes, width: int | None = None) -> None:
        """Write one picture, if it is asked for; `width`: of the file, where it is smaller than the screen."""
        if self.names and name not in self.names:
            return
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        if width is not None:
            image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        self.out.mkdir(parents=True, exist_ok=True)
        image.save(self.out / f"{name}-{lang}.webp", quality=82, method=6)
        print(f"{name}-{lang}", image.size, flush=True)


@contextmanager
def serving() -> Iterator[tuple[str, Served]]:
    """A server with the shipped territories, and a room as if phones could join it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    room = Room(word="terril-42", address="192.168.1.20:8080", network=True)
    served = Served(LocalEngine(territories(TERRITORY)), room, Hosts.of((), port), "192.168.1.20:8080")
    server = uvicorn.Server(uvicorn.Config(build(served), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", served
    server.should_exit = True
    thread.join(10)


def until(page: Page, condition: str) -> None:
    """Wait until something holds in the page."""
    for _ in range(PATIENCE * 10):
        if page.evaluate(f"Boolean({condition})"):
            page.wait_for_timeout(400)
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {condition}")


def opened(browser: Browser, lang: str, theme: str, size: tuple[int, int]) -> BrowserContext:
    """A window of a language, a theme and a size."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="fr-FR" if lang == "fr" else "en-GB"
    )
    context.add_init_script(f"localStorage.setItem('lang','{lang}'); localStorage.setItem('theme','{theme}')")
    return context


class Session:
    """A facilitator's window and the wall, in one language and one theme."""

    def __init__(self, browser: Browser, base: str, served: Served, lang: str, theme: str = "light") -> None:
        tokens = served.room.tokens
        self.base, self.lang = base, lang
        self.leading = opened(browser, lang, theme, (1440, 900))
        self.leading.request.get(f"{base}/facilitator/enter/{tokens['facilitator']}")
        self.leader = self.leading.new_page()
        self.walls = opened(browser, lang, theme, (1920, 1080))
        self.wall = self.walls.new_page()
        self.wall.goto(f"{base}/wall/enter/{tokens['wall']}")

    def close(self) -> None:
        """Close both windows."""
        self.leading.close()
        self.walls.close()

    def go(self, screen: str, more: str = "") -> None:
        """Open a screen and wait until it is whole."""
        address, whole = SCREENS[screen]
        self.leader.goto("about:blank")
        self.leader.goto(f"{self.base}/facilitator/#t={TERRITORY}&s={screen}&p={PAIR}&m=72{address}{more}")
        until(self.leader, f"window.page && page.app.answers.now?.head.runs >= 200 && {whole}")

    def say(self, message: str) -> None:
        """Say something to the server as the facilitator's page does."""
        self.leader.evaluate(f"page.line.say({message})")
        self.leader.wait_for_timeout(400)

    def on_wall(self) -> bytes:
        """Send the screen to the wall, and take the wall's picture."""
        self.leader.evaluate("page.publish()")
        self.wall.wait_for_timeout(1500)
        return self.wall.screenshot()


def screens(session: Session, wanted: Wanted) -> None:
    """Every screen on the desk, and on the wall where it goes there."""
    for screen in SCREENS:
        if wanted.names and not {screen, f"wall-{screen}"} & set(wanted.names):
            continue
        if screen == "reveal":
            session.say("{type:'reveal'}")
        session.go(screen)
        if screen == "import":
            drop_table(session.leader)
        wanted.keep(screen, session.lang, session.leader.screenshot(full_page=True))
        if screen in ON_WALL:
            wanted.keep(f"wall-{screen}", session.lang, session.on_wall())


def drop_table(page: Page) -> None:
    """Drop in a table that leaves something open."""
    page.locator("#table-file").set_input_files(
        {"name": "acteurs.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    until(page, "document.querySelector('.openquestions, .faults')")


def small(session: Session, wanted: Wanted) -> None:
    """Every screen on a tablet and on a phone, at half its width."""
    for name, (width, height) in SMALL.items():
        session.leader.set_viewport_size({"width": width, "height": height})
        for screen in SCREENS:
            if wanted.names and f"{name}-{screen}" not in wanted.names:
                continue
            session.go(screen)
            picture = session.leader.screenshot(full_page=True)
            wanted.keep(f"{name}-{screen}", session.lang, picture, 480 if name == "820" else 390)
    session.leader.set_viewport_size({"width": 1440, "height": 900})


def phones(browser: Browser, session: Session, served: Served, wanted: Wanted) -> None:
    """The door, a phone that has voted, and the three questions."""
    context = opened(browser, session.lang, "light", (390, 844))
    phone = context.new_page()
    phone.goto(f"{session.base}/")
    phone.wait_for_selector("#word")
    wanted.keep("join", session.lang, phone.screenshot())
    phone.fill("#word", served.room.word)
    phone.click("form button")
    phone.wait_for_selector(".card")
    phone.locator(".card").nth(1).click()
    phone.wait_for_timeout(700)
    wanted.keep("phone", session.lang, phone.screenshot(full_page=True))
    session.say("{type:'question',moment:'before'}")
    phone.wait_for_selector(".scale")
    wanted.keep("phone-questions", session.lang, phone.screenshot(full_page=True))
    session.say("{type:'question',moment:''}")
    context.close()


def themes(browser: Browser, base: str, served: Served, lang: str, wanted: Wanted) -> None:
    """The main screen in the dark theme, and the wall in the theme for tired projectors."""
    for theme in ("dark", "contrast"):
        if wanted.names and f"whatif-{theme}" not in wanted.names:
            continue
        session = Session(browser, base, served, lang, theme)
        session.go("whatif")
        picture = session.leader.screenshot() if theme == "dark" else session.on_wall()
        wanted.keep(f"whatif-{theme}", lang, picture)
        session.close()


def take(browser: Browser, lang: str, wanted: Wanted) -> None:
    """All pictures of one language, in a session of its own."""
    with serving() as (base, served):
        session = Session(browser, base, served, lang)
        session.go("predict")
        until(session.leader, "page.app.answers.now.head.full")  # kept for all screens that follow
        session.say(f"{{type:'ask',choices:{CHOICES}}}")
        session.say(f"{{type:'draw',curve:{CURVE}}}")
        phones(browser, session, served, wanted)
        session.say(f"{{type:'count',totals:{COUNTED}}}")
        screens(session, wanted)
        session.say("{type:'reveal'}")
        small(session, wanted)
        session.close()
        themes(browser, base, served, lang, wanted)


def main() -> None:
    """Take the pictures that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "names", nargs="*", help="such as whatif, wall-branch, 390-story; all where none is named"
    )
    asked.add_argument("--lang", nargs="+", default=["en", "fr"])
    asked.add_argument("--out", type=Path, default=HERE)
    given = asked.parse_args()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=[*ARGUMENTS])
        for lang in given.lang:
            take(browser, lang, Wanted(tuple(given.names), given.out))
        browser.close()


if __name__ == "__main__":
    main()
