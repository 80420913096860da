"""Which language to speak."""

import os
from collections.abc import Mapping

LANGUAGES = ("en", "fr")


def language_of_environment(environ: Mapping[str, str] | None = None) -> str:
    """The language that the environment asks for: "fr" when its locale is French, else "en".

    The order is that of the C library: LC_ALL, LC_MESSAGES, LANG. Where none is set (Windows), the system's
    own locale is asked.
    """
    environ = os.environ if environ is None else environ
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return _language_of(environ[variable])
    return _language_of(_system_locale())


def _language_of(name: str) -> str:
    """The language of a locale's name such as "fr_FR.UTF-8" or "French_France"."""
    return "fr" if name.lower().startswith("fr") else "en"


def _system_locale() -> str:
    """The name of the system's locale, empty when it says nothing."""
    import locale

    try:
        return locale.getlocale()[0] or ""
    except ValueError:
        return ""
