"""Landscapes: what a table does not say is drawn, an actor at a time."""

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simul_agir.scenario import ATTRIBUTES, Landscape, Scenario, ScenarioError

from .folders import ACTORS, TIES, TOML, written


def load(folder: Path, *, toml: str = TOML, actors: str = ACTORS, ties: str | None = TIES) -> Scenario:
    return Scenario.load(written(folder, toml, actors, ties))


def of_actor(landscape: Landscape, name: str) -> list[object]:
    actor = landscape.ids.index(name)
    numbers = [float(values[actor]) for values in landscape.attributes.values()]
    rows = [
        landscape.expertise[actor].tolist(),
        landscape.mandate[actor].tolist(),
        landscape.understanding[actor].tolist(),
    ]
    return [*numbers, *rows, bool(landscape.asleep[actor]), bool(landscape.latent[actor])]


def test_what_the_table_says_holds(tmp_path: Path) -> None:
    landscape = load(tmp_path / "town").landscape
    assert landscape.ids == ("agglo", "equipe", "caf", "centre", "conseil")
    assert landscape.attributes["motivation"][0] == 0.6
    assert landscape.expertise[0, 0] == 0.5
    assert landscape.mandate[0].tolist() == [0.25, 0, 0, 0.75, 0, 0, 0, 0]
    assert (landscape.lead, landscape.project_team) == (0, 1)


def test_ties_of_a_table_are_the_only_ones_and_missing_numbers_are_drawn(tmp_path: Path) -> None:
    landscape = load(tmp_path / "town").landscape
    pairs = list(zip(landscape.sources.tolist(), landscape.targets.tolist(), strict=True))
    assert pairs == [(0, 1), (1, 0), (3, 4), (4, 2)]
    assert (landscape.strengths[0], landscape.trusts[0], landscape.strengths[1], landscape.trusts[2]) == (
        0.5,
        0.625,
        0.25,
        0.75,
    )
    assert 0.1 <= landscape.strengths[3] <= 0.5


def test_without_a_table_of_ties_they_are_drawn(tmp_path: Path) -> None:
    landscape = load(tmp_path / "town", ties=None).landscape
    assert len(landscape.sources) > 4
    assert not np.any(landscape.sources == landscape.targets)


def test_an_actor_added_changes_no_other_actor(tmp_path: Path) -> None:
    before = load(tmp_path / "town").landscape
    lines = ACTORS.splitlines()
    lines.insert(3, "new,New,association,,,,,,")
    after = load(tmp_path / "town", actors="\n".join(lines)).landscape
    for name in before.ids:
        assert of_actor(before, name) == of_actor(after, name)


def test_an_actor_added_changes_few_of_the_drawn_ties() -> None:
    def pairs(landscape: Landscape) -> set[tuple[str, str]]:
        ends = zip(landscape.sources, landscape.targets, strict=True)
        return {(landscape.ids[source], landscape.ids[target]) for source, target in ends}

    before = pairs(Scenario.from_contract("CN06202I").landscape)
    after = pairs(Scenario.from_contract("CN06202I", landscape={"actors": 80}).landscape)
    assert len(before & after) > 0.85 * len(after)


def test_a_column_added_changes_no_other_number(tmp_path: Path) -> None:
    before = load(tmp_path / "town").landscape
    lines = [
        f"{line},{cell}"
        for line, cell in zip(ACTORS.splitlines(), ["openness", ".5", "", "", "", ""], strict=True)
    ]
    after = load(tmp_path / "town", actors="\n".join(lines)).landscape
    assert after.attributes["openness"].tolist() == [0.5, 1.0, 1.0, 1.0, 1.0]
    for name in set(ATTRIBUTES) - {"openness"}:
        assert before.attributes[name].tolist() == after.attributes[name].tolist()


def test_the_order_of_the_rows_changes_no_actor(tmp_path: Path) -> None:
    before = load(tmp_path / "town").landscape
    header, *rows = ACTORS.splitlines()
    after = load(tmp_path / "town", actors="\n".join([header, *reversed(rows)])).landscape
    for name in before.ids:
        assert of_actor(before, name) == of_actor(after, name)


def test_own_actors_stand_beside_those_of_a_contract_or_in_their_place(tmp_path: Path) -> None:
    actors = "id,kind,role,voice\ncaf,social_security,,0.125\nlibrary,association,,\nboss,commune,lead,\n"
    ties = "source,target,trust\nlibrary,caf,0.125\n"
    scenario = load(tmp_path / "town", toml='contract = "CN04801N"', actors=actors, ties=ties)
    plain = Scenario.load("CN04801N").landscape
    landscape = scenario.landscape
    assert landscape.size == plain.size + 2
    assert landscape.attributes["voice"][landscape.ids.index("caf")] == 0.125
    assert landscape.ids[landscape.lead] == "boss"
    assert landscape.ids[landscape.project_team] == "project-team"
    tie = (landscape.sources == landscape.ids.index("library")) & (
        landscape.targets == landscape.ids.index("caf")
    )
    assert landscape.trusts[tie].tolist() == [0.125]
    for name in set(plain.ids) - {"caf", "lead"}:
        assert of_actor(plain, name) == of_actor(landscape, name)


def test_a_kind_may_be_changed_or_added(tmp_path: Path) -> None:
    toml = TOML + "[kinds.social_security]\nvoice = { mean = 0.25, spread = 0 }\n"
    toml += '[kinds.library]\nlike = "school"\ncore = ["culture"]\n'
    actors = ACTORS.replace("social_security,,0.5", "social_security,,").replace(
        "community_centre", "library"
    )
    landscape = load(tmp_path / "town", toml=toml, actors=actors).landscape
    assert landscape.attributes["voice"][2] == 0.25
    assert landscape.kinds[3] == "library"
    assert landscape.expertise[3, 5] >= 0.6


def test_the_document_sets_the_lead_where_no_table_does(tmp_path: Path) -> None:
    landscape = load(
        tmp_path / "town", toml=TOML + "[lead]\nmotivation = 0.1\nposture_resilience = 0.9\n"
    ).landscape
    assert landscape.attributes["motivation"][0] == 0.6
    assert landscape.attributes["posture_resilience"][0] == 0.9


def test_roles_that_are_not_stated_go_to_the_only_intercommunality_and_project_team(tmp_path: Path) -> None:
    landscape = load(
        tmp_path / "town", actors="id,kind\na,commune\nb,project_team\nc,intercommunality\n", ties=None
    ).landscape
    assert (landscape.lead, landscape.project_team) == (2, 1)


def test_experts_see_more_true_links_and_fewer_false_ones() -> None:
    landscape, links = Scenario.load("CN06904M").landscape, Scenario.load("CN06904M").links
    bits = np.uint64(1) << np.arange(8, dtype=np.uint64)
    held = (landscape.understanding[:, :, None] & bits) != 0
    true = np.broadcast_to((links[:, None] & bits) != 0, held.shape)
    expert = np.maximum(landscape.expertise[:, :, None], landscape.expertise[:, None, :]) > 0.5
    other = ~np.broadcast_to(np.eye(8, dtype=bool), held.shape)
    assert held[~other].all()
    assert held[expert & true & other].mean() > held[~expert & true & other].mean() + 0.2
    assert held[expert & ~true & other].mean() < held[~expert & ~true & other].mean()


def field_and_tie(landscape: Landscape) -> float:
    """Correlation, over ordered pairs, of sharing a field of high expertise and being tied."""
    own = (landscape.expertise > 0.5).astype(int)
    shared = own @ own.T > 0
    tied = np.zeros_like(shared)
    tied[landscape.sources, landscape.targets] = True
    off = ~np.eye(landscape.size, dtype=bool)
    return float(np.corrcoef(shared[off], tied[off])[0, 1])


@pytest.mark.parametrize("code", ["CN06202I", "CN03702M", "CN06904M"])
def test_field_and_tie_correlate_as_in_real_networks(code: str) -> None:
    assert 0.07 <= field_and_tie(Scenario.load(code).landscape) <= 0.28


def test_the_lead_knows_more_actors_and_most_ties_are_returned() -> None:
    landscape = Scenario.load("CN06904M").landscape
    tied = np.zeros((landscape.size, landscape.size), dtype=bool)
    tied[landscape.sources, landscape.targets] = True
    assert tied[landscape.lead].sum() > 2 * tied.sum(axis=1).mean()
    assert 0.7 < tied.T[tied].mean() <= 1


@pytest.mark.parametrize("count", [2, 64])
def test_a_territory_may_have_2_to_64_domains(count: int) -> None:
    domains = [f"field_{number}" for number in range(count)]
    scenario = Scenario.from_contract("CN04801N", domains=domains)
    own = np.uint64(1) << np.arange(count, dtype=np.uint64)
    assert ((scenario.landscape.understanding & own) == own).all()
    assert ((scenario.links & own) == own).all()
    assert any(text.startswith("links") for text in scenario.imputed)


def test_silos_of_a_scenario_are_narrower() -> None:
    siloed, plain = Scenario.load("siloed-services").landscape, Scenario.from_contract("CN03702M").landscape
    assert ((siloed.expertise > 0.5).sum(axis=1) == 1).all()
    assert (plain.expertise > 0.5).sum(axis=1).mean() > 1.5
    assert field_and_tie(siloed) > field_and_tie(plain) + 0.05
    assert siloed.attributes["openness"].mean() < 0.7


def test_arrays_are_read_only_and_stay_so_through_a_pickle() -> None:
    scenario = Scenario.load("classroom")
    for copy in (scenario, pickle.loads(pickle.dumps(scenario)), replace(scenario, months=12)):
        for array in (copy.needs, copy.links, copy.landscape.expertise, copy.landscape.attributes["voice"]):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 0


def test_a_landscape_that_no_world_can_live_in_is_refused() -> None:
    scenario = Scenario.load("classroom")
    landscape = scenario.landscape
    wrong = {
        "expertise": landscape.expertise * 2,
        "mandate": landscape.mandate * 0.5,
        "understanding": landscape.understanding * np.uint64(0),
        "targets": landscape.sources,
        "trusts": landscape.trusts * np.nan,
        "lead": 99,
        "attributes": {},
        "ids": landscape.ids[:-1] + landscape.ids[:1],
    }
    for name, value in wrong.items():
        with pytest.raises(ScenarioError) as refused:
            replace(scenario, landscape=replace(landscape, **{name: value}))
        assert any(fault.field.startswith("landscape") for fault in refused.value.faults)
