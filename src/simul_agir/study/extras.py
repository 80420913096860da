"""Libraries that only some questions need: a clear word when one is not installed."""

import importlib
import logging
import warnings
from types import ModuleType

from simul_agir.locale import RequestError


def needed(module: str, extra: str) -> ModuleType:
    """A library's module, imported; RequestError that names the extra to install when it is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what these libraries say on import is not for their users' users
            found = importlib.import_module(module)
    except ImportError as error:
        raise RequestError("extra", library=module.partition(".")[0], extra=extra) from error
    if module.startswith("ema_workbench"):
        logging.getLogger("EMA").setLevel(logging.WARNING)
    return found
