"""A verdict follows from the band alone; an answer is the same for the same seed, and can be read again."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simul_agir.locale import RequestError
from simul_agir.validation.answer import (
    CANNOT,
    MET,
    NOT_MET,
    Confrontation,
    Finding,
    confront,
    read,
    without_coordination,
)
from simul_agir.validation.contract_calendar import Model
from simul_agir.validation.looking import TEAM, Network
from simul_agir.validation.measures import of_contract, run_contracts
from simul_agir.validation.sample import PatternError, halves, sample
from simul_agir.validation.statements import Pattern, experiments, patterns

BAND = Pattern("band", "density_usual", 0.2, 0.5, "independent", "by hand")
FULL = {name: experiments() / name / "full" / "patterns.json" for name in ("patterns", "rivals")}


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.2, MET), (0.5, MET), (0.19, NOT_MET), (0.51, NOT_MET), (math.nan, CANNOT)]
)
def test_a_pattern_is_met_within_its_band_only(value: float, verdict: str) -> None:
    assert Finding(BAND, value).verdict == verdict


def test_every_pattern_has_a_finding_and_what_has_no_measure_cannot_be_computed(small: Confrontation) -> None:
    assert [each.pattern for each in small.findings] == list(patterns())
    assert all(each.verdict == CANNOT for each in small.findings if not each.pattern.measure)
    assert small.count(MET) + small.count(NOT_MET) + small.count(CANNOT) == 21
    assert small.contracts == sample(4, held_out=True)


def test_the_value_is_the_median_of_the_contracts_within_its_range(small: Confrontation) -> None:
    finding = next(each for each in small.findings if each.pattern.name == "density_unsupported")
    known = [value for value in finding.by_contract if math.isfinite(value)]
    assert finding.value == pytest.approx(np.median(known))
    assert finding.low <= finding.value <= finding.high
    assert finding.within == np.mean([value <= finding.pattern.high for value in known])


def test_what_is_pooled_has_an_interval_over_contracts_drawn_anew(small: Confrontation) -> None:
    finding = next(each for each in small.findings if each.pattern.name == "asleep")
    assert 0.0 <= finding.low <= finding.value <= finding.high <= 1.0
    assert math.isnan(finding.within)


def test_an_answer_can_be_read_again(small: Confrontation, with_rivals: list[Confrontation]) -> None:
    for found in ([small], with_rivals):
        held = json.loads(json.dumps({"models": [each.to_dict() for each in found]}))
        assert [each.rows() for each in read(held)] == [each.rows() for each in found]
        assert [each.model for each in read(held)] == [each.model for each in found]


def test_rivals_are_held_to_what_any_model_can_be_on_contracts_held_out(
    with_rivals: list[Confrontation],
) -> None:
    assert [each.model.name for each in with_rivals] == ["full", "no_trust", "dealt"]
    assert all(each.held_out and set(each.contracts) <= set(halves()[1]) for each in with_rivals)
    measures = {row["measure"] for each in with_rivals for row in each.rows()}
    assert None not in measures


def test_a_rival_loses_what_it_misses_of_what_says_nothing_of_trust() -> None:
    def of(*values: float) -> Confrontation:
        found = (Finding(BAND, values[0]), Finding(replace(BAND, name="trusted", trust=True), values[1]))
        return Confrontation(Model(), found, {}, (), 1, 1)

    assert of(0.9, 0.9).lost_to(of(0.3, 0.3)) == ("band",)
    assert of(0.3, 0.9).lost_to(of(0.3, 0.3)) == of(0.9, 0.9).lost_to(of(0.8, 0.3)) == ()


def test_ties_at_random_say_nothing_but_of_networks(
    with_rivals: list[Confrontation],
) -> None:
    full, _, dealt = with_rivals
    verdicts = {row["pattern"]: row["verdict"] for row in dealt.rows()}
    assert {verdicts[name] for name in ("asleep", "trust_success", "actions_a_year")} == {CANNOT}
    assert full.notes["density_usual"] < dealt.notes["density_usual"] < 2 * full.notes["density_usual"]
    assert abs(dealt.notes["closure_usual"]) < 0.08


def test_trust_does_not_feed_success_where_coordination_has_no_weight() -> None:
    free = without_coordination(Model("set", {"exploration": 0.3}, {"aid": False}))
    assert free.parameters == {"exploration": 0.3, "weight_coordination": 0.0}
    assert free.mechanisms == {"aid": False}


def test_a_network_is_read_only_where_it_is_as_large_as_real_ones() -> None:
    def of(size: int) -> Network:
        stages = np.full(size, TEAM)
        return Network(np.zeros((size, size), bool), np.zeros(size, np.int64), np.zeros((size, 2)), stages)

    assert [of(size).comparable for size in (12, 13, 54, 55)] == [False, True, True, False]
    assert of(13).advanced == 1.0
    assert replace(of(13), stages=np.zeros(13, np.int64)).advanced == 0.0


def test_what_cannot_be_lived_is_refused() -> None:
    with pytest.raises(PatternError):
        confront(contracts=500)
    for wrong in ({"runs": 0}, {"seed": -1}, {"jobs": 0}):
        with pytest.raises(RequestError):
            confront(contracts=1, **wrong)


@pytest.mark.parametrize("name", FULL)
def test_what_was_kept_at_full_size_is_what_contracts_still_come_to(name: str) -> None:
    full = read(json.loads(Path(FULL[name]).read_text(encoding="utf-8")))[0]
    code, place = full.contracts[7], 7
    assert set(full.contracts) <= set(halves()[1])
    (runs,) = run_contracts([code], full.model, full.runs, full.seed, 1).values()
    values = of_contract(runs)
    for finding in full.findings:
        if finding.pattern.measure in values and not finding.pattern.uncoordinated:
            kept = finding.by_contract[place]
            assert values[finding.pattern.measure] == pytest.approx(kept, abs=1e-4, nan_ok=True)


@pytest.mark.slow
def test_what_was_kept_at_full_size_is_lived_again() -> None:
    kept = json.loads(Path(FULL["patterns"]).read_text(encoding="utf-8"))
    again = confront(contracts=len(kept["contracts"]), runs=kept["runs"], seed=kept["seed"])
    for old, new in zip(kept["patterns"], again.rows(), strict=True):
        assert new["verdict"] == old["verdict"]
        assert new["value"] == pytest.approx(old["value"], abs=1e-9)
