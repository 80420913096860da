"""French and English words, numbers written as each language writes them, and errors that speak both."""

from simul_agir.locale.errors import RefusalError, RequestError, SpokenError
from simul_agir.locale.language import LANGUAGES, language_of_environment
from simul_agir.locale.words import Words, words

__all__ = [
    "LANGUAGES",
    "RefusalError",
    "RequestError",
    "SpokenError",
    "Words",
    "language_of_environment",
    "words",
]
