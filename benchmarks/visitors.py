"""Thirty visitors who move sliders at once, on the loopback: faults, stalls, memory.

    python -m benchmarks.visitors              # 30 visitors, 60 seconds

The server runs in a process of its own, as for a room. A stall is the time from a move to its own draft, where no later move
has taken its place. Memory is that of the server, at 10 seconds and at the end.
"""

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from websockets.asyncio.client import connect

TERRITORY = "loos-en-gohelle"


@dataclass
class Seen:
    """What the visitors saw: seconds of every draft, faults, and the server's memory in bytes at two moments."""

    drafts: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    early: int = 0
    late: int = 0
    spent: float = 0.0  # seconds of processor time of the server

    @property
    def worst(self) -> float:
        """The longest stall, in seconds."""
        return max(self.drafts, default=0.0)


def memory_of(process: int) -> int:
    """Resident bytes of a process (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def spent_by(process: int) -> float:
    """Seconds of processor time of a process (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(port: int) -> tuple[subprocess.Popen[str], str]:
    """A server in a process of its own, and the word that lets in."""
    code = "from simul_agir.cli import main; main()"
    command = [
        sys.executable,
        "-u",
        "-c",
        code,
        "page",
        TERRITORY,
        "--port",
        str(port),
        "--host",
        "127.0.0.1",
    ]
    process = subprocess.Popen(
        [*command, "--explorers", "--no-browser", "--lang", "en"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"with the word: (\S+)", line):
            return process, found[1]
    raise RuntimeError("the server did not start")


async def visit(base: str, word: str, until: float, seen: Seen, luck: random.Random) -> None:
    """One visitor: joins, opens the territory, then moves a slider again and again."""
    # no certificates are read: plain HTTP needs none, and to read them would hold up all visitors of this process
    async with httpx.AsyncClient(headers={"Origin": base}, timeout=30, verify=False) as door:
        answer = await door.post(f"{base}/join/explorer", content=word)
        if answer.status_code != 200:
            seen.faults.append(f"join: {answer.status_code}")
            return
        cookies = "; ".join(f"{name}={value}" for name, value in door.cookies.items())
    address = f"{base.replace('http', 'ws')}/explorer/ws"
    async with connect(address, origin=base, additional_headers={"Cookie": cookies}) as line:  # type: ignore[arg-type]
        move = 0
        while time.monotonic() < until:
            move += 1
            settings = {"effort": round(luck.uniform(0.6, 5.0), 1), "turnover": round(luck.uniform(0, 3), 1)}
            request = {"territory": TERRITORY, "settings": settings, "rest": False}
            asked = {"type": "call", "call": "compare", "channel": "now", "move": move, "request": request}
            begun = time.monotonic()
            await line.send(json.dumps(asked))
            await draft(line, move, seen)
            seen.drafts.append(time.monotonic() - begun)
            await asyncio.sleep(luck.uniform(0.2, 0.8))


async def draft(line: object, move: int, seen: Seen) -> None:
    """Waits for the draft of a move."""
    while True:
        message = await asyncio.wait_for(line.recv(), 30)  # type: ignore[attr-defined]
        if isinstance(message, bytes):
            head = json.loads(message[8 : 8 + int.from_bytes(message[4:8], "little")])
            if head["move"] == move:
                return
        elif json.loads(message)["type"] in ("fault", "refused"):
            seen.faults.append(message)
            return


async def crowd(base: str, word: str, visitors: int, seconds: float, process: int) -> Seen:
    """All visitors at once."""
    seen, begun, before = Seen(), time.monotonic(), spent_by(process)
    everybody = [
        asyncio.create_task(visit(base, word, begun + seconds, seen, random.Random(number)))
        for number in range(visitors)
    ]
    await asyncio.sleep(min(10.0, seconds / 2))
    seen.early = memory_of(process)
    for outcome in await asyncio.gather(*everybody, return_exceptions=True):
        if isinstance(outcome, Exception):
            seen.faults.append(repr(outcome))
    seen.late, seen.spent = memory_of(process), spent_by(process) - before
    return seen


def measure(visitors: int = 30, seconds: float = 60.0) -> Seen:
    """Starts a server, lets the crowd in, stops the server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process, word = start(port)
    try:
        return asyncio.run(crowd(f"http://127.0.0.1:{port}", word, visitors, seconds, process.pid))
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    """Prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--visitors", type=int, default=30)
    asked.add_argument("--seconds", type=float, default=60.0)
    given = asked.parse_args()
    seen = measure(given.visitors, given.seconds)
    ranked = sorted(seen.drafts) or [0.0]
    print(
        f"{given.visitors} visitors, {given.seconds:.0f} s: {len(seen.drafts)} drafts, {len(seen.faults)} faults"
    )
    print(f"draft: median {ranked[len(ranked) // 2]:.2f} s, worst {seen.worst:.2f} s")
    print(f"processor: {1000 * seen.spent / max(1, len(seen.drafts)):.0f} ms a draft")
    print(f"memory: {seen.early / 1e6:.0f} MB early, {seen.late / 1e6:.0f} MB at the end")
    for fault in seen.faults[:5]:
        print(fault)


if __name__ == "__main__":
    main()
