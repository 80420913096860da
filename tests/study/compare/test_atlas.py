"""The table of contracts and what they say together."""

import json

import numpy as np
import pytest

from atlases import CODES, atlas, failing
from simul_agir.study.compare.atlas import Line, Standing, reference_of
from simul_agir.study.compare.comparison import Estimate
from simul_agir.study.compare.verdict import Verdict

STANCES = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience")


def standing(means: dict[str, float], verdict: Verdict) -> Standing:
    return Standing(
        "none", {name: Estimate(mean, None, None) for name, mean in means.items()}, {}, {}, {}, verdict
    )


def test_the_table_has_a_line_a_contract_and_the_columns_it_says() -> None:
    frame = atlas().frame()
    assert list(frame.contract) == list(CODES)
    assert list(frame.columns) == atlas().columns()
    for stance in STANCES[1:]:
        assert {f"{what}_{stance}" for what in ("gain", "gain_low", "gain_high", "above")} <= set(
            frame.columns
        )
    assert (frame.gain_low_residents <= frame.gain_residents).all()
    assert (frame.gain_residents <= frame.gain_high_residents).all()
    chances = frame[[f"best_probability_{stance}" for stance in STANCES]].sum(axis=1)
    assert chances.to_numpy() == pytest.approx(1.0, abs=1e-5)


def test_a_contract_that_failed_has_a_line_that_says_why() -> None:
    rows = {row["contract"]: row for row in failing().rows()}
    assert list(rows) == list(CODES)
    assert "landscape.actors" in rows["CN06904M"]["fault"]
    assert rows["CN06904M"]["index_none"] is None
    assert rows["CN06202I"]["fault"] is None
    assert failing().frame().actors.isna().tolist() == [False, False, True]


def test_the_answer_is_strict_json_and_holds_every_line() -> None:
    for found in (atlas(), failing(), atlas(1)):
        told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
        assert [row["contract"] for row in told["contracts"]] == list(CODES)
        assert [whole["stance"] for whole in told["overall"]] == list(STANCES)
        assert told["reference"] == "none"


def test_one_run_has_no_interval_and_no_chance() -> None:
    (line, *_) = atlas(1).lines
    assert line.standing.chances == {}
    assert line.standing.gains["residents"].low is None
    assert atlas(1).wholes[1].dispersion.low is None


def test_the_mean_gain_is_that_of_the_contracts() -> None:
    found = atlas()
    for whole in found.wholes[1:]:
        assert whole.gain is not None
        assert whole.spread is not None
        assert whole.gain.mean == pytest.approx(found.gains(whole.stance).mean())
        assert whole.spread[1] == pytest.approx(np.median(found.gains(whole.stance)))
    assert found.wholes[0].gain is None


def test_the_dispersion_is_that_of_mean_needs_between_contracts() -> None:
    for place, whole in enumerate(atlas().wholes):
        needs = [line.need[whole.stance] for line in atlas().lines]
        assert whole.dispersion.mean == pytest.approx(np.std(needs))
        assert whole.need == pytest.approx(np.mean(needs))
        assert whole.dispersion.low is not None
        assert whole.stance == STANCES[place]


def test_contracts_are_counted_once_where_one_stance_is_highest() -> None:
    found = atlas()
    assert sum(whole.highest for whole in found.wholes) <= len(found.lines)
    for whole in found.wholes:
        assert whole.alone <= whole.highest <= whole.leading <= len(found.lines)


def test_equal_means_are_nobodys_best() -> None:
    tied = standing({"none": 0.5, "a": 0.7, "b": 0.7}, Verdict("a", 0.5, (), (), ("b", "none")))
    assert tied.best is None
    assert tied.best_set == ("a", "b", "none")
    assert tied.alone is None


def test_alone_is_who_stands_above_all_by_enough() -> None:
    means = {"none": 0.5, "a": 0.9, "b": 0.7}
    assert standing(means, Verdict("a", 1.0, ("b", "none"), (), ())).alone == "a"
    assert standing(means, Verdict("a", 1.0, ("none",), ("b",), ())).alone is None
    assert standing(means, Verdict("a", 1.0, ("none",), ("b",), ())).leading == ("a", "b")


def test_bottlenecks_are_counted_the_most_frequent_first() -> None:
    counts = list(atlas().bottlenecks().values())
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == len(atlas().lines)


def test_gains_are_counted_from_none_where_there_is_one() -> None:
    assert reference_of(("residents", "none")) == "none"
    assert reference_of(("residents", "mixed")) == "residents"


def test_a_line_names_its_place() -> None:
    line: Line = atlas().lines[1]
    assert (line.code, line.department, line.region) == ("CN06202I", "Pas-de-Calais", "Hauts-de-France")
    assert len(line.hash) == 64
