"""Tests of `simulation.saved`: a batch as one file: what it is, its state and its arrays."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.simulation.test_batch import PLACE, lived

from simul_agir.simulation import Batch, SavedBatchError


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"PK\x03\x04 and then"])
def test_a_file_that_holds_no_batch_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "batch"
    file.write_bytes(content)
    with pytest.raises(SavedBatchError, match="holds no saved batch"):
        Batch.load(file, PLACE)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SavedBatchError):
        Batch.load(tmp_path / "nowhere", PLACE)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", head=np.zeros(3, np.uint8))
    with pytest.raises(SavedBatchError):
        Batch.load(tmp_path / "other.npz", PLACE)


def test_a_batch_of_another_scenario_is_refused(tmp_path: Path) -> None:
    lived("none", 0).save(tmp_path / "batch")
    with pytest.raises(SavedBatchError, match="another scenario"):
        Batch.load(tmp_path / "batch", replace(PLACE, budget=1.0))


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    lived("none", 0).save(tmp_path / "batch")
    with np.load(tmp_path / "batch") as saved:
        content = {name: saved[name] for name in saved.files}
    head = json.loads(bytes(content.pop("head")))
    head["format"] = head["format"].replace("bitsets", "something_else")
    np.savez(tmp_path / "other.npz", head=np.frombuffer(json.dumps(head).encode(), np.uint8), **content)
    with pytest.raises(SavedBatchError, match="another version"):
        Batch.load(tmp_path / "other.npz", PLACE)
