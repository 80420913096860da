"""The small writer of SVG: numbers are short, texts are escaped."""

from simul_agir.report.dossier.svg import looks_of, number


def test_numbers_are_short_and_never_in_powers_of_ten() -> None:
    assert number(1.0) == "1"
    assert "e" not in number(1e-9)
    assert number(0.5) == "0.5"


def test_every_arm_has_a_look_of_its_own() -> None:
    arms = ["none", "residents", "resilience", "my own"]
    looks = looks_of(arms)
    assert list(looks) == arms
    assert len({repr(look) for look in looks.values()}) == len(arms)
