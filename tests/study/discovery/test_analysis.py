"""Where stances win and what flips the ranking, on points whose answer is planted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simul_agir.locale import RequestError
from simul_agir.study.discovery import analysis as discovery
from simul_agir.study.discovery import boxes
from simul_agir.study.discovery.analysis import Discovery, DiscoveryOptions, discover
from simul_agir.study.judged import JUDGED
from simul_agir.study.sweep.sample import Sample, SampleError

POINTS, RUNS = 160, 8
ASKED = DiscoveryOptions(repeats=1)
STANCES = ("none", "residents", "resilience")


def planted(own: float = 0.05, shift: float = 0.0) -> Sample:
    """`residents` ends highest but where effort is small and trust large: there `resilience` does."""
    rng = np.random.default_rng(1)
    points = pd.DataFrame(
        {"scenario.effort": rng.uniform(0, 4, POINTS), "landscape.trust": rng.random(POINTS)}
    )
    flips = (points["scenario.effort"] < 1.6) & (points["landscape.trust"] > 0.4)
    luck = rng.normal(0, 0.5, (POINTS, 1, RUNS)) + own * rng.normal(size=(POINTS, 3, RUNS))
    level = np.stack([np.zeros(POINTS), np.full(POINTS, 1.0), np.where(flips, 1.5, 0.6) + shift], axis=1)
    values = np.zeros((POINTS, 3, RUNS, len(JUDGED)))
    values[..., list(JUDGED).index("index")] = level[:, :, None] + luck
    return Sample(points, STANCES, values, name="planted")


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Peeled at one pace only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boxes, "PEELS", (0.1,))
        yield


@pytest.fixture(scope="module")
def found(quick: None) -> Discovery:
    return discover(planted(), ASKED)


def test_the_planted_flip_is_found(found: Discovery) -> None:
    assert found.leader == "residents"
    flip = found.flip
    assert flip.box is not None
    assert set(flip.box.limits) == {"scenario.effort", "landscape.trust"}
    assert flip.box.limits["scenario.effort"][1] == pytest.approx(1.6, abs=0.15)  # type: ignore[index]
    assert flip.box.limits["landscape.trust"][0] == pytest.approx(0.4, abs=0.08)  # type: ignore[index]
    assert flip.box.density > 0.95
    assert flip.box.coverage > 0.85
    assert flip.distinct == 1.0


def test_shares_count_the_points(found: Discovery) -> None:
    wins = [found.case("wins", stance).share for stance in STANCES]
    assert sum(wins) == pytest.approx(1.0)
    assert found.case("wins", "none").reason == "never"
    assert found.flip.share == pytest.approx(wins[2])
    assert (found.frame()["highest"] == "resilience").mean() == pytest.approx(wins[2])


def test_where_nothing_flips_it_says_so(lang: str) -> None:
    calm = discover(planted(shift=-2.0), ASKED)
    assert calm.flip.reason == "never"
    told = calm.sentence(lang)
    assert {"en": "The ranking never flips", "fr": "Le classement ne se renverse jamais"}[lang] in told


def test_a_margin_leaves_small_leads_out() -> None:
    found = discover(planted(), replace(ASKED, margin=0.6))
    assert found.case("wins", "resilience").share == 0.0
    assert "by more than 0.600" in found.sentence()


def test_the_lowest_may_win() -> None:
    assert discover(planted(), replace(ASKED, lowest=True)).leader == "none"


def test_words_and_json_tell_the_boxes(found: Discovery, lang: str) -> None:
    told = found.sentence(lang)
    assert "effort" in told
    assert "trust" in told
    assert {"en": "not a prediction", "fr": "non une prédiction"}[lang] in told
    assert "{" not in told
    case = next(each for each in found.to_dict()["cases"] if each["kind"] == "flip")
    assert case["box"]["limits"]["landscape.trust"]["high"] is None
    assert case["unseen"]["density"]["low"] <= case["unseen"]["density"]["value"]


def test_one_run_tells_nothing_from_luck() -> None:
    differences = np.random.default_rng(1).normal(5, 1, (10, 1))
    assert not discovery.clear(differences).any()
    assert discovery.clear(np.repeat(differences, 3, axis=1) * np.array([0.99, 1.0, 1.01])).all()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outcome": "happiness"}, "index"),
        ({"repeats": 0}, "--repeats"),
        ({"margin": -1.0}, "--margin"),
        ({"margin": float("nan")}, "--margin"),
        ({"seed": -1}, "--seed"),
    ],
)
def test_what_cannot_be_asked_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(RequestError, match=told):
        discover(planted(), replace(ASKED, **changes))


def test_too_few_points_or_stances_are_refused() -> None:
    sample = planted()
    with pytest.raises(SampleError, match="least 40"):
        discover(replace(sample, points=sample.points[:30], values=np.ones((30, 3, 2, len(JUDGED)))), ASKED)
    with pytest.raises(SampleError, match="two"):
        discover(replace(sample, stances=("none",), values=np.ones((POINTS, 1, 2, len(JUDGED)))), ASKED)


def test_an_outcome_that_nobody_simulated_is_told() -> None:
    sample = planted()
    table = np.zeros((POINTS, 3, RUNS, len(JUDGED)))
    table[..., list(JUDGED).index("index_after")] = np.nan
    sample = replace(sample, values=table)
    with pytest.raises(SampleError) as told:
        discover(sample, DiscoveryOptions(outcome="index_after", repeats=1))
    assert told.value.key == "no_values"
