"""Tests of `study.diagnosing.groups`: types of actors where nobody is to be recognised."""

import json

from tests.study.diagnosing.test_diagnosis import loos, plain  # noqa: F401

from simul_agir.study.diagnosing import Diagnosis, diagnose


def test_the_edition_to_share_holds_no_actor_and_no_trust(loos: Diagnosis) -> None:
    for found in (loos, diagnose("classroom", draws=2)):
        told = json.dumps(plain(found), ensure_ascii=False)
        for name, called in zip(found.scenario.landscape.names, found.scenario.landscape.ids, strict=True):
            assert name not in told
            assert f'"{called}"' not in told
        assert "trust" not in told.replace("cohesion", "")
        assert all(each["actors"] >= 5 for each in found.to_dict()["types"])
