"""Designs within bounds: nothing is made of a study that is only checked, and nothing overflows."""

from pathlib import Path

import pytest

from simul_agir.scenario import ScenarioError
from simul_agir.study.design import Study

HEAD = 'scenario = "classroom"\nruns = 1\nstances = ["none"]\n'
POINTS = HEAD + "[fixed]\nmonths = 12\nwarm_up = 1\n[design]\nfile = 'points.csv'\n"
NAMES = ("homophily", "trust_memory", "exploration", "curvature", "dilution", "own_share", "elasticity")


def study(folder: Path, text: str, points: str | bytes = "") -> Study:
    (folder / "study.toml").write_text(text, encoding="utf-8")
    (folder / "points.csv").write_bytes(points if isinstance(points, bytes) else points.encode())
    return Study.load(folder / "study.toml")


def test_a_million_points_of_all_parameters_are_not_drawn_before_one_is_asked_for(tmp_path: Path) -> None:
    found = study(
        tmp_path, HEAD + '[vary]\nparameters = "all"\n[design]\nkind = "latin_hypercube"\npoints = 1000000\n'
    )
    assert len(found.points()) == 1_000_000
    assert "laid" not in vars(found.layout)


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol"])
def test_points_are_the_same_whenever_they_are_drawn(tmp_path: Path, kind: str) -> None:
    text = HEAD + f'[vary]\nbudget = {{ low = 1, high = 9 }}\n[design]\nkind = "{kind}"\npoints = 8\n'
    one, other = study(tmp_path, text).points(), study(tmp_path, text).points()
    assert [one[number].settings for number in range(8)] == [each.settings for each in other]


def test_thousands_of_faulty_lines_are_told_once(tmp_path: Path) -> None:
    points = "budget,parameters.homophily\n" + "".join(f"{-line},{line}7\n" for line in range(1, 6_001))
    with pytest.raises(ScenarioError) as refused:
        study(tmp_path, POINTS, points)
    told = refused.value.faults
    assert {fault.field for fault in told} == {"budget", "parameters.homophily"}
    assert all(len(fault.also) > 1_000 for fault in told)


def test_control_characters_of_a_column_are_not_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as refused:
        study(tmp_path, POINTS, "budget,\x9b31mred\n1,2\n".encode())
    assert all("\x9b" not in fault.text(lang) for fault in refused.value.faults for lang in ("en", "fr"))


@pytest.mark.parametrize("cell", ["9" * 5_000, "1_000", "0x10", "٣", "nan", "inf", "1e999"])
def test_a_cell_that_is_no_number_here_is_a_fault(tmp_path: Path, cell: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        study(tmp_path, POINTS, f"budget\n{cell}\n")
    assert refused.value.faults[0].field.endswith("budget")


def test_percent_and_decimal_commas_are_read_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    found = study(tmp_path, POINTS, "budget;vision.subsidiarity\n1 250,5;60 %\n")
    assert [*found.points()[0].settings.values()] == [1250.5, 0.6]
