"""Tests of `study.store.fault`: what can be wrong with a store, in words."""

import random

from tests.study.store.test_verify import found_in, store  # noqa: F401

from simul_agir.study.store import Store, StoreError


def test_a_bit_that_changed_in_any_file_is_told(store: Store) -> None:
    chance = random.Random(4)
    files = [path for path in sorted(store.folder.rglob("*")) if path.is_file() and path.stat().st_size]
    assert len(files) > 5
    for path in files:
        whole = path.read_bytes()
        for _ in range(8):
            content = bytearray(whole)
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path.write_bytes(content)
            try:
                assert found_in(store), path
            except StoreError:
                assert path.name == "_manifest.json"
        path.write_bytes(whole)
    assert found_in(store) == set()
