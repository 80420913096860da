"""The one block of JSON in a dossier: written so that nothing in it can end it, read within limits."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from simul_agir.locale import LocalisedError

MOST_BYTES = 1_000_000  # of a dossier
MOST_BLOCK = 700_000  # characters of its block
MOST_DEPTH = 12
OPENING = '<script type="application/json" id="dossier">'
CLOSING = "</script>"
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


class DossierError(LocalisedError):
    """A file that is no dossier, or cannot be verified."""

    group = "dossier_fault"


def block(record: Any) -> Markup:
    """A record as JSON in ASCII that no sign of can end the element it stands in."""
    text = json.dumps(record, ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return Markup(re.sub("[<>&]", lambda sign: _SIGNS[sign[0]], text))


def read_block(content: bytes) -> Any:
    """The record in a dossier's bytes. Raises DossierError for what is too large, not there, or no plain JSON."""
    if len(content) > MOST_BYTES:
        raise DossierError("too_large", most=MOST_BYTES)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise DossierError("no_dossier") from None
    if text.count(OPENING) != 1:
        raise DossierError("no_dossier")
    start = text.index(OPENING) + len(OPENING)
    end = text.find(CLOSING, start)
    if end < 0 or end - start > MOST_BLOCK:
        raise DossierError("no_dossier" if end < 0 else "too_large", most=MOST_BLOCK)
    inner = text[start:end]
    if _depth(inner) > MOST_DEPTH:
        raise DossierError("damaged")
    try:
        found = json.loads(inner, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise DossierError("damaged") from None
    if not isinstance(found, dict):
        raise DossierError("damaged")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are all different."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _depth(text: str) -> int:
    """How deep lists and objects stand in each other at most; brackets in texts count too, which errs on the safe side."""
    deepest = depth = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest
