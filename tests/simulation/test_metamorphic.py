"""What must not matter does not: labels, the order of runs, of actors and of needs, and how fine time is cut."""

from dataclasses import replace

import numpy as np
import pytest

from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch, simulate
from simul_agir.verification import LIMITS, verify
from simulation.sameness import STANCE_ARRAYS, STANCES, differing, differing_indicators
from simulation.test_limits import only, reordered, reordered_sets
from territories import scenario

SILENT = dict.fromkeys(("encounters", "actions", "aid", "learning", "shared_goal"), False)
DEVIATIONS = 5.0  # standard errors; hundreds of means are compared
# Each run of the one that tries others out lives two hundred short ones.
MANY_RUNS = [
    pytest.param(each, marks=[pytest.mark.slow] * (each == "diagnosed_by_trial")) for each in STANCES
]
CLOSE = (
    "index",
    "trust",
    "identification",
    "motivation",
    "skill",
    "comfort",
    "encounters",
    "actions",
    "hours",
)


@pytest.mark.parametrize("stance", STANCES)
def test_relabelled_kinds_names_and_titles_change_no_bit(stance: str) -> None:
    place = scenario(actors=9, months=14, warm_up=4, seed=21, effort=0.6)
    land = place.landscape
    relabelled = replace(
        land,
        kinds=tuple(reversed(land.kinds)),
        names=tuple(f"someone {i}" for i in range(9)),
        ids=tuple(f"x{9 - i}" for i in range(9)),
    )
    other = replace(place, landscape=relabelled, title="Elsewhere", domains=("d", "c", "b", "a"))
    one, two = (Batch.begin(each, stance, 2, 8).run_until(14) for each in (place, other))
    assert differing(one.state, two.state) == []
    assert differing_indicators(one, two) == []


@pytest.mark.parametrize("stance", STANCES)
def test_permuted_replicates_are_the_same_runs(stance: str) -> None:
    place = scenario(actors=8, months=12, warm_up=4, seed=22, effort=0.6)
    together = Batch.begin(place, stance, 5, 3).run_until(12)
    for r in (4, 0, 2, 3, 1):
        alone = Batch.begin(place, stance, 1, 3, first=r).run_until(12)
        assert differing(together.state.take(slice(r, r + 1)), alone.state) == []
        assert np.array_equal(together.indicators[r], alone.indicators[0])


def agree(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether the means over the first axis of two samples may be of one distribution."""
    error = np.sqrt(one.var(axis=0, ddof=1) / len(one) + other.var(axis=0, ddof=1) / len(other))
    return bool((np.abs(one.mean(axis=0) - other.mean(axis=0)) <= DEVIATIONS * error + 1e-9).all())


def ends(place: Scenario, stance: str, runs: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Indicators, needs and actors' rows at the end."""
    batch = Batch.begin(place, stance, runs, seed).run_until(place.months)
    columns = [INDICATORS.index(name) for name in CLOSE]
    return batch.indicators[:, -1, columns], batch.need_levels[:, -1], batch.state.actors[:, :, :30]


@pytest.mark.parametrize("stance", MANY_RUNS)
def test_permuted_actors_have_the_same_distribution(stance: str) -> None:
    place, runs = scenario(actors=10, months=14, warm_up=6, seed=23, effort=0.8), 200
    order = np.random.default_rng(4).permutation(10)
    other = replace(place, landscape=reordered(place.landscape, order))
    one, two = (ends(each, stance, runs, seed) for each, seed in ((place, 1), (other, 2)))
    assert agree(one[0], two[0])
    assert agree(one[1], two[1])
    assert agree(one[2], two[2][:, np.argsort(order)])


@pytest.mark.parametrize("stance", MANY_RUNS)
def test_permuted_needs_have_the_same_distribution(stance: str) -> None:
    place, runs = scenario(actors=10, domains=4, months=14, warm_up=6, seed=24, effort=0.8), 200
    order = np.array([2, 0, 3, 1])
    old = place.landscape
    landscape = replace(
        old,
        expertise=old.expertise[:, order],
        mandate=old.mandate[:, order],
        understanding=reordered_sets(old.understanding[:, order], order),
    )
    other = replace(
        place,
        domains=tuple(place.domains[k] for k in order),
        needs=place.needs[order],
        links=reordered_sets(place.links[order], order),
        landscape=landscape,
    )
    one, two = (ends(each, stance, runs, seed) for each, seed in ((place, 1), (other, 2)))
    assert agree(one[0], two[0])
    assert agree(one[1], two[1][:, np.argsort(order)])


@pytest.mark.parametrize("stance", STANCES)
@pytest.mark.parametrize("effort", [0.3, 30.0])
def test_no_stance_writes_what_it_may_not_in_any_month(stance: str, effort: float) -> None:
    """With encounters, actions, aid and learning off, all arrays but the stance's own are those of none, to the bit."""
    place = scenario(actors=9, months=20, warm_up=4, seed=25, effort=effort, mechanisms=SILENT)
    dose, none = (Batch.begin(place, each, 2, 6) for each in (stance, "none"))
    for month in range(place.months + 1):
        dose.run_until(month)
        none.run_until(month)
        assert differing(dose.state, none.state, without=STANCE_ARRAYS) == []


@pytest.mark.parametrize("stance", STANCES)
def test_nor_does_it_on_the_landscape_of_a_real_contract(stance: str) -> None:
    place = Scenario.from_contract("CN06204I", months=20, warm_up=3)
    place = replace(place, effort=20.0, mechanisms=SILENT)
    dose, none = (Batch.begin(place, each, 1, 6).run_until(20) for each in (stance, "none"))
    assert differing(dose.state, none.state, without=STANCE_ARRAYS) == []


def halved(rate: float) -> float:
    """The rate of half a month, two of which do what one month does."""
    return float(1.0 - np.sqrt(1.0 - rate))


def test_wear_over_half_months_is_wear_over_months() -> None:
    rates = {name: value for name, value in LIMITS["wearing"].defaults.items() if name not in NO_RATES}
    rates["identification_erosion"] = 0.11  # half a month's is then in range too
    rough = verify(["wearing"], {"months": 13, **rates})
    fine = verify(["wearing"], {"months": 25, **{name: halved(rate) for name, rate in rates.items()}})
    left = [{r.quantity: r.obtained for r in each.cases[0].readings} for each in (rough, fine)]
    shared = [name for name in left[0] if name.startswith("left_")]
    assert len(shared) == 9
    assert [left[1][name] for name in shared] == pytest.approx([left[0][name] for name in shared], abs=1e-9)


NO_RATES = ("actors", "months", "habit_shield", "tie_floor")


def test_needs_over_half_months_are_needs_over_months() -> None:
    place = scenario(actors=6, months=24, warm_up=0, seed=26, mechanisms=only("need_drift"))
    rough = replace(place, parameters={"need_trend": 0.02, "neglect": 0.0})
    fine = replace(place, months=48, parameters={"need_trend": halved(0.02), "neglect": 0.0})
    one, two = (Batch.begin(each).run_until(each.months).need_levels[0] for each in (rough, fine))
    assert two[::2] == pytest.approx(one, abs=1e-12)


def test_departures_over_half_months_are_departures_over_months() -> None:
    """Exact for the chance of being still there; the world agrees with either to within the chance of its runs."""
    share = 0.3
    rough = verify(["turnover"], {"turnover": share, "months": 24})
    fine = verify(["turnover"], {"turnover": halved(share), "months": 48})
    assert rough.within
    assert fine.within
    monthly = [1 - (1 - each) ** (1 / 12) for each in (share, halved(share))]
    assert (1 - monthly[1]) ** 2 == pytest.approx(1 - monthly[0])


def test_gossip_over_half_months_leaves_the_spread_of_gossip_over_months() -> None:
    """Half as many encounters a month, twice as many months: the spread left depends on how many there were in all."""
    rough, fine = (
        verify(["gossip"], {"meetings": meetings, "months": months, "runs": 600}, seed=seed)
        for meetings, months, seed in ((2.0, 4, 1), (1.0, 8, 2))
    )
    one, two = (each.cases[0].readings[1] for each in (rough, fine))
    assert two.expected == pytest.approx(one.expected, rel=0.03)
    assert abs(one.obtained - two.obtained) < 0.03 * one.expected + np.hypot(one.tolerance, two.tolerance)


def test_a_run_does_not_depend_on_how_it_is_asked_for() -> None:
    place = scenario(actors=8, months=12, warm_up=4, seed=27)
    whole = simulate(place, "mixed", 6, 9)
    assert np.array_equal(whole.values, simulate(place, "mixed", 6, 9, jobs=1, batch=5).values)
