"""What is told of the rules' memory is read off the model: arrays, entries, columns."""

import json

import numpy as np
import pytest

from simul_agir.engine.handles import handle
from simul_agir.engine.native import cache as code_cache
from simul_agir.model.indicators import INDICATORS
from simul_agir.model.parameters import COUNT
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.memory import _fill, described


@pytest.mark.parametrize("name", ["classroom", "small-contract"])
def test_the_arrays_told_are_those_of_a_batch_in_the_order_of_its_table(name: str) -> None:
    scenario = Scenario.load(name)
    told = described(scenario)
    batch = Batch.begin(scenario, "none", runs=2)
    world = batch.world()
    table = handle(world)
    assert table.ndim == told["table"]
    rows = table.reshape(2, -1, told["table_words"])
    assert [each["name"] for each in told["arrays"]] == list(world._fields)
    for place, each in enumerate(told["arrays"]):
        array = getattr(world, each["name"])
        shape = array.shape if each["shared"] else array.shape[1:]
        assert each["type"] == array.dtype.str[1:]
        assert tuple(each["shape"]) == shape
        assert rows[1, place, 1 : 1 + len(shape)].tolist() == list(shape)
        if each["shared"]:
            assert (array == array.dtype.type(int(each["fill"]))).all()


def test_every_entry_is_told_with_the_names_and_kinds_of_its_arguments() -> None:
    told = described(Scenario.load("classroom"))
    assert told["entries"].keys() == code_cache.ENTRIES.keys()
    first, second, third, *_ = told["entries"]["live"]
    assert first == {"name": "batch", "type": "i8", "dimensions": 2}
    assert second == {"name": "replicates", "type": "i8", "dimensions": 0}
    assert third == {"name": "points", "type": "f8", "dimensions": 2}


def test_it_is_plain_data_with_the_columns_by_name() -> None:
    told = described(Scenario.load("classroom"))
    assert json.loads(json.dumps(told)) == told
    assert told["indicators"] == list(INDICATORS)
    assert told["parameters"] == COUNT
    assert told["columns"]["awake"] == 0
    assert (told["actors"], told["domains"], told["warm_up"]) == (12, 4, 24)


def test_cells_that_begin_unlike_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="begin with different numbers"):
        _fill(np.arange(2))
