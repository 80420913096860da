"""Every line agrees with theory; what cannot be asked is refused with what can."""

import json
from dataclasses import replace

import pytest

from simul_agir.verification import LIMITS, Case, LimitError, Reading, Verification, verify
from simul_agir.verification.answer import asked, full_sizes


@pytest.mark.parametrize("name", LIMITS)
def test_every_line_agrees_at_the_size_of_a_test(name: str, found: Verification) -> None:
    (case,) = (case for case in found.cases if case.limit.name == name)
    assert case.readings
    assert [reading for reading in case.readings if not reading.within] == []


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("bounded_confidence", {"actors": 60, "tolerance": 0.2, "runs": 60}),
        ("bounded_confidence", {"actors": 40, "tolerance": 0.5, "convergence": 0.3, "runs": 40}),
        ("gossip", {"actors": 2, "domains": 5}),
        ("gossip", {"actors": 90, "domains": 2, "convergence": 0.5, "runs": 100}),
        ("stubborn", {"actors": 25, "stubborn": 2, "convergence": 0.2, "runs": 100}),
        ("mandate", {"actors": 5, "mandate_pull": 0.01, "convergence": 0.4, "runs": 200}),
        ("granovetter", {"actors": 37, "threshold": 0.3, "sigma": 0.18, "runs": 100}),
        ("granovetter", {"actors": 10, "threshold": 0.45, "sigma": 0.9, "runs": 100}),
        ("reputation", {"actors": 7, "trust_memory": 1.0, "misunderstanding": 0.6}),
        ("reputation", {"failure_weight": 2.5, "trust_memory": 0.9}),
        ("wearing", {"habit_shield": 0.9, "actors": 9, "months": 40, "tie_floor": 0.3}),
        ("turnover", {"turnover": 0.4, "turnover_scale": 2.5, "months": 30}),
    ],
)
def test_other_sizes_and_parameters_agree_too(name: str, settings: dict[str, float]) -> None:
    assert verify([name], settings, seed=11).within


@pytest.mark.slow
@pytest.mark.parametrize("name", LIMITS)
def test_every_line_agrees_at_full_size(name: str) -> None:
    assert verify([name], full=True, seed=2).within


def test_the_same_seed_gives_the_same_table_whatever_the_number_of_threads() -> None:
    one, two = (verify(["gossip", "turnover"], {"runs": 60}, jobs=jobs) for jobs in (1, 2))
    assert one.to_dict() == two.to_dict()
    assert verify(["gossip"], {"runs": 60}, seed=2).to_dict() != verify(["gossip"], {"runs": 60}).to_dict()


def test_a_line_must_agree_with_what_is_expected_and_with_what_was_published() -> None:
    line = Reading("trust", expected=0.5, obtained=0.52, tolerance=0.03, published=0.56)
    assert not line.within
    assert replace(line, published_tolerance=0.02).within
    assert not replace(line, published=None, tolerance=0.01).within
    assert not replace(line, published=None, obtained=float("nan")).within


def test_one_line_outside_is_counted() -> None:
    limit = LIMITS["gossip"]
    wrong = Reading("spread_left", expected=1.0, obtained=2.0, tolerance=0.1)
    found = Verification((Case(limit, limit.defaults, (wrong,)),), seed=1)
    assert (found.within, found.outside, found.lines) == (False, 1, 1)


@pytest.mark.parametrize(
    ("names", "settings", "words"),
    [
        (["gosip"], {}, ["gosip", "did you mean 'gossip'", "turnover"]),
        (["xyz"], {}, ["xyz", "Allowed values:"]),
        (["gossip"], {"actor": 3.0}, ["'actor'", "did you mean 'actors'"]),
        (["gossip"], {"sigma": 0.1}, ["'sigma'", "convergence"]),
        (["gossip"], {"convergence": 0.6}, ["convergence=0.6", "from 0 to 0.5"]),
        (["gossip"], {"actors": 10.5}, ["actors=10.5", "whole number from 2 to 10000"]),
        (["stubborn"], {"actors": 6.0, "stubborn": 6.0}, ["stubborn=6", "from 2 to 5"]),
        ([], {"runs": 1.0}, ["runs=1", "from 20 to 100000"]),
        (["gossip"], {"convergence": float("nan")}, ["convergence=nan"]),
    ],
)
def test_what_cannot_be_had_is_refused(
    names: list[str], settings: dict[str, float], words: list[str]
) -> None:
    with pytest.raises(LimitError) as fault:
        verify(names, settings)
    assert [word for word in words if word not in fault.value.text("en")] == []
    assert fault.value.text("fr") != fault.value.text("en")


def test_every_limit_has_full_sizes_within_its_bounds_and_larger_than_a_test() -> None:
    for name, limit in LIMITS.items():
        sizes = full_sizes(name)
        assert sizes
        assert all(set(case) <= set(limit.defaults) for case in sizes)
        assert len(asked([name], {}, full=True)) == len(sizes)
        assert max(case["actors"] for case in sizes) > limit.defaults["actors"]


def test_a_setting_given_twice_over_makes_no_case_twice() -> None:
    assert len(asked(["bounded_confidence"], {"tolerance": 0.3}, full=True)) == 1


def test_the_answer_is_plain_json_and_a_table(found: Verification) -> None:
    settings_text = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert settings_text["within"]
    assert len(settings_text["lines"]) == found.lines == len(found.frame())
    assert {"limit", "published", "expected", "obtained", "tolerance", "within"} <= set(
        settings_text["lines"][0]
    )
