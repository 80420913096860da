"""Read-only arrays, and one digest for content that holds arrays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray


def frozen(values: ArrayLike, dtype: DTypeLike) -> NDArray[Any]:
    """A read-only, contiguous copy of `values`."""
    array = np.array(values, dtype=dtype, order="C", copy=True)
    array.flags.writeable = False
    return array


def digest(content: object) -> str:
    """SHA-256 of the content in a canonical form: the same in every process and on every machine."""
    state = hashlib.sha256()
    _feed(state, content)
    return state.hexdigest()


def _feed(state: Any, content: object) -> None:
    if isinstance(content, np.ndarray):
        plain = np.ascontiguousarray(content)
        plain = plain.astype(plain.dtype.newbyteorder("<"), copy=False)
        state.update(f"array {plain.dtype.str} {plain.shape}:".encode())
        state.update(plain.tobytes())
    elif isinstance(content, Mapping):
        state.update(f"map {len(content)}:".encode())
        for key in sorted(content):
            _feed(state, str(key))
            _feed(state, content[key])
    elif is_dataclass(content) and not isinstance(content, type):
        inner = getattr(content, "content", None)
        _feed(
            state, inner() if inner else {each.name: getattr(content, each.name) for each in fields(content)}
        )
    elif isinstance(content, (tuple, list)):
        state.update(f"list {len(content)}:".encode())
        for item in content:
            _feed(state, item)
    else:
        state.update(json.dumps(content, ensure_ascii=True).encode() + b"\n")
