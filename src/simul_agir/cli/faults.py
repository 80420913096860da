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
    translate = words(lang)
    if hasattr(error, "format_message"):  # a fault of the words typed, whatever typer's version calls it
        return _usage(error, translate), FAULTY
    stances = sys.modules.get("simul_agir.stances")  # whoever raised its error has loaded it
    if stances is not None and isinstance(error, stances.StanceError):
        return translate("usage.stance", why=error.text(lang)), FAULTY
    text = getattr(error, "text", None)
    if callable(text):
        usual = FAULTY if getattr(error, "faulty_request", True) else FAILED
        return str(text(lang)), getattr(error, "exit_code", usual)
    if isinstance(error, MemoryError):
        return translate("usage.memory"), FAILED
    if isinstance(error, OSError):
        why = RefusalError.of(error).text(lang)
        named = translate("usage.system_file", file=error.filename, why=why) if error.filename else ""
        return named or translate("usage.system", why=why), FAILED
    return None


def _usage(error: Any, translate: Words) -> str:
    """A fault of command, option or argument, and where to find help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "simul-agir"
    return f"{_typed(error, context, translate)}\n{translate('usage.hint', command=path)}"


def _typed(error: Any, context: Any, translate: Words) -> str:
    """What is wrong with what was typed."""
    message = error.format_message()
    command = NO_COMMAND.search(message)
    if command:
        return _unknown("command", command[1], list(context.command.commands) if context else [], translate)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _unknown("option", error.option_name, [*_options(context), "--lang", "--help"], translate)
    if kind == "MissingParameter":
        return translate("usage.missing", name=error.param.metavar or error.param.name)
    if kind == "BadOptionUsage" and "does not take a value" in message:
        return translate("usage.takes_none", option=error.option_name)
    if kind == "BadOptionUsage":
        return translate("usage.no_value", option=error.option_name)
    extra = EXTRA.search(message)
    if extra:
        return translate("usage.extra", found=extra[1])
    return translate("usage.other", message=message)


def _options(context: Any) -> list[str]:
    """The options of the command that was typed."""
    parameters = context.command.params if context else []
    return [name for parameter in parameters for name in parameter.opts if name.startswith("-")]


def _unknown(kind: str, found: str, known: list[str], translate: Words) -> str:
    """A name that is none, with the nearest that is."""
    nearest = difflib.get_close_matches(found, known, n=1, cutoff=0.5)
    if nearest:
        return translate(f"usage.no_{kind}_near", found=found, nearest=nearest[0])
    return translate(f"usage.no_{kind}", found=found)
