"""What a store is of: the study, its scenarios, the version and the seed; what may be added to it and what may not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from simul_agir import version
from simul_agir.scenario.canon import digest
from simul_agir.study.design import Study
from simul_agir.study.store.disk import write_whole
from simul_agir.study.store.fault import StoreError

FILE = "_manifest.json"
FORMAT = 2
SOURCES = ("model", "engine", "simulation", "stances", "scenario")  # layers that the numbers come from
OUTCOME_SOURCES = (
    "outcomes.py",
    "judged.py",
    "profile/readings.py",
    "sweep/point_runs.py",
)  # of the layer study
MOST_TOLD = 40  # characters of what differs that are shown


@dataclass(frozen=True)
class Manifest:
    """The head of a store.

    asked: the study's content, the version and the sources; `identity`: its digest, which every part carries. points: how
    many. extents: numbers of runs asked for, one after the other ([200, 500]: 200, then extended to 500). chunk: runs of a
    point that are simulated together; part: points a part. copies: SHA-256 of the study, its scenarios and its
    points as they
    were, by file. In the file `check`, the digest of all the rest, stands beside them.
    """

    name: str
    identity: str
    asked: Mapping[str, Any]
    points: int
    extents: tuple[int, ...]
    chunk: int
    part: int
    made: Mapping[str, Any]
    copies: Mapping[str, str]
    format: int = FORMAT

    @property
    def runs(self) -> int:
        """Runs of every stance at every point."""
        return self.extents[-1]

    def extended(self, runs: int) -> Manifest:
        """The same with more runs."""
        return replace(self, extents=(*self.extents, runs))

    def write(self, folder: Path) -> None:
        """Put it in place of the one that is there."""
        data = {**asdict(self), "extents": list(self.extents)}
        write_whole(folder / FILE, _as_written({**data, "check": digest(data)}))


def _as_written(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def is_verbatim(folder: Path) -> bool:
    """Whether a manifest is as it was written, to the last bit: 1e5 and 1E5 say the same."""
    content = (folder / FILE).read_bytes()
    return content == _as_written(json.loads(content))


def _read_data(folder: Path, path: Path) -> dict[str, Any]:
    """What a manifest of this version's format says. StoreError where there is none, or another's."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError("no_store", folder=folder) from None
    except (OSError, ValueError) as error:
        raise StoreError("manifest", file=path, why=_short(error)) from error
    if isinstance(data, dict) and data.get("format") == FORMAT:
        return data
    found = data.get("format") if isinstance(data, dict) else data
    made = data.get("asked", {}) if isinstance(data, dict) else {}
    version = made.get("version", "?") if isinstance(made, dict) else "?"
    raise StoreError("format", file=path, found=_short(found), version=_short(version), known=FORMAT)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a store. StoreError where there is none, or none that this version understands."""
    path = folder / FILE
    data = _read_data(folder, path)
    try:
        check = data.pop("check")
        found = Manifest(**{**data, "extents": tuple(data["extents"])})
        sound = check == digest(data) and found.identity == digest(found.asked) and _numbers(found)
    except (TypeError, KeyError, ValueError) as error:
        raise StoreError("manifest", file=path, why=_short(error)) from error
    if not sound:
        raise StoreError("manifest", file=path, why="check")
    return found


def _numbers(manifest: Manifest) -> bool:
    extents = manifest.extents
    numbers = (manifest.points, manifest.chunk, manifest.part, *extents)
    return all(type(each) is int and each >= 0 for each in numbers) and sorted(extents) == [*extents] != []


def request_of(study: Study) -> dict[str, Any]:
    """What makes a study's numbers what they are."""
    found = {
        **study.content(),
        "stances_of_ones_own": own_sources(study.stances),
        "version": version.version(),
        "sources": digest_of_sources(),
    }
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


@cache
def digest_of_sources() -> str:
    """Sixteen hexadecimal digits that change with anything that the numbers come from: rules, stances, outcomes..."""
    root, found = Path(__file__).parents[2], hashlib.sha256()
    layers = [file for layer in SOURCES for file in (root / layer).rglob("*")]
    for file in sorted([*layers, *(root / "study" / name for name in OUTCOME_SOURCES)]):
        if file.suffix in (".py", ".toml", ".csv"):
            found.update(file.relative_to(root).as_posix().encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


def own_sources(names: tuple[str, ...]) -> dict[str, str]:
    """A digest of the source of every stance that is no part of simul_agir, by name; empty where it cannot be read.

    Of one from a stance module: the SHA-256 of that file.
    """
    import inspect

    from simul_agir import stances
    from simul_agir.stances.own import registered

    found = {}
    for name in names:
        own = registered().get(name)
        if own is not None and own.module is not None:
            found[name] = own.module.sha256
            continue
        kind = type(stances.get(name))
        if not kind.__module__.startswith("simul_agir."):
            try:
                module = inspect.getmodule(kind)
                found[name] = digest(inspect.getsource(module or kind))
            except (OSError, TypeError):
                found[name] = ""
    return found


def refuse_other(manifest: Manifest, asked: Mapping[str, Any], folder: Path) -> None:
    """StoreError unless a store is of just what is asked; it says what differs, and the version that can go on with it."""
    differing = [key for key in {**manifest.asked, **asked} if manifest.asked.get(key) != asked.get(key)]
    if not differing:
        return
    differences = "; ".join(
        f"{key}: {_short(manifest.asked.get(key))} / {_short(asked.get(key))}" for key in differing
    )
    if {"version", "sources"} & set(differing):
        made = _short(manifest.asked.get("version"))
        raise StoreError(
            "other_version", folder=folder, version=made, ours=version.version(), differing=differences
        )
    raise StoreError("other", folder=folder, differing=differences)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= MOST_TOLD else text[: MOST_TOLD - 3] + "..."
