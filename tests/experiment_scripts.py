"""The scripts of experiments/ as modules, for the tests of what they compute."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]


@cache
def experiment(name: str) -> ModuleType:
    """experiments/<name>.py."""
    place = ROOT / "experiments" / f"{name}.py"
    specification = importlib.util.spec_from_file_location(name, place)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module
