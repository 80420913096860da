"""The JSON Schema says what the reader accepts."""

from simul_agir.scenario import stance_names
from simul_agir.scenario.toml.schema import STANCES
from simul_agir.stances.registry import CONTROLS, SHIPPED


def test_every_default_stance_is_known() -> None:
    assert set(SHIPPED) == set(STANCES)
    assert set(CONTROLS) == set(stance_names.CONTROLS)
