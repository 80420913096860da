"""Every attribute is declared once: its place, its range, its words."""

from simul_agir.model import fields as at


def test_columns_follow_one_another_and_eight_are_free() -> None:
    columns = [field.column for field in at.ACTORS.values()]
    assert columns == list(range(len(columns)))
    assert len(columns) + 8 <= at.ACTOR_COLUMNS


def test_every_attribute_has_a_range_and_words_in_both_languages() -> None:
    for name, field in at.ACTORS.items():
        assert field.name == name
        assert field.low <= field.high
        assert field.unit
        assert field.english
        assert field.french


def test_what_a_table_gives_has_a_place_of_its_own() -> None:
    places = [field.given for field in at.GIVEN]
    assert places == sorted(set(places))
    assert all(field.given_as for field in at.GIVEN)


def test_a_chance_a_year_is_twelve_chances_a_month() -> None:
    assert abs((1 - at.monthly(0.3)) ** 12 - 0.7) < 1e-12
