"""Tests of `study.design.notebook`: where the faults of a study are taken down."""

from typing import Any

import pytest
from tests.study.design.test_study_file import faults_of


@pytest.mark.parametrize(
    ("keys", "field"),
    [
        ({"vary": {"budget": {"low": 0, "high": 1}}}, "vary.budget"),  # a grid needs levels
        ({"design": {"kind": "sobol"}}, "design"),
        ({"design": {"points": 3}}, "design.points"),
        ({"design": {"kind": "csv"}}, "design"),
        ({"points": [{"budget": 0}]}, "vary"),
        ({"vary": {"months": [3]}}, "fixed.months"),
        ({"vary": {"path": [{"revisit": 99}]}}, "vary.path[1].revisit"),
        ({"vary": {"contract": ["no such place"]}}, "vary.contract[1]"),
        ({"vary": {"budget": [0, 0]}}, "vary.budget[2]"),
        ({"vary": {"budget": {"low": 2, "high": 1, "levels": 2}}}, "vary.budget.high"),
        ({"vary": {"parameters": "al"}}, "vary.parameters"),
        ({"vary": {"mechanisms": {"brokerage": [1]}}}, "vary.mechanisms.brokerage[1]"),
        ({"fixed": {"arms": ["none"]}}, "fixed.arms"),
        ({"stances": ["nobody"]}, "stances[1]"),
        ({"stances": ["no.such:Thing"]}, "stances[1]"),
        ({"scenario": 3}, "scenario"),
        ({"scenario": "france"}, ""),
    ],
)
def test_each_sort_of_fault_is_told_where_it_stands(keys: dict[str, Any], field: str) -> None:
    assert any(found == field or found.startswith(field) for found, _ in faults_of(**keys)), faults_of(**keys)
