"""Tests of `study.design.layout`: how the points are laid out, read from [design], [[points]] or a CSV file."""

from tests.study.design.test_study_file import faults_of


def test_points_written_down_are_read_whatever_else_is_wrong_and_told_once() -> None:
    points = [{"budgett": 0}, {"parameters": {"tolerance": 9}}]
    expected = {"points[1].budgett", "points[2].parameters.tolerance"}
    for others in (
        {"vary": {}},
        {"vary": {"parameters": {"homophily": [1, 2]}}},
        {"vary": {}, "design": {"kind": "lists"}},
        {"vary": {}, "scenario": ["classroom", "small-contract"]},
    ):
        fields = [field for field, _ in faults_of(points=points, **others)]
        told = [field for field in fields if field.startswith("points")]
        assert set(told) == expected, others
        assert len(told) == 2, others
