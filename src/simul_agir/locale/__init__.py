"""French and English words, numbers written as each language writes them, and errors that speak both."""

import warnings
from typing import Any

from simul_agir.locale.errors import LocalisedError, RefusalError, RequestError
from simul_agir.locale.language import LANGUAGES, language_of_environment
from simul_agir.locale.words import Words, words

__all__ = [
    "LANGUAGES",
    "LocalisedError",
    "RefusalError",
    "RequestError",
    "Words",
    "language_of_environment",
    "words",
]


def __getattr__(name: str) -> Any:
    """The error's old name, for one release."""
    if name != "SpokenError":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(f"{__name__}.SpokenError is now LocalisedError", DeprecationWarning, stacklevel=2)
    return LocalisedError
