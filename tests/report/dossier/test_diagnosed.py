"""The record of a diagnosis holds plain values, and names only where they are asked for."""

import json

import pytest
from tests.study.diagnosing.test_diagnosis import loos  # noqa: F401

from simul_agir.locale import words
from simul_agir.report.dossier.diagnosed import diagnosis_record
from simul_agir.study.diagnosing import Diagnosis


@pytest.mark.parametrize("names", [False, True])
def test_it_is_plain_json(names: bool, loos: Diagnosis) -> None:
    record = diagnosis_record(loos, names=names, translate=words("en"))
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_without_names_no_long_name_stands_in_it(loos: Diagnosis) -> None:
    text = json.dumps(diagnosis_record(loos, names=False, translate=words("fr")), ensure_ascii=False)
    assert not any(name in text for name in loos.scenario.landscape.names if len(name) > 12)
