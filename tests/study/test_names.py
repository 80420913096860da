"""Short names stay distinct."""

from simul_agir.study.names import short_names


def test_names_are_cut_at_their_comma_where_that_leaves_them_distinct() -> None:
    called = short_names(("Ada, mayor", "Bo, school", "Bo, landlord"))
    assert list(called.values()) == ["Ada", "Bo, school", "Bo, landlord"]
