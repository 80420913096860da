"""Saves histograms in one file, whole or not at all. Equal histograms give equal bytes."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from simul_agir.simulation.histograms import Histograms, HistogramsError, Subject, joined_spans
from simul_agir.simulation.tally import ARRAYS, Tally

_FORMAT = 2


def save(histograms: Histograms, file: str | Path) -> None:
    """Write histograms to one file. If writing fails, an existing file stays unchanged."""
    target = Path(file)
    arrays = {name: getattr(tally, part) for name, tally, part in _arrays(histograms)}
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("wb") as stream:
            np.savez_compressed(stream, head=_head(histograms), signs=histograms.signs, **arrays)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def load(file: str | Path) -> Histograms:
    """Read histograms written by `save`. Raises HistogramsError for any other file, and for one of another version."""
    try:
        with np.load(file, allow_pickle=False) as saved:
            head: dict[str, Any] = json.loads(bytes(saved["head"]))
            if head["format"] != _FORMAT:
                raise HistogramsError(f"{file} was saved by another version of simul_agir")
            return _restored(head, {name: saved[name] for name in saved.files})
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise HistogramsError(f"{file} holds no histograms: {error}") from error


def _restored(head: dict[str, Any], arrays: dict[str, Any]) -> Histograms:
    subject: dict[str, Any] = head["subject"]
    about: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in subject.items()
    }
    whole = Histograms.empty(Subject(**about))
    if head["grids"] != _grids(whole):
        raise HistogramsError(
            "these histograms were counted on other grids, by another version of simul_agir"
        )
    for name, tally, part in _arrays(whole):
        getattr(tally, part)[...] = arrays[name]
        tally.runs = head["runs"]
    whole.signs[...] = arrays["signs"]
    whole.replicates = joined_spans([(int(start), int(stop)) for start, stop in head["replicates"]])
    return whole


def _head(histograms: Histograms) -> Any:
    head = {
        "format": _FORMAT,
        "subject": asdict(histograms.subject),
        "replicates": histograms.replicates,
        "runs": histograms.runs,
        "grids": _grids(histograms),
    }
    return np.frombuffer(json.dumps(head).encode(), np.uint8)


def _grids(histograms: Histograms) -> list[Any]:
    """The grid of each series."""
    first = histograms.stances[0]
    tallies = (histograms.monthly[first], histograms.ends[first], histograms.gaps)
    return [
        [name, grid.unit, grid.bins, grid.first, grid.octaves]
        for tally in tallies
        for name, grid in zip(tally.series, tally.grids, strict=True)
    ]


def _arrays(histograms: Histograms) -> Iterator[tuple[str, Tally, str]]:
    """Every array, by its name in the file."""
    for place, stance in enumerate(histograms.stances):
        for name, tally in (("monthly", histograms.monthly[stance]), ("ends", histograms.ends[stance])):
            yield from ((f"{name}_{place}_{part}", tally, part) for part in ARRAYS)
    yield from ((f"gaps_{part}", histograms.gaps, part) for part in ARRAYS)
