"""A remark is an English text that knows its French."""

import copy
import json
import pickle
import string

import pytest

from simul_agir.scenario.contracts import MEASURES
from simul_agir.scenario.notes import MEASURES as FRENCH_MEASURES
from simul_agir.scenario.notes import NOTES, in_language, note

REMARK = note("links", names="food, heat")


def test_it_is_told_in_either_language() -> None:
    assert in_language(REMARK, "en") == "links: not given for food, heat; the two domains that follow assumed"
    assert in_language(REMARK, "fr").startswith("liens entre besoins : non donnés pour food, heat")
    assert in_language("a remark of somebody's own", "fr") == "a remark of somebody's own"


def test_it_is_a_text_wherever_one_is_wanted() -> None:
    assert json.loads(json.dumps([REMARK])) == [str(REMARK)]
    for twin in (pickle.loads(pickle.dumps(REMARK)), copy.deepcopy(REMARK)):
        assert (twin, twin.french) == (REMARK, REMARK.french)


@pytest.mark.parametrize("key", NOTES)
def test_both_languages_fill_in_the_same_numbers(key: str) -> None:
    english, french = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in NOTES[key]
    )
    assert english - {"name"} == french - {"french"}


def test_every_measure_that_may_be_imputed_has_a_french_name() -> None:
    assert set(FRENCH_MEASURES) == set(MEASURES) - {"poverty"}
