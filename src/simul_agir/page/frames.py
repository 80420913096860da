"""Answers as they travel: a head in JSON and blocks of 32-bit numbers, in one small binary frame."""

import json
from dataclasses import dataclass, field
from typing import Any

MAGIC = b"SAG1"
KINDS = {"f": "<f4", "i": "<i4"}


@dataclass(frozen=True)
class Answer:
    """What an engine answers: `head` as JSON holds it, `blocks` of numbers by name, arrays of any shape."""

    head: dict[str, Any]
    blocks: dict[str, Any] = field(default_factory=dict)


def pack(answer: Answer, **more: Any) -> bytes:
    """The frame: magic, length of the head (32 bits, little-endian), head, then the blocks; all begin at multiples of 4."""
    places, parts, start = {}, [], 0
    for name, block in answer.blocks.items():
        kind = "f" if block.dtype.kind == "f" else "i"
        part = block.astype(KINDS[kind]).tobytes()
        places[name] = {"kind": kind, "shape": list(block.shape), "start": start}
        parts.append(part)
        start += len(part)
    head = json.dumps({**answer.head, **more, "blocks": places}, ensure_ascii=False, allow_nan=False)
    written = head.encode()
    written += b" " * (-len(written) % 4)
    return b"".join([MAGIC, len(written).to_bytes(4, "little"), written, *parts])
