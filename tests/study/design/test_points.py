"""Every layout lays its points where it says."""

from pathlib import Path

import numpy as np
import pytest

from simul_agir.study.design import Study
from studies import small

RANGES = {
    "parameters": {"homophily": {"low": 0, "high": 4}},
    "path": {"training": {"months": {"low": 0, "high": 12}}},
}


def test_a_grid_holds_every_combination_the_last_key_changing_fastest() -> None:
    frame = small().points().frame()
    assert frame["parameters.homophily"].tolist() == [0, 0, 1, 1, 2, 2]
    assert frame["scenario.budget"].tolist() == [0, 5000] * 3


def test_a_grid_is_lived_in_a_drawn_order_and_a_sequence_in_its_own() -> None:
    order = small(vary={"budget": list(range(40))}).layout.order()
    assert sorted(order.tolist()) == list(range(40))
    assert order.tolist() != list(range(40))
    drawn = small(vary=RANGES, design={"kind": "sobol", "points": 8})
    assert drawn.layout.order().tolist() == list(range(8))


def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_range() -> None:
    frame = small(vary=RANGES, design={"kind": "latin_hypercube", "points": 20}).frame()
    slices = np.floor(frame["parameters.homophily"].to_numpy() / 4 * 20).astype(int)
    assert sorted(slices.tolist()) == list(range(20))


def test_the_first_points_of_a_sobol_sequence_do_not_depend_on_how_many_follow() -> None:
    few, many = (small(vary=RANGES, design={"kind": "sobol", "points": n}).frame() for n in (5, 16))
    assert few.equals(many.head(5))


def test_the_design_seed_alone_lays_out_other_points() -> None:
    designs = [{"kind": "latin_hypercube", "points": 6, "seed": seed} for seed in (1, 1, 2)]
    one, same, other = (small(vary=RANGES, design=design).frame() for design in designs)
    assert one.equals(same)
    assert not one.equals(other)


def test_listed_points_set_what_they_name_and_leave_the_rest() -> None:
    study = small(vary={}, points=[{"budget": 0}, {"parameters": {"homophily": 2}, "path": {"revisit": 2}}])
    first, second = study.points()
    assert first.settings == {("budget",): 0}
    assert second.cells == {"parameters.homophily": 2, "path.revisit": 2}
    assert study.scenario(second).path.revisit == 2
    assert study.columns == ("scenario.budget", "parameters.homophily", "path.revisit")


def test_points_come_from_a_csv_file_with_a_spreadsheets_commas(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(
        "budget;parameters.homophily;mechanisms.brokerage\n0;1,5;true\n;2;false\n", encoding="utf-8"
    )
    (tmp_path / "study.toml").write_text(
        'scenario = "classroom"\n[design]\nfile = "points.csv"\n', encoding="utf-8"
    )
    first, second = Study.load(tmp_path).points()
    assert first.settings == {
        ("budget",): 0,
        ("parameters", "homophily"): 1.5,
        ("mechanisms", "brokerage"): True,
    }
    assert ("budget",) not in second.settings


def test_a_fault_in_a_csv_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("budget\n0\n-5\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text(
        'scenario = "classroom"\n[design]\nfile = "points.csv"\n', encoding="utf-8"
    )
    with pytest.raises(Exception, match=r"points\.csv:3: budget: found -5"):
        Study.load(tmp_path)


def test_several_scenarios_vary_as_a_key_does() -> None:
    study = small(scenario=["classroom", "loos-en-gohelle"])
    frame = study.points().frame()
    assert frame["scenario"].tolist() == ["classroom"] * 6 + ["loos-en-gohelle"] * 6
    assert [study.scenario(study.points()[place]).name for place in (0, 6)] == [
        "classroom",
        "loos-en-gohelle",
    ]


def test_ones_own_places_of_the_unit_cube_are_points() -> None:
    study = small(vary=RANGES, design={"kind": "sobol", "points": 2}).at([[0.0, 1.0], [0.5, 0.0]])
    assert study.points().frame()["parameters.homophily"].tolist() == [0, 2]
    with pytest.raises(ValueError, match="places"):
        study.at([[2.0, 0.0]])


def test_what_a_study_is_does_not_depend_on_words_or_runs() -> None:
    assert small(title="A", runs=9).content() == small().content()
    assert small(seed=2).content() != small().content()
