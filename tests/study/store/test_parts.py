"""Tests of `study.store.parts`: the parts that a store's journal names."""

import pandas as pd
import pytest
from tests.study.store.test_verify import PART, found_in, store  # noqa: F401

from simul_agir.study.store import Store, StoreError
from simul_agir.study.sweep.sample import Sample


@pytest.mark.parametrize("place", ["means.parquet", "mine/of/any/depth.parquet", "_events/mine.parquet"])
def test_what_the_journal_does_not_name_is_not_read_and_is_told(store: Store, place: str) -> None:
    whole = store.frame()
    stranger = store.folder / place
    stranger.parent.mkdir(parents=True, exist_ok=True)
    whole.groupby("stance", observed=True)["index"].mean().reset_index().to_parquet(stranger)
    again = Store.open(store.folder)
    pd.testing.assert_frame_equal(again.frame(), whole)
    assert len(Sample.load(store.folder).values) == store.manifest.points
    assert found_in(store) == {(place, "foreign_file")}


@pytest.mark.parametrize("made", ["gone", "torn", "another"])
def test_a_part_that_is_not_what_was_written_is_told_when_it_is_read(store: Store, made: str) -> None:
    path = store.folder / PART
    if made == "gone":
        path.unlink()
    elif made == "torn":
        path.write_bytes(path.read_bytes()[:-50])
    else:
        pd.DataFrame({"a": [1]}).to_parquet(path)
    with pytest.raises(StoreError, match="recompute its points"):
        Store.open(store.folder).frame()
