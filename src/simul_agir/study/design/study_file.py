"""From study.toml to a study: every fault at once, each with its file, its line and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from simul_agir import stances
from simul_agir.model.events import WHAT
from simul_agir.model.indicators import INDICATORS
from simul_agir.scenario.faults import Fault, Faults, Guess, ScenarioError, listed, nearest
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.reading import parse
from simul_agir.scenario.soundness import LONGEST_NAME, MOST_ARMS, SLUG
from simul_agir.scenario.stance_names import is_allowed
from simul_agir.scenario.toml.form import Text, field_name, read_form
from simul_agir.scenario.toml.places import Path as KeyPath
from simul_agir.scenario.toml.written import Written
from simul_agir.study.design.form import ALL, STUDY, StudyDocument
from simul_agir.study.design.layout import Laid, read_layout
from simul_agir.study.design.notebook import Notebook
from simul_agir.study.design.study import Keep, Study, Sure
from simul_agir.study.design.trial import try_settings
from simul_agir.study.design.varied import leaves, read_factors

FILE = "study.toml"


def load(source: str | Path) -> Study:
    """The study in a file, or in the study.toml of a folder. Raises ScenarioError with every fault found."""
    path = file_of(source)
    faults = Faults()
    if path is None:
        faults.add(str(source)[:200] or '""', None, "", None, "study", _suggestion(source))
        raise ScenarioError(faults.found)
    parsed = parse(path, str(path), faults)
    faults.raise_any()
    assert parsed is not None
    content, text = parsed
    name = path.resolve().parent.name if path.name == FILE else path.stem
    return read(content, text, path.parent, name, path.read_text(encoding="utf-8", errors="replace"))


def file_of(source: str | Path) -> Path | None:
    """The study file that a name leads to, if there is something there."""
    try:
        if not str(source):
            return None
        path = Path(source)
        if path.is_dir():
            return path / FILE if (path / FILE).exists() else None
        return path if path.exists() else shipped_study(str(source))
    except (OSError, ValueError):
        return None


def is_study(source: str | Path) -> bool:
    """Whether a name leads to a study: a folder that holds study.toml and no scenario, or a file of TOML."""
    path = file_of(source)
    if path is None or path.suffix != ".toml" or path.name in ("scenario.toml", "collection.toml"):
        return False
    return path.is_file() and (Path(source).is_file() or not (path.parent / "scenario.toml").exists())


def shipped_study(name: str) -> Path | None:
    """The file of a shipped study."""
    from simul_agir.study.design.shipped import shipped_studies

    return shipped_studies().get(name)


def _suggestion(source: str | Path) -> str | None:
    from simul_agir.study.design.shipped import shipped_studies

    path = Path(str(source)[:1000])
    try:
        beside = [str(path.parent / each.name) for each in path.parent.iterdir() if each.suffix == ".toml"]
    except (OSError, ValueError):
        beside = []
    return nearest(str(source), [*shipped_studies(), *beside])


def read(
    content: Mapping[str, Any],
    text: Text | None = None,
    home: Path | None = None,
    name: str = "study",
    written: str = "",
) -> Study:
    """The study that a document says; `home`: the folder from which its paths go. Raises ScenarioError."""
    return _Reading(content, text or Text("study"), home).study(name, written)


class _Reading:
    """A document on its way to a study."""

    def __init__(self, content: Mapping[str, Any], text: Text, home: Path | None) -> None:
        self.faults, self.home = Faults(), home
        form: tuple[StudyDocument, Written]
        stated = {"scenario": None, **content}  # where it is missing that is reported once, among the others
        form = read_form(stated, text, self.faults, STUDY)
        self.document, self.written = form
        self.note = Notebook(text, self.faults, self.written)

    def study(self, name: str, text: str) -> Study:
        """The study, or every fault of the document."""
        origins = self._origins()
        fixed = dict(leaves(self.written.at("fixed") or {}))
        factors = read_factors(self.note, origins, fixed)
        laid = read_layout(self.note, factors, self.document.design, self.home)
        keep, named = self._keep(), self._stances(origins)
        try_settings(self.note, origins, fixed, factors, laid)
        self.faults.raise_any()
        document = self.document
        return Study(
            name=document.name or _slug(name),
            title=document.title,
            title_fr=document.title_fr,
            description=document.description,
            origins=tuple(origins),
            stances=named,
            factors=laid.factors,
            layout=_laid(laid),
            runs=document.runs,
            seed=document.seed,
            fixed=fixed,
            keep=keep,
            sure=None if document.sure is None else Sure(**document.sure.model_dump()),
            text=text,
            files=laid.files,
        )

    def _origins(self) -> list[Origin]:
        """The scenarios that the study starts from; their own faults are reported among those of the study."""
        said = self.written.at("scenario")
        names = said if isinstance(said, list) else [said]
        if not names or not all(isinstance(name, str) for name in names):
            self.note.fault(("scenario",), said, "sources")
            return []
        found = []
        for number, name in enumerate(names):
            where = ("scenario", number) if isinstance(said, list) else ("scenario",)
            if name in names[:number]:
                self.note.fault(where, name, "once_here")
                continue
            try:
                found.append(Origin.load(name, self.home))
            except ScenarioError as error:
                self._told_elsewhere(where, name, error)
        return found

    def _told_elsewhere(self, where: KeyPath, name: str, error: ScenarioError) -> None:
        """Faults of a scenario's own files keep their place; a name that leads to none is a fault of the study's."""
        for fault in error.faults:
            if fault.file == name and not fault.field:
                line, label = self.note.text.line(where), self.note.text.label
                self.faults.take(
                    Fault(
                        label,
                        line,
                        field_name(where),
                        f'"{name}"',
                        fault.allowed,
                        fault.nearest,
                        fault.allowed_fr,
                    )
                )
            else:
                self.faults.take(fault)

    def _stances(self, origins: list[Origin]) -> tuple[str, ...]:
        """The stances asked for, or those of the first scenario; each once, and each to be had."""
        said = self.written.at("stances")
        if said is None:
            return () if not origins else self._plain(origins[0].scenario().arms)
        if len(said) < 2 and self.written.at("sure") is not None:
            self.note.fault(("stances",), len(said), "list", low=2, high=MOST_ARMS)
        for path, name in self.written.texts("stances"):
            if said.index(name) != path[-1]:
                self.note.fault(path, name, "once_here")
            self._have(path, name)
        return tuple(each for each in said if isinstance(each, str))

    def _plain(self, arms: Sequence[str | Mapping[str, Any]]) -> tuple[str, ...]:
        """The arms of a scenario, which a study takes where they are stances and nothing else."""
        for each in arms:
            if not isinstance(each, str):
                self.note.fault(("stances",), None, "plain_stances", name=each.get("name") or each["stance"])
        return tuple(each for each in arms if isinstance(each, str))

    def _have(self, path: KeyPath, name: str) -> None:
        """Notes a stance that cannot be had."""
        known = stances.names()
        if name in known:
            return
        if not is_allowed(name):
            self.note.fault(path, name, "arm", Guess(name, known), names=listed(known))

    def _keep(self) -> Keep:
        """What is to be kept: names of indicators and of kinds of events that there are."""
        levels = self.written.at("keep", "quantiles") or []
        chosen = {
            key: self._named(key, known, usual)
            for key, known, usual in (
                ("indicators", INDICATORS, [ALL]),
                ("trajectories", INDICATORS, []),
                ("events", WHAT, []),
            )
        }
        sound = [level for level in levels if isinstance(level, int | float)]
        return Keep(
            quantiles=tuple(sorted({float(level) for level in sound})),
            indicators=chosen["indicators"] if levels else (),
            trajectories=chosen["trajectories"],
            events=chosen["events"],
            event_runs=self.document.keep.event_runs,
            afterwards=self.document.keep.afterwards,
        )

    def _named(self, key: str, known: tuple[str, ...], usual: list[str]) -> tuple[str, ...]:
        """The names of a list of what is kept, in the order of those known."""
        said = self.written.texts("keep", key)
        for path, name in said:
            if name not in (*known, ALL):
                self.note.fault(path, name, "one_of", Guess(name, known), names=listed((ALL, *known), 50))
        names = [name for _, name in said] if self.written.at("keep", key) is not None else usual
        return tuple(name for name in known if ALL in names or name in names)


def _laid(laid: Laid) -> Any:
    """The layout, which is there where no fault was noted."""
    assert laid.layout is not None
    return laid.layout


def _slug(name: str) -> str:
    """A short name made of a folder's or a file's."""
    plain = "-".join(
        "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower()).split()
    )
    plain = plain[:LONGEST_NAME].strip("-")
    return plain if SLUG.fullmatch(plain) else "study"
