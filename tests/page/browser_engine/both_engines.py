"""The server's engine and the page's own on the same requests, and what counts as the same answer."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tests.page.browser_engine.in_node import asked_of_node

from simul_agir.page.frames import Answer
from simul_agir.page.local import LocalEngine
from simul_agir.page.portable import Land, rules_of
from simul_agir.study.exploring.portable import shared

Request = tuple[str, dict[str, Any]]


def answered_in_node(
    lands: Sequence[Land], asked: Sequence[Request], most: int, folder: Path
) -> dict[str, Any]:
    """What the page's own engine answers to some requests: every answer of each, or its fault; and what it can."""
    told = [land.told() for land in lands]
    request = {
        "territories": told,
        "shared": shared([arm for land in lands for arm in land.arms]),
        "rules": rules_of(told),
        "most": most,
        "asked": [{"call": call, "request": request} for call, request in asked],
    }
    return dict(asked_of_node(Path(__file__).with_name("engine.mjs"), request, folder))


def answers_of(engine: LocalEngine, call: str, request: dict[str, Any]) -> list[Answer]:
    return [each for each in getattr(engine, call)(request) if each is not None]


def same(found: Any, wanted: Any, where: str) -> None:
    """Heads alike: texts and whole numbers the same, other numbers to twelve digits."""
    if isinstance(wanted, dict):
        assert set(found) - {"channel", "move", "real"} == set(wanted), where
        for key, value in wanted.items():
            same(found[key], value, f"{where}.{key}")
    elif isinstance(wanted, list | tuple):
        assert len(found) == len(wanted), where
        for place, (one, other) in enumerate(zip(found, wanted, strict=True)):
            same(one, other, f"{where}[{place}]")
    elif isinstance(wanted, float) and not isinstance(wanted, bool):
        assert math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-10), (where, found, wanted)
    else:
        assert found == wanted, where


def same_answer(one: dict[str, Any], other: Answer, where: str) -> None:
    """The same head, and the same numbers as they travel."""
    same(one["head"], other.head, where)
    assert set(one["blocks"]) == set(other.blocks)
    for name, block in other.blocks.items():
        wanted = np.asarray(block, np.float32).ravel()
        assert np.allclose(np.array(one["blocks"][name], np.float32), wanted, rtol=1e-6, atol=1e-7), name
