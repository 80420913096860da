"""A fair share for everybody: the work of all visitors, a step at a time, each in turn."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from simul_agir.page.engine import Engine, Steps
from simul_agir.page.frames import Answer
from simul_agir.processors import processors

MOST_CHANNELS = 12  # calls of one visitor that may be under way at once
ENOUGH = 200  # runs from which further ones may wait for what others ask
QUIET = 0.5  # seconds after a draft in which the same visitor's work that nobody waits for stands still
Tell = Callable[["Answer | Exception"], None]


@dataclass(eq=False)
class Job:
    """A call under way. urgency: 0 what somebody waits for with a slider in hand, 1 refinement, 2 the rest."""

    visitor: str
    channel: str
    steps: Steps
    urgency: int
    tell: Tell
    number: int
    dropped: bool = False
    busy: bool = False


@dataclass
class Turns:
    """Runs the calls of all visitors in a few threads, one step at a time.

    Of each visitor only the newest call of a channel is kept: an older one is cancelled. The next step goes to the most
    urgent calls, and among those to the visitor who has waited longest: since the call came, or since the visitor's last
    step where more was asked for. While a visitor moves a slider, what else was asked for that visitor, and can wait,
    stands still.
    """

    engine: Engine
    threads: int = field(default_factory=processors)

    def __post_init__(self) -> None:
        self._jobs: dict[tuple[str, str], Job] = {}
        self._places: dict[
            tuple[str, int], int
        ] = {}  # by visitor and urgency, the place in the row: smaller is sooner
        self._moved: dict[str, float] = {}  # by visitor, when something urgent was asked for last
        self._count = itertools.count(1)
        self._wake = asyncio.Event()
        self._pool = ThreadPoolExecutor(self.threads, thread_name_prefix="engine")
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work; from inside the event loop."""
        self._workers = [asyncio.create_task(self._work()) for _ in range(self.threads)]

    async def stop(self) -> None:
        """Drop all work."""
        for job in list(self._jobs.values()):
            self._drop(job)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def ask(self, visitor: str, channel: str, steps: Steps, urgency: int, tell: Tell) -> bool:
        """Put a call in the row; False where a visitor has too many under way."""
        mine = [job for (who, _), job in self._jobs.items() if who == visitor]
        if (visitor, channel) not in self._jobs and len(mine) >= MOST_CHANNELS:
            return False
        if not any(job.urgency == urgency and not job.busy for job in mine):
            self._to_the_end(visitor, urgency)
        self.cancel(visitor, channel)
        if urgency == 0:
            self._moved[visitor] = time.monotonic()
        self._jobs[visitor, channel] = Job(visitor, channel, steps, urgency, tell, next(self._count))
        self._wake.set()
        return True

    def cancel(self, visitor: str, channel: str) -> None:
        """Drop a call, if it is under way."""
        job = self._jobs.pop((visitor, channel), None)
        if job is not None:
            self._drop(job)

    def leave(self, visitor: str) -> None:
        """Drop all calls of a visitor who is gone."""
        for who, channel in [key for key in self._jobs if key[0] == visitor]:
            self.cancel(who, channel)
        for key in [each for each in self._places if each[0] == visitor]:
            del self._places[key]
        self._moved.pop(visitor, None)

    @property
    def under_way(self) -> int:
        """Calls that are not finished."""
        return len(self._jobs)

    def _drop(self, job: Job) -> None:
        job.dropped = True
        if not job.busy:
            self.engine.cancel(job.steps)

    def _next(self) -> Job | None:
        now = time.monotonic()
        free = [job for job in self._jobs.values() if not job.busy and not self._stands_still(job, now)]
        return min(
            free,
            key=lambda job: (job.urgency, self._places[job.visitor, job.urgency], job.number),
            default=None,
        )

    def _to_the_end(self, visitor: str, urgency: int) -> None:
        """Who comes, or was just served, goes to the end of the row."""
        self._places[visitor, urgency] = next(self._count)

    def _stands_still(self, job: Job, now: float) -> bool:
        """Whether a job gives way to the slider in its visitor's hand."""
        return job.urgency == 2 and now - self._moved.get(job.visitor, -QUIET) < QUIET

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            job = self._next()
            if job is None:
                self._wake.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), QUIET if self._jobs else None)
                continue
            job.busy = True
            self._to_the_end(job.visitor, job.urgency)
            found = await loop.run_in_executor(self._pool, _step, job.steps)
            job.busy = False
            self._wake.set()
            try:
                self._settle(job, found)
            except Exception as error:  # what cannot be sent to one visitor must not end the turns of all
                logging.getLogger(__name__).error("an answer was not sent: %s", type(error).__name__)
                if self._jobs.get((job.visitor, job.channel)) is job:
                    del self._jobs[job.visitor, job.channel]
                self._drop(job)

    def _settle(self, job: Job, found: Answer | Exception | None) -> None:
        """Send the result of a step, unless it is no longer needed."""
        if job.dropped:
            self.engine.cancel(job.steps)
            return
        if isinstance(found, StopIteration):
            self._jobs.pop((job.visitor, job.channel), None)
            return
        if isinstance(found, Exception):
            self._jobs.pop((job.visitor, job.channel), None)
            job.tell(found)
            return
        if found is not None:
            job.tell(found)
            well_known = int(found.head.get("runs", 0)) >= ENOUGH
            job.urgency = max(job.urgency, 2 if well_known else 1)
            self._places.setdefault((job.visitor, job.urgency), next(self._count))


def _step(steps: Steps) -> Answer | Exception | None:
    """One step in a thread; what goes wrong comes back as a value."""
    try:
        return next(steps)
    except Exception as error:
        return error
