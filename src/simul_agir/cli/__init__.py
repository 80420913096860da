"""The command line: one thin file a command; no science here."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

DONE, FAILED, FAULTY, INTERRUPTED = 0, 1, 2, 130


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end a command as Ctrl-C does; one that was ignored (nohup) stays ignored."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code: 0 done, 1 failed, 2 faulty, 130 interrupted (Ctrl-C, SIGTERM, SIGHUP)."""
    from simul_agir.cli.language import take_language
    from simul_agir.cli.terminal import clean_streams
    from simul_agir.locale import words

    _open_closed_streams()
    if arguments is None:
        _leave_notebook()
    lang, wanted, rest = take_language(list(sys.argv[1:] if arguments is None else arguments))
    with clean_streams():
        if wanted is not None:
            print(words(lang)("usage.language", found=wanted), file=sys.stderr)
            return FAULTY
        return _ended(lang, rest)


def _ended(lang: str, arguments: list[str]) -> int:
    """Runs the command to its end, or until somebody stops it."""
    from simul_agir.locale import words

    translate = words(lang)
    try:
        with ended_by_signals():
            code = _run(lang, arguments)
            sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return FAILED
    except KeyboardInterrupt as stopped:
        print(f"\n{_stopped(stopped, translate)}", file=sys.stderr)
        return INTERRUPTED
    finally:
        _finished().clear()
    return code


def _finished() -> list[Any]:
    """The folders that the command has written whole, if it writes any."""
    files = sys.modules.get("simul_agir.report.files.folder")
    return [] if files is None else files.FINISHED


def _stopped(stopped: KeyboardInterrupt, translate: Any) -> str:
    """What an interruption leaves behind, in words."""
    folder, whole = getattr(stopped, "folder", None), _finished()
    if folder is not None:
        return str(translate("usage.stopped_figures", folder=folder))
    return str(translate("usage.stopped_written", folder=whole[-1]) if whole else translate("usage.stopped"))


def _open_closed_streams() -> None:
    """Gives a program that was started with stdout or stderr closed somewhere to write: what is written there is lost."""
    import os

    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the program


def _leave_notebook() -> None:
    """Forgets how a notebook would show figures: a command writes files, and may lack the module that is named."""
    import os

    os.environ.pop("MPLBACKEND", None)


def _tell_warnings(lang: str) -> None:
    """A figure that cannot be drawn is reported in a line of the language; other warnings as Python tells them."""
    usual = warnings.showwarning

    def show(message: Any, category: Any, *place: Any, **more: Any) -> None:
        if hasattr(message, "text"):
            print(message.text(lang), file=sys.stderr)
        else:
            usual(message, category, *place, **more)

    warnings.showwarning = show


def _forgive_signs() -> None:
    """Let streams write a mark where they cannot hold a sign."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run(lang: str, arguments: list[str]) -> int:
    """Runs the command; a faulty request is explained on stderr."""
    from simul_agir.cli.app import build
    from simul_agir.cli.faults import explain

    _forgive_signs()
    try:
        with warnings.catch_warnings():
            _tell_warnings(lang)
            return build(lang)(arguments)
    except BrokenPipeError:
        raise
    except Exception as error:
        explained = explain(error, lang)
        if explained is None:
            raise
        text, code = explained
        print(text, file=sys.stderr)
        return code


def _forget_output() -> None:
    """Leaves nothing to be written when Python closes a pipe that nobody reads."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
