"""What a diagnosis is told to an engine outside Python: names, bounds and places that are the model's own."""

import json

import numpy as np

from simul_agir.model import fields as at
from simul_agir.model import parameters as par
from simul_agir.model.ladder import CRITERIA
from simul_agir.study.diagnosing.plain_data import diagnosis_data, territory_data
from territories import scenario


def test_it_is_plain_data_and_names_the_criteria_in_their_order() -> None:
    found = json.loads(json.dumps(diagnosis_data()))
    assert found["criteria"] == list(CRITERIA)
    assert found["first_criterion"][-1] == len(CRITERIA)
    assert found["columns"]["voice"] == at.VOICE
    assert found["parameters"]["span"] == par.FACILITATOR_SPAN


def test_links_say_which_domains_a_need_asks_its_own_among_them() -> None:
    territory = scenario(actors=5)
    found = np.array(territory_data(territory)["links"])
    assert found.shape == (4, 4)
    assert (np.diag(found) == 1).all()
    assert [sum(int(each) << k for k, each in enumerate(row)) for row in found] == territory.links.tolist()


def test_cells_and_ties_that_no_table_says_count_as_unsaid() -> None:
    assert territory_data(scenario(actors=5))["said"] == [0.0, 0.0]
