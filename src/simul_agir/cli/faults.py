"""What went wrong, in words, and the exit code it ends with."""

from __future__ import annotations

import difflib
import re
import sys
from typing import Any

from simul_agir.locale import RefusalError, Words, words

FAILED, FAULTY = 1, 2
EXTRA = re.compile(r"unexpected extra argument(?:s|\(s\))? \((.*)\)")
NO_COMMAND = re.compile(r"No such command '(.*?)'")


def explain(error: Exception, lang: str) -> tuple[str, int] | None:
    """The fault in the language and the exit code; None for an unexpected error."""
    say = words(lang)
    if hasattr(error, "format_message"):  # a fault of the words typed, whatever typer's version calls it
        return _usage(error, say), FAULTY
    stances = sys.modules.get("simul_agir.stances")  # whoever raised its error has loaded it
    if stances is not None and isinstance(error, stances.StanceError):
        return say("usage.stance", why=error.text(lang)), FAULTY
    text = getattr(error, "text", None)
    if callable(text):
        usual = FAULTY if getattr(error, "faulty_request", True) else FAILED
        return str(text(lang)), getattr(error, "exit_code", usual)
    if isinstance(error, MemoryError):
        return say("usage.memory"), FAILED
    if isinstance(error, OSError):
        why = RefusalError.of(error).text(lang)
        named = say("usage.system_file", file=error.filename, why=why) if error.filename else ""
        return named or say("usage.system", why=why), FAILED
    return None


def _usage(error: Any, say: Words) -> str:
    """A fault of command, option or argument, and where to find help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "simul-agir"
    return f"{_typed(error, context, say)}\n{say('usage.hint', command=path)}"


def _typed(error: Any, context: Any, say: Words) -> str:
    """What is wrong with what was typed."""
    message = error.format_message()
    command = NO_COMMAND.search(message)
    if command:
        return _unknown("command", command[1], list(context.command.commands) if context else [], say)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _unknown("option", error.option_name, [*_options(context), "--lang", "--help"], say)
    if kind == "MissingParameter":
        return say("usage.missing", name=error.param.metavar or error.param.name)
    if kind == "BadOptionUsage" and "does not take a value" in message:
        return say("usage.takes_none", option=error.option_name)
    if kind == "BadOptionUsage":
        return say("usage.no_value", option=error.option_name)
    extra = EXTRA.search(message)
    if extra:
        return say("usage.extra", found=extra[1])
    return say("usage.other", message=message)


def _options(context: Any) -> list[str]:
    """The options of the command that was typed."""
    parameters = context.command.params if context else []
    return [name for parameter in parameters for name in parameter.opts if name.startswith("-")]


def _unknown(kind: str, found: str, known: list[str], say: Words) -> str:
    """A name that is none, with the nearest that is."""
    nearest = difflib.get_close_matches(found, known, n=1, cutoff=0.5)
    if nearest:
        return say(f"usage.no_{kind}_near", found=found, nearest=nearest[0])
    return say(f"usage.no_{kind}", found=found)
