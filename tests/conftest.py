"""Answers with known contents, for tests of what is said and shown about them."""

import sys
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from simul_agir.model.indicators import INDICATORS
from simul_agir.model.ladder import CRITERIA
from simul_agir.scenario import Scenario
from simul_agir.simulation import Ensemble
from simul_agir.study import Comparison, comparison_of
from simul_agir.verification import Verification, verify

EFFECTS = {"none": 0.0, "residents": 1.0, "resilience": 0.98, "conditional_aid": 0.93, "mixed": 0.5}
MakeEnsembles = Callable[..., dict[str, Ensemble]]


# Whether a test passes is no matter of time: machines are busy, and first examples compile.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, so that no processor is left with one of them when the others are done."""
    items.sort(key=lambda item: "tests/twin/" not in item.path.as_posix())


@pytest.fixture(scope="session")
def territory() -> Scenario:
    """A small real contract over 12 months."""
    return Scenario.from_contract("CN06204I", months=12)


@pytest.fixture(scope="session")
def make_ensembles(territory: Scenario) -> MakeEnsembles:
    """Ensembles whose index ends where one chooses, with luck that all arms share and some of their own."""

    def make(
        effects: Mapping[str, float] = EFFECTS, runs: int = 60, seed: int = 7, own: float = 0.05
    ) -> dict[str, Ensemble]:
        return {
            stance: lived(territory, stance, effect, runs, seed, own) for stance, effect in effects.items()
        }

    return make


@pytest.fixture(autouse=True)
def no_stance_module_outlives_its_test() -> Iterator[None]:
    """A file of stances that a test loads is unknown to the next."""
    yield
    own = sys.modules.get("simul_agir.stances.own")
    if own is not None:
        own.forget_modules()


def lived(scenario: Scenario, stance: str, effect: float, runs: int, seed: int, own: float) -> Ensemble:
    """One arm: the index rises by `effect` stages over the months, the other indicators are plain noise."""
    shared = np.random.default_rng(seed)
    alone = np.random.default_rng([seed, *stance.encode()])
    months, actors = scenario.months + 1, len(scenario.landscape.ids)
    values = shared.uniform(0.2, 0.8, (runs, months, len(INDICATORS)))
    path = np.linspace(0.0, effect, months) + shared.normal(0.4, 0.1, (runs, 1))
    values[:, :, INDICATORS.index("index")] = path + own * alone.normal(size=(runs, months))
    shares = np.array([0.7 - 0.3 * effect, 0.2, 0.05 + 0.2 * effect, 0.05 + 0.1 * effect, 0.0])
    held = np.linspace(0.6, 0.05, len(CRITERIA)) - 0.2 * effect * np.linspace(1, 0, len(CRITERIA))
    return Ensemble(
        scenario=scenario,
        stance=stance,
        seed=seed,
        values=values,
        needs=shared.uniform(0.3, 0.7, (runs, months, len(scenario.domains))),
        final_stages=shared.choice(5, p=shares, size=(runs, actors)).astype(np.int8),
        final_passes=shared.random((runs, actors, len(CRITERIA))) < 0.5,
        bottlenecks=np.repeat(held[None, :], runs, axis=0),
    )


@pytest.fixture(scope="session")
def comparison(make_ensembles: MakeEnsembles) -> Comparison:
    """Five arms, one clearly lowest, two that cannot be told from the best or differ by too little."""
    return comparison_of(make_ensembles())


@pytest.fixture(params=["en", "fr"])
def lang(request: pytest.FixtureRequest) -> str:
    """Both languages, one after the other."""
    return str(request.param)


@pytest.fixture(scope="session")
def found() -> Verification:
    """Every limit at the size of a test."""
    return verify()
