"""The figures of a diagnosis: rings of stages, and types with the ties between them."""

import math
import re
from typing import Any

import pytest

from simul_agir.locale import words
from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.networks import NUMBERED, RIM, SIZE, _places, bullseye, types


def actor(angle: float, stage: int, asleep: float = 0.0) -> dict[str, Any]:
    return {"angle": angle, "stage": STAGES[stage], "asleep": asleep}


def drawn(cast: list[dict[str, Any]], known: list[tuple[int, int]] = [], fragile: list[Any] = []) -> str:  # noqa: B006
    return str(bullseye({"cast": cast, "known": known, "fragile": fragile}, words("en")))


def test_the_higher_the_stage_the_closer_to_the_centre() -> None:
    cast = [actor(place / 5, place) for place in range(5)]
    places = _places(cast, SIZE / 2, RIM / len(STAGES))
    reach = [math.dist(place, (SIZE / 2, SIZE / 2)) for place in places]
    assert reach == sorted(reach, reverse=True)
    assert max(reach) <= RIM


def test_an_angle_is_a_share_of_the_turn_from_the_top() -> None:
    top, right, foot = _places([actor(0.0, 4), actor(0.25, 4), actor(0.5, 4)], 350.0, 64.0)
    assert top == pytest.approx((350.0, 350.0 - 32.0))
    assert right == pytest.approx((350.0 + 32.0, 350.0))
    assert foot == pytest.approx((350.0, 350.0 + 32.0))


def test_neighbours_on_a_ring_stand_in_and_out_by_turns() -> None:
    places = _places([actor(place / 30, 0) for place in range(6)], 350.0, 64.0)
    reach = [round(math.dist(place, (350.0, 350.0)), 6) for place in places]
    assert len(set(reach)) == 3
    assert reach[:3] == reach[3:]


def test_actors_bear_numbers_while_they_are_few() -> None:
    few, many = (drawn([actor(each / count, 1) for each in range(count)]) for count in (3, NUMBERED + 1))
    assert re.findall(r">(\d+)</text>", few) == ["1", "2", "3"]
    assert re.findall(r">(\d+)</text>", many) == []


def test_sleepers_and_fragile_ties_are_drawn_as_such() -> None:
    cast = [actor(0.0, 0), actor(0.3, 1, asleep=0.6), actor(0.6, 2, asleep=0.5)]
    fragile = [(None, None, None, None, 2, 0)]
    text = drawn(cast, [(0, 1), (0, 2)], fragile)
    assert text.count("asleep") == 1
    assert text.count("tie fragile") == 1
    assert len(re.findall(r'"tie"', text)) == 1


def test_types_stand_with_their_numbers_and_names_are_escaped() -> None:
    answer = {
        "types": [{"actors": 7, "label": "Écoles"}, {"actors": 3, "label": "<b>Clubs</b>"}],
        "between": [(0, 1, 4.0), (0, 0, 9.0)],
    }
    text = str(types(answer, words("fr")))
    assert ">7</text>" in text
    assert ">3</text>" in text
    assert "<b>" not in text
    assert text.count("tie w") == 1  # ties within a type are not drawn
    assert "tie w2" in text  # 4 of 9, in quarters


def test_no_types_make_an_empty_figure() -> None:
    assert str(types({"types": [], "between": []}, words("en"))).endswith('them"></svg>')


def test_one_type_stands_in_the_middle() -> None:
    text = str(types({"types": [{"actors": 4, "label": "All"}], "between": []}, words("en")))
    assert f'cx="{SIZE / 2:g}"' in text or f'cx="{SIZE / 2:.1f}"' in text
