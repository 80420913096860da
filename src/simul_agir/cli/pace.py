"""How far a long work is, and when it will end: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from simul_agir.locale import Words

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds before anything is shown
FIRST, GROWTH, LONGEST = 10.0, 1.5, 300.0  # seconds between lines, at first; each time longer; at most
DAY = 86_400


class Pace:
    """Called with how much is done and how much there is, as often as one likes; used as a context.

    The end is foreseen from what was done since the first call: what was done in earlier sessions took its own time.
    """

    def __init__(
        self,
        translate: Words,
        points: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say, self._points, self._clock = translate, points, clock
        self._stream = sys.stderr if stream is None else stream
        self._first: tuple[float, int] | None = None
        self._next, self._step = FIRST, FIRST
        self._bar: Progress | None = None

    def __enter__(self) -> Pace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """So much is done."""
        if self._first is None:
            self._first = self._clock(), done
            return
        lasted = self._clock() - self._first[0]
        if self._stream.isatty():
            if lasted >= PATIENCE:
                self._draw(done, total, lasted)
        elif lasted >= self._next and done < total:
            self._step = min(LONGEST, self._step * GROWTH)
            self._next = lasted + self._step
            print(self.line(done, total, lasted), file=self._stream, flush=True)

    def line(self, done: int, total: int, lasted: float) -> str:
        """How far the work is after so many seconds, in words."""
        assert self._first is not None
        translate, points = self._say, self._points
        parts = {
            "done": translate.number(done * points // max(1, total), 0),
            "total": translate.number(points, 0),
            "share": translate.percent(done / max(1, total)),
        }
        since = done - self._first[1]
        if since <= 0:
            return translate("sweep.begun", **parts)
        left = (total - done) * lasted / since
        end = datetime.now() + timedelta(seconds=left)
        clock = end.strftime("%H:%M" if left < DAY / 2 else "%Y-%m-%d %H:%M")
        return translate("sweep.pace", **parts, left=self._duration(left), clock=clock)

    def _duration(self, seconds: float) -> str:
        """A duration in words, as exact as a guess may be."""
        if seconds < 90:
            return self._say("sweep.seconds", count=max(1, round(seconds)))
        if seconds < 5400:
            return self._say("sweep.minutes", count=round(seconds / 60))
        if seconds < 2 * DAY:
            return self._say("sweep.hours", count=round(seconds / 3600))
        return self._say("sweep.days", count=round(seconds / DAY))

    def _draw(self, done: int, total: int, lasted: float) -> None:
        if self._bar is None:
            from rich.progress import BarColumn, Progress, TextColumn

            from simul_agir.cli.terminal import console_on

            console = console_on(self._stream)
            self._bar = Progress(
                BarColumn(), TextColumn("{task.description}"), console=console, transient=True
            )
            self._bar.add_task(self.line(done, total, lasted), total=total)
            self._bar.start()
        task = self._bar.task_ids[0]
        self._bar.update(task, completed=done, total=total, description=self.line(done, total, lasted))
