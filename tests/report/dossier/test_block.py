"""The block of JSON in a dossier can neither end its element nor be anything but plain data."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul_agir.report.dossier.block import CLOSING, MOST_BYTES, OPENING, DossierError, block, read_block

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def page(record: Any) -> bytes:
    return f"<html>{OPENING}{block(record)}{CLOSING}</html>".encode()


@given(record=st.dictionaries(st.text(), PLAIN, max_size=5))
def test_what_is_written_is_read_again(record: dict[str, Any]) -> None:
    assert read_block(page(record)) == record


@given(text=st.text())
def test_no_text_holds_a_sign_of_markup(text: str) -> None:
    assert not set("<>&") & set(block({"name": text}))


def test_the_end_of_a_script_stays_text() -> None:
    hostile = {"name": "</script><script>alert(1)</script><!--\u2028"}
    assert read_block(page(hostile)) == hostile
    assert page(hostile).count(b"<script") == 1


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "no_dossier"),
        (b"\xff\xfe", "no_dossier"),
        (page({}) + page({}), "no_dossier"),
        (f"{OPENING}{{}}".encode(), "no_dossier"),
        (f"{OPENING}[1]{CLOSING}".encode(), "damaged"),
        (f"{OPENING}{{{CLOSING}".encode(), "damaged"),
        (f'{OPENING}{{"a":NaN}}{CLOSING}'.encode(), "damaged"),
        (f'{OPENING}{{"a":1,"a":2}}{CLOSING}'.encode(), "damaged"),
        (f"{OPENING}{'[' * 5000}{']' * 5000}{CLOSING}".encode(), "damaged"),
        (page({"a": json.dumps("x" * 800_000)}), "too_large"),
        (b" " * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_dossier_is_told(content: bytes, key: str) -> None:
    with pytest.raises(DossierError) as told:
        read_block(content)
    assert told.value.key == key
