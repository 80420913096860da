"""Answers as they travel: what is packed can be read, and begins at multiples of four."""

import json

import numpy as np

from simul_agir.page.frames import MAGIC, Answer, pack


def test_a_frame_holds_its_head_and_its_blocks() -> None:
    block = np.arange(6, dtype=np.float64).reshape(2, 3)
    frame = pack(
        Answer({"call": "compare"}, {"quantiles": block, "stages": np.array([1, 2], np.int8)}), move=7
    )
    assert frame[:4] == MAGIC
    length = int.from_bytes(frame[4:8], "little")
    head = json.loads(frame[8 : 8 + length])
    assert (head["call"], head["move"]) == ("compare", 7)
    assert (8 + length) % 4 == 0
    place = head["blocks"]["quantiles"]
    start = 8 + length + place["start"]
    assert np.frombuffer(frame, "<f4", 6, start).reshape(place["shape"]).tolist() == block.tolist()
    assert head["blocks"]["stages"]["kind"] == "i"


def test_a_head_of_any_length_keeps_the_blocks_in_step() -> None:
    for length in range(8):
        frame = pack(Answer({"x": "é" * length}, {"a": np.array([1.5])}))
        assert (8 + int.from_bytes(frame[4:8], "little")) % 4 == 0
