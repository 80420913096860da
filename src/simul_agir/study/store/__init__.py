"""What a study keeps: a folder of Parquet parts, a manifest and a journal."""

from simul_agir.study.store.fault import StoreError
from simul_agir.study.store.store import Store

__all__ = ["Store", "StoreError"]
