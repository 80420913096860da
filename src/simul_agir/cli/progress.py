"""Messages on stderr during the work."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from simul_agir.cli.terminal import console_on
from simul_agir.locale import Words

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds of work before a bar is shown


class Bar:
    """A progress bar for a terminal, shown once the work has lasted a second; elsewhere nothing.

    Called with how much is done and how much there is; used as a context so that it always leaves the
    terminal clean.
    """

    def __init__(self, translate: Words) -> None:
        self._say = translate
        self._since = time.monotonic()
        self._shown: Progress | None = None
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown is not None:
            self._shown.stop()

    def __call__(self, done: int, total: int) -> None:
        """Shows how far the work is."""
        if not self._wanted or time.monotonic() - self._since < PATIENCE:
            return
        if self._shown is None:
            self._shown = self._start(total)
        self._shown.update(self._shown.task_ids[0], completed=done, total=total)

    def _start(self, total: int) -> Progress:
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=console_on(sys.stderr),
            transient=True,
        )
        shown.add_task(self._say("progress.living"), total=total)
        shown.start()
        return shown


def announce_compilation(translate: Words, domains: int | None = None) -> None:
    """When it is the first run on a machine, tells that it takes longer, and begins: the rest is prepared meanwhile.

    `domains`: how many the territory has, where that is known; those with the usual number have rules of their own.
    """
    from simul_agir.engine.handles import USUAL_DOMAINS, table_of
    from simul_agir.engine.rule import is_warm, prepare

    table = table_of(domains or USUAL_DOMAINS)
    if not is_warm(table):
        print(translate("progress.compiling"), file=sys.stderr, flush=True)
        prepare(table)
