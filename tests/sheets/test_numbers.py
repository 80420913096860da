import pytest

from simul_agir.sheets.numbers import parsed

BOTH = [
    ("0.6", 0.6),
    ("60 %", 0.6),
    ("60%", 0.6),
    ("60\u00a0%", 0.6),
    ("-1", -1.0),
    ("−1", -1.0),
    ("1e3", 1000.0),
    ("1 250", 1250.0),
    ("1\u202f250\u202f000", 1_250_000.0),
    ("1'250", 1250.0),
    ("1 250 €", 1250.0),
    ("€1,250.50", 1250.5),
    ("$ 12", 12.0),
    ("1.250,50 €", 1250.5),
    ("1,250,000", 1_250_000.0),
    ("1,250.50", 1250.5),
    ("12 EUR", 12.0),
]


@pytest.mark.parametrize("comma", [True, False])
@pytest.mark.parametrize(("text", "value"), BOTH)
def test_a_number_is_read_as_it_is_shown(text: str, value: float, comma: bool) -> None:
    found = parsed(text, comma)
    assert found is not None
    assert found[0] == pytest.approx(value, rel=1e-12)


def test_a_decimal_comma_counts_where_commas_do_not_part_cells() -> None:
    assert parsed("0,6", True) == (0.6, "")
    assert parsed("62,5 %", True) == (0.625, "percent")
    assert parsed("0,6", False) is None
    assert parsed("1,250", False) is None  # 1.25 in France, 1250 in England


@pytest.mark.parametrize(
    "text", ["", "x", "1_0", "0x1", "1 2", "12 34", "1e", "%", "€", "€ 5 €", "5 % %", "١٢", "9" * 500, "1..2"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parsed(text, True) is None
