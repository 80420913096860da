"""The what-if page: time to the first fans, and from a slider's move to redrawn fans, in Chromium (Debian's package).

    python -m benchmarks.page

Have the machine to yourself, or read the processor's time, which others' work does not touch.
"""

import shutil
import socket
import statistics
import threading
import time
from dataclasses import replace

import uvicorn
from playwright.sync_api import Page, sync_playwright

from benchmarks.territories import of_size
from simul_agir import Scenario
from simul_agir.page.guard import Hosts
from simul_agir.page.local import LocalEngine
from simul_agir.page.room import Room
from simul_agir.page.server import Served, build

ACTORS = 60
MOVES = 60
ROUND = (
    20  # moves of one slider, after which another is moved: no draft is asked for twice, for drafts are kept
)
ARMS = ("residents", "ordinary_resources", "conditional_aid", "resilience", "mixed")
# A move, then waiting until the fans that answer it stand on the screen.
DRAG = """async (value) => {
  const range = document.querySelector('#set-turnover');
  range.value = value;
  const begun = performance.now();
  range.dispatchEvent(new Event('input'));
  const due = page.app.state.settings.turnover;
  const drawn = () => page.app.answers.now.head.settings.turnover === due && !page.app.answers.now.head.rest;
  while (!drawn()) await new Promise((next) => setTimeout(next, 1));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  return performance.now() - begun;
}"""
OTHERWISE = "(crisis) => { page.app.state.settings = { crisis }; }"


def serve() -> tuple[str, Served]:
    """A server in a thread; its address, and what it is made of."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    engine = LocalEngine({"sixty": replace(of_size(Scenario.load("loos-en-gohelle"), ACTORS), arms=ARMS)})
    served = Served(engine, Room(address=f"127.0.0.1:{port}"), Hosts.of((), port), f"127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(build(served), host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}", served


def first_fans(page: Page, link: str) -> float:
    """Milliseconds from asking for the page to the first fans."""
    begun = time.perf_counter()
    page.goto(link)
    page.wait_for_selector(".fan .line")
    return 1000 * (time.perf_counter() - begun)


def drags(page: Page) -> tuple[list[float], float]:
    """Milliseconds of each move, and the processor's milliseconds of a move in this process (server and rules)."""
    spent = time.process_time()
    took = []
    for move in range(MOVES):
        if move % ROUND == 0:
            page.evaluate(OTHERWISE, 5 * (move // ROUND))
        took.append(float(page.evaluate(DRAG, 0.2 + 0.1 * (move % ROUND))))
    return took, 1000 * (time.process_time() - spent) / MOVES


def main() -> None:
    """Prints the figures."""
    base, served = serve()
    link = f"{base}/facilitator/enter/{served.room.tokens['facilitator']}"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        first_fans(page, link)  # compiles, fills caches
        warm = [first_fans(page, link) for _ in range(5)]
        page.wait_for_selector(".status.fresh", timeout=120_000)
        took, spent = drags(page)
        browser.close()
    ranked = sorted(took)
    print(f"{ACTORS} actors, {len(ARMS)} arms, 8 to 16 runs an arm")
    print(f"first fans, warm: median {statistics.median(warm):.0f} ms")
    print(
        f"move to redrawn fans: median {statistics.median(took):.0f} ms, 95 % under {ranked[int(0.95 * len(ranked))]:.0f} ms"
    )
    print(f"processor, server and rules, a move: {spent:.0f} ms")


if __name__ == "__main__":
    main()
