"""Tests of `study.store.tables`: the tables of a store: their columns, and how they stand in files."""

from pathlib import Path

import pandas as pd
import pytest
from tests.study.sweep.test_sweep import KEEP

from simul_agir.study.sweep import sweep
from studies import small


def test_pandas_and_duckdb_read_the_folder_alone(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    store = sweep(small(keep=KEEP), tmp_path)
    assert len(pd.read_parquet(tmp_path)) == 36
    ((count, mean),) = duckdb.sql(f"select count(*), avg(index) from '{tmp_path}/*.parquet'").fetchall()
    assert count == 36
    assert mean == pytest.approx(store.frame()["index"].mean())
    for name in ("_quantiles", "_trajectories", "_events", "_points"):
        assert len(pd.read_parquet(tmp_path / name))
