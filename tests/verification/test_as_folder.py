"""A reduced model is an ordinary scenario: written, read again and lived, it does the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.scenario.new import put
from simul_agir.simulation import Batch
from simul_agir.verification import LIMITS, Case, RunOptions
from simul_agir.verification.answer import experiments
from simul_agir.verification.as_folder import as_texts, folder_of
from simul_agir.verification.wearing import Pulse

READ_TO = 1e-8  # shares of a table are kept to nine decimals


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_written_and_read_again_lives_the_same(name: str, tmp_path: Path) -> None:
    limit = LIMITS[name]
    place = replace(limit.scenario({**limit.defaults, "actors": 10}, RunOptions(2)), months=4)
    put(tmp_path, as_texts(place))
    again = Scenario.load(tmp_path)
    one, two = (
        Batch.begin(each, Pulse() if name == "wearing" else "none", 3).run_until(4) for each in (place, again)
    )
    for array, others in zip(one.state.arrays().items(), two.state.arrays().values(), strict=True):
        kept = array[1][:, :, : at.PROMPT + 1] if array[0] == "bitsets" else array[1]
        theirs = others[:, :, : at.PROMPT + 1] if array[0] == "bitsets" else others
        assert np.allclose(kept, theirs, rtol=0, atol=READ_TO), array[0]


@pytest.mark.parametrize("name", LIMITS)
def test_the_folders_among_the_experiments_are_what_the_command_writes(name: str) -> None:
    texts = folder_of(Case(LIMITS[name], LIMITS[name].defaults))
    found = {path.name: path.read_text(encoding="utf-8") for path in (experiments() / name).iterdir()}
    assert found == texts


@pytest.mark.parametrize("name", LIMITS)
def test_they_are_sound_and_switch_all_off_but_what_they_are_about(name: str) -> None:
    place = Scenario.load(experiments() / name)
    assert place.name == name.replace("_", "-")
    on = {switch for switch, value in place.mechanisms.items() if value}
    assert on
    assert "belief_change" not in on
    assert on.isdisjoint({"need_drift", "shocks", "actions", "aid", "awakening", "brokerage"})
