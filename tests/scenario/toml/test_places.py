"""Every key of a TOML text has its line."""

from simul_agir.scenario.toml.places import line_of, lines_of_keys

TEXT = '''title = "x"
description = """
months = 3
"""
months = 4

[needs]
housing = 0.5
"health" = 0.5

[[shocks]]
month = 1
[[shocks]]
month = 2
path.inner = 3

[kinds.school]   # remark
voice = 0.5
'''


def test_keys_are_found_on_their_lines() -> None:
    lines = lines_of_keys(TEXT)
    assert lines["title",] == 1
    assert lines["months",] == 5
    assert lines["needs", "housing"] == 8
    assert lines["needs", "health"] == 9
    assert lines["shocks", 0, "month"] == 12
    assert lines["shocks", 1, "month"] == 14
    assert lines["shocks", 1, "path", "inner"] == 15
    assert lines["kinds", "school", "voice"] == 18


def test_what_has_no_line_of_its_own_has_that_of_its_holder() -> None:
    lines = lines_of_keys(TEXT)
    assert line_of(("needs", "housing", 3), lines) == 8
    assert line_of(("shocks", 1, "size"), lines) == 13
    assert line_of(("unheard",), lines) is None
