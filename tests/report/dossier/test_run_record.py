"""One life in a dossier's record: the run nearest to the middle, and actors called by their types."""

import numpy as np
import pytest
from tests.report.dossier.test_dossier import answer  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.dossier.run_record import Types, _letters, story_record
from simul_agir.simulation import Arm
from simul_agir.study import Comparison
from simul_agir.study.mixture import at_point
from simul_agir.study.story import record_run


@pytest.mark.parametrize(
    ("number", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_letters_go_on_after_z(number: int, letters: str) -> None:
    assert _letters(number) == letters


def test_the_run_that_is_told_ends_nearest_to_the_middle(answer: Comparison) -> None:
    found = story_record(answer, "residents", names=False, translate=words("en"))
    ends = answer.ensembles["residents"].of(answer.primary)[:, -1]
    assert found["ladder"][-1] == round(float(np.sort(ends)[(len(ends) - 1) // 2]), 3)
    assert len(found["ladder"]) == answer.scenario.months + 1


def test_it_is_the_run_itself_at_its_own_accepted_set(answer: Comparison) -> None:
    found = story_record(answer, "residents", names=False, translate=words("en"))
    ends = answer.ensembles["residents"].of(answer.primary)[:, -1]
    run = int(np.argsort(ends, kind="stable")[(len(ends) - 1) // 2])
    place = at_point(answer.scenario, run) if answer.points > 1 else answer.scenario
    life = record_run(place, Arm.of("residents"), answer.seed, run)
    assert found["ladder"] == [round(float(each), 3) for each in life.index]


def test_without_names_actors_are_called_by_type_and_letter(answer: Comparison, lang: str) -> None:
    people = Types(answer.scenario, words(lang))
    kinds = answer.scenario.landscape.kinds
    alike = [place for place, kind in enumerate(kinds) if kind == kinds[0]]
    called = [people.name(place, 0) for place in alike]
    assert [each.rpartition(" ")[2] for each in called] == [_letters(place) for place in range(len(alike))]
    assert people.name(alike[0], 30) == called[0]
    assert people.all_names(alike[0]) == [(0, called[0])]


def test_no_actor_s_name_stands_in_a_record_to_share(answer: Comparison, lang: str) -> None:
    found = story_record(answer, "residents", names=False, translate=words(lang))
    text = " ".join([found["title"], *(each["text"] for each in found["passages"])])
    assert not [name for name in answer.scenario.landscape.names if len(name) > 12 and name in text]
