"""The profile's tables hold what its JSON holds."""

import csv
from pathlib import Path

import pytest

from simul_agir import Scenario, compare
from simul_agir.report.files.profile_files import PROFILE_FILES, profile_writers
from simul_agir.report.words.profile import profile_sentence


def test_the_tables_hold_gains_visions_and_correlations(tmp_path: Path) -> None:
    found = compare(Scenario.load("classroom"), ["none", "residents", "mixed"], runs=12)
    assert found.profile is not None
    for write in profile_writers(found.profile):
        write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(PROFILE_FILES)
    gains, visions, correlations = (
        list(csv.DictReader((tmp_path / name).open(encoding="utf-8", newline=""))) for name in PROFILE_FILES
    )
    assert len(gains) == 2 * len(found.profile.outcomes)
    for row in gains:
        gain = found.profile.gain(row["arm"], row["outcome"])
        assert float(row["gain"]) == pytest.approx(gain.mean, abs=1e-6)
        assert row["luck"] == ""  # too few runs share a set of assumptions
    for row in visions:
        assert float(row["share"]) == pytest.approx(found.profile.standing(row["arm"]).share, abs=1e-6)
    for family in found.profile.without:
        assert sum(float(row[f"without_{family}"]) for row in visions) == pytest.approx(1.0, abs=1e-5)
    assert [float(row[row["outcome"]]) for row in correlations if row["outcome"] != "crisis_loss"] == (
        pytest.approx([1.0] * (len(correlations) - 1))
    )


@pytest.mark.parametrize(("lang", "told"), [("en", "left out"), ("fr", "ôtée")])
def test_the_sentence_says_whether_a_family_left_out_turns_the_answer(lang: str, told: str) -> None:
    found = compare(Scenario.load("classroom"), ["none", "residents", "mixed", "resilience"], runs=12)
    assert told in profile_sentence(found, lang)
