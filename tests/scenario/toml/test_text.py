"""What is text, and what stands on one line."""

import pytest

from simul_agir.scenario.toml.text import is_plain


@pytest.mark.parametrize(
    "text", ["", "Centre « Les Œillets »", "a\u00a0: b\u202f?", "日本語", "soft\u00adhyphen", "👩\u200d🏫"]
)
def test_what_people_write_on_a_line_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("sign", ["\n", "\t", "\0", "\x1b", "\x7f", "\u2028", "\u202e", "\u2066", "\ud800"])
def test_what_ends_a_line_or_commands_a_terminal_is_not(sign: str) -> None:
    assert not is_plain(f"a{sign}b")
