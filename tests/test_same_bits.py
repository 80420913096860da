"""What runs give is, to the last bit, what it was when the sums were written."""

import json

from same_bits import FILE, sums


def test_runs_give_the_bits_that_were_written_down() -> None:
    written = json.loads(FILE.read_text(encoding="utf-8"))
    found = {
        name: digest for name, digest in sums() if name in written
    }  # tests may have registered stances of their own
    assert sorted(found) == sorted(written)
    assert [name for name, digest in found.items() if digest != written[name]] == []
