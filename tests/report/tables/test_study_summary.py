"""What a study asks, in a few lines."""

from simul_agir.report.tables.study_summary import study_summary, study_text
from studies import small


def test_the_summary_counts_points_and_runs() -> None:
    study = small()
    found = study_summary(study)
    assert len(study.points()) in found.values()
    assert study_text(study, "en") != study_text(study, "fr")
