"""SHA-256 where a browser offers none: the digests that Python gives."""

import hashlib
from pathlib import Path

import pytest
from tests.page.browser_engine.in_node import NODE, asked_of_node

pytestmark = pytest.mark.skipif(NODE is None, reason="no node")


def test_digests_are_those_of_python_at_every_length_of_a_block(tmp_path: Path) -> None:
    lengths = [*range(130), 1000, 4096, 100_003]
    wanted = [
        hashlib.sha256(bytes((i * 7 + length) % 256 for i in range(length))).hexdigest() for length in lengths
    ]
    found = asked_of_node(Path(__file__).with_name("sha256.mjs"), lengths, tmp_path)
    assert found == [[each, each] for each in wanted]
