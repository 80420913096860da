"""The language of the words to come: asked for with --lang, or that of the environment."""

from __future__ import annotations

from simul_agir.locale import LANGUAGES, language_of_environment

OPTION = "--lang"


def take_language(arguments: list[str]) -> tuple[str, str | None, list[str]]:
    """The language, the name asked for if it is not spoken, and the arguments without the option.

    The option is taken out before anything else is read, so that help and faults speak the language too, and
    so that it may stand before or after the command.
    """
    lang, unknown, rest = language_of_environment(), None, []
    pending = iter(arguments)
    for argument in pending:
        if argument == "--":
            rest += [argument, *pending]
            break
        name, _, value = argument.partition("=")
        if name != OPTION:
            rest.append(argument)
            continue
        asked = value if "=" in argument else next(pending, "")
        if asked in LANGUAGES:
            lang = asked
        else:
            unknown = asked
    return lang, unknown, rest
