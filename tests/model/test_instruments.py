"""The instruments: each name stands at its own column."""

from simul_agir.model import instruments


def test_every_instrument_has_a_column_of_its_own() -> None:
    names = instruments.INSTRUMENTS
    assert len(set(names)) == len(names)
    for place, name in enumerate(names):
        assert getattr(instruments, name.upper()) == place
