"""The folder of a diagnosis names nobody unless it is asked to."""

from pathlib import Path

from tests.study.diagnosing.test_diagnosis import loos  # noqa: F401

from simul_agir.report.files.diagnosis_files import write_diagnosis
from simul_agir.study.diagnosing import Diagnosis


def test_the_files_to_share_hold_no_actor(loos: Diagnosis, tmp_path: Path) -> None:
    written = write_diagnosis(loos, tmp_path / "shared")
    assert all(path.is_file() for path in written)
    text = "".join(
        path.read_text(encoding="utf-8") for path in written if path.suffix in (".txt", ".json", ".csv")
    )
    assert not any(name in text for name in loos.scenario.landscape.names if len(name) > 12)


def test_with_names_there_are_no_fewer_files(loos: Diagnosis, tmp_path: Path) -> None:
    few, all_of_them = (write_diagnosis(loos, tmp_path / str(names), names=names) for names in (False, True))
    assert len(all_of_them) >= len(few)
