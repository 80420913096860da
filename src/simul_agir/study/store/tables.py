"""The tables of a store: their columns, and how they stand in files."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from simul_agir.study.design import Factor, Study
from simul_agir.study.design.factors import SCENARIO, is_whole
from simul_agir.study.judged import JUDGED

ENDS, QUANTILES, TRAJECTORIES, EVENTS = "ends", "quantiles", "trajectories", "events"
TABLES = (ENDS, QUANTILES, TRAJECTORIES, EVENTS)
FOLDERS = {ENDS: "", QUANTILES: "_quantiles", TRAJECTORIES: "_trajectories", EVENTS: "_events"}
MARK = b"simul_agir"  # under which a part says whose it is
Tables = dict[str, pa.Table]
_SOME = 10_000  # points whose settings are held as Python objects at once
_KEY = [("point", pa.int32()), ("stance", pa.string())]


def schemas_of(study: Study) -> dict[str, pa.Schema]:
    """The columns of every table that the study keeps."""
    keep, number = study.keep, pa.float64()
    found = {ENDS: [*_KEY, ("run", pa.int32()), *_factor_fields(study), *((name, number) for name in JUDGED)]}
    if keep.quantiles:
        span = [("month", pa.int16()), ("quantile", number), ("first_run", pa.int32()), ("runs", pa.int32())]
        found[QUANTILES] = [*_KEY, *span, *((name, number) for name in keep.indicators)]
    if keep.trajectories:
        span = [("run", pa.int32()), ("month", pa.int16())]
        found[TRAJECTORIES] = [*_KEY, *span, *((name, number) for name in keep.trajectories)]
    if keep.events:
        found[EVENTS] = [
            *_KEY,
            *(("run", pa.int32()), ("month", pa.int16()), ("what", pa.string())),
            *(("actors", pa.list_(pa.string())), ("need", pa.string()), ("value", number)),
        ]
    return {name: pa.schema(fields) for name, fields in found.items()}


def _factor_fields(study: Study) -> list[tuple[str, pa.DataType]]:
    return [(factor.column, type_of(factor)) for factor in study.factors]


def type_of(factor: Factor) -> pa.DataType:
    """The type of a factor's column: that of its values, numbers being whole where the key takes whole numbers only."""
    if factor.path == SCENARIO:
        return pa.string()
    if factor.ranges:
        return pa.int64() if factor.whole else pa.float64()
    kinds = {bool if isinstance(value, bool) else type(value) for value in factor.values}
    if kinds == {bool}:
        return pa.bool_()
    if kinds <= {int, float}:
        return pa.int64() if kinds == {int} and is_whole(factor.path) else pa.float64()
    return pa.string()


def cells_of(study: Study, settings: Mapping[Any, Any]) -> dict[str, Any]:
    """What a point sets, by column, each as its column's type holds it; None: left as in the scenario."""
    found: dict[str, Any] = {}
    for factor in study.factors:
        value, kind = settings.get(factor.path), type_of(factor)
        if value is not None and pa.types.is_floating(kind):
            value = float(value)
        elif value is not None and pa.types.is_string(kind) and not isinstance(value, str):
            value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        found[factor.column] = value
    return found


def points_table(study: Study) -> pa.Table:
    """Every point and what it sets."""
    schema = pa.schema([("point", pa.int32()), *_factor_fields(study)])
    points, found = study.points(), []
    for first in range(0, len(points), _SOME):
        some = range(first, min(first + _SOME, len(points)))
        rows = [{"point": number, **cells_of(study, points[number].settings)} for number in some]
        found.append(pa.Table.from_pylist(rows, schema))
    return pa.concat_tables(found) if found else schema.empty_table()


def as_parquet(table: pa.Table, mark: Mapping[str, Any]) -> bytes:
    """A table as a Parquet file that says whose it is: the same bytes for the same rows."""
    marked = table.replace_schema_metadata({MARK: json.dumps(mark, sort_keys=True).encode()})
    texts = [each.name for each in table.schema if pa.types.is_string(each.type)]
    numbers = [each.name for each in table.schema if pa.types.is_floating(each.type)]
    constant = [name for name in ("point", "run", "month", "runs", "first_run") if name in table.column_names]
    stream = io.BytesIO()
    parquet.write_table(
        marked,
        stream,
        compression="zstd",
        use_dictionary=[*texts, *constant],
        use_byte_stream_split=numbers,
    )
    return stream.getvalue()


def mark_of(schema: pa.Schema) -> dict[str, Any]:
    """What a part says of itself; nothing where it says nothing."""
    try:
        found = json.loads((schema.metadata or {})[MARK])
    except (KeyError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def packed(tables: Tables) -> bytes:
    """Tables as one piece of bytes that shows when it was cut short or changed."""
    stream = io.BytesIO()
    for name in TABLES:
        if name in tables:
            piece = io.BytesIO()
            with pa.ipc.new_stream(piece, tables[name].schema) as writer:
                writer.write_table(tables[name])
            content = piece.getvalue()
            stream.write(f"{name} {len(content)}\n".encode())
            stream.write(content)
    whole = stream.getvalue()
    return whole + hashlib.sha256(whole).digest()


def unpacked(content: bytes) -> Tables | None:
    """The tables that were packed; None where they were cut short or changed."""
    whole, digest = content[:-32], content[-32:]
    if hashlib.sha256(whole).digest() != digest:
        return None
    found: Tables = {}
    stream = io.BytesIO(whole)
    while line := stream.readline():
        name, size = line.decode().split()
        found[name] = pa.ipc.open_stream(stream.read(int(size))).read_all()
    return found


def joined(parts: Iterable[Tables], schemas: Mapping[str, pa.Schema]) -> Tables:
    """Tables one after the other, in their order."""
    every: Sequence[Tables] = list(parts)
    return {
        name: pa.concat_tables([each[name] for each in every if name in each] or [schema.empty_table()])
        .cast(schema)
        .combine_chunks()
        for name, schema in schemas.items()
    }
