"""Tests of `study.store.manifest`: what a store is of."""

import json

import pytest
from tests.study.store.test_verify import store  # noqa: F401

from simul_agir.study.store import Store, StoreError
from simul_agir.study.sweep import sweep
from studies import digests, small


def test_a_manifest_of_another_format_is_told(store: Store) -> None:
    path = store.folder / "_manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "format": 99}), encoding="utf-8")
    before = digests(store.folder)
    for attempt in (lambda: Store.open(store.folder), lambda: sweep(small(runs=1), store.folder)):
        with pytest.raises(StoreError, match="another version") as caught:
            attempt()
        assert "autre version" in caught.value.text("fr")
    assert digests(store.folder) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', "\0\0", '{"format": 1, "extents": [1]}'])
def test_a_manifest_that_cannot_be_read_is_told(store: Store, text: str) -> None:
    (store.folder / "_manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError):
        Store.open(store.folder)


def test_a_manifest_that_was_changed_by_hand_is_told(store: Store) -> None:
    path = store.folder / "_manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 1', '"seed": 2'), encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(store.folder)
