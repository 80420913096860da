"""The result of reading people's tables: columns, rows left out, cells to correct, questions, actors and ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from simul_agir.locale import words
from simul_agir.scenario.assumptions import kinds
from simul_agir.scenario.faults import printable

MOST_LINES = 8
MOST_TOLD = 40


@dataclass(frozen=True)
class Remark:
    """A remark: a key of the group `importing` of the text catalogue, and the fields that fill it."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The remark in "en" or "fr", printable on a terminal."""
        translate = words(lang)
        told = dict(self.fields)
        if "attributes" in told:
            told["names"] = ", ".join(translate.name("field", name) for name in told["attributes"])
        if told.get("kind") in kinds():
            told["kind"] = kinds()[told["kind"]].fr if lang == "fr" else kinds()[told["kind"]].en
        if "unit" in told:
            told["unit"] = translate.name("unit", told["unit"])
        return printable(translate(f"importing.{self.key}", **told))


@dataclass(frozen=True)
class Column:
    """A column of a table and its field ("" if it is left out).

    unit: of its numbers. sure: the unit is given, not guessed. almost: its name resembles a known one.
    """

    file: str
    sheet: str
    letter: str
    header: str
    field: str = ""
    unit: str = ""
    sure: bool = True
    almost: bool = False
    examples: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """The column as a sentence."""
        translate = words(lang)
        became = translate("importing.left_out") if not self.field else translate.name("field", self.field)
        what, _, part = self.field.partition(":")
        if part:
            kind = "criterion" if what == "answer" else "domain"
            became = f"{translate.name('field', what)} ({translate.name(kind, part)})"
        unit = translate("importing.in_unit", unit=translate.name("unit", self.unit)) if self.unit else ""
        doubt = (
            translate("importing.almost")
            if self.almost
            else ""
            if self.sure
            else translate("importing.guessed")
        )
        shown = ", ".join(self.examples)
        return printable(
            f"{self.letter}  {self.header}{translate('importing.colon')} {became}{unit}{doubt}"
            + (f"  [{shown}]" if shown else "")
        )


@dataclass(frozen=True)
class Mend:
    """A cell to correct before anything is written. lines: other cells with the same fault."""

    file: str
    sheet: str
    line: int | None
    letter: str
    header: str
    value: str
    why: Remark
    lines: tuple[int, ...] = ()

    def text(self, lang: str) -> str:
        """The cell and its fault, on one line."""
        translate = words(lang)
        place = f"{self.letter}{self.line}" if self.line is not None else self.letter
        where = ", ".join(filter(None, (self.file, self.sheet, place)))
        rest = ", ".join(map(str, self.lines[:MOST_LINES])) + (
            ", ..." if len(self.lines) > MOST_LINES else ""
        )
        also = translate("importing.also", lines=rest) if self.lines else ""
        return printable(
            translate(
                "importing.mend",
                where=where,
                header=self.header,
                value=self.value[:80],
                why=self.why.text(lang),
            )
            + also
        )


@dataclass(frozen=True)
class Question:
    """A question that the tables leave open. usual: the answer assumed if none is given; "" for none.

    id: its name among the choices, such as "units.Budget".
    """

    id: str
    about: Remark
    options: tuple[str, ...]
    usual: str = ""

    def named(self, option: str, lang: str) -> str:
        """What an answer means, in words: a unit or a type of actor; a name is itself."""
        table = self.id.partition(".")[0]
        if table == "units":
            return words(lang).name("unit", option)
        if table == "kinds" and option in kinds():
            return kinds()[option].fr if lang == "fr" else kinds()[option].en
        return option

    def text(self, lang: str) -> str:
        """The question, its answers in words and, in brackets, as they are typed, and the answer that is assumed."""
        translate = words(lang)
        tail = translate("importing.usual", usual=self.named(self.usual, lang)) if self.usual else ""
        meant = [(self.named(option, lang), option) for option in self.options[:MOST_TOLD]]
        options = ", ".join(name if name == option else f"{name} ({option})" for name, option in meant)
        return printable(f"{self.about.text(lang)} {translate('importing.options', options=options)}{tail}")


@dataclass
class Understanding:
    """The result of `import_tables`.

    actors: rows by column of actors.csv; ties: rows by column of ties.csv; answers: of a questionnaire, by column of
    answers.csv. choices: all choices made, as in a file for `--map`. ready: the folder can be written.
    """

    files: tuple[str, ...] = ()
    columns: list[Column] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    ties: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    choices: dict[str, Any] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether no cell must be corrected and no question is open."""
        return bool(self.actors) and not self.mends and all(each.usual for each in self.questions)

    def text(self, lang: str = "en", questions: bool = True) -> str:
        """A report: the field of each column, and what is left out, drawn, guessed, asked or to be corrected.

        questions: whether the open questions are listed; the page asks them beside the report.
        """
        translate = words(lang)
        lines = [
            translate(
                "importing.head", actors=len(self.actors), ties=len(self.ties), files=", ".join(self.files)
            )
        ]
        told = ""
        for column in self.columns:
            where = f"{column.file}, {column.sheet}" if column.sheet else column.file
            if where != told:
                lines.append(printable(f"{where}{translate('importing.colon')}"))
                told = where
            lines.append(f"  {column.text(lang)}")
        for key, texts in (
            ("notes", [each.text(lang) for each in self.remarks]),
            ("questions", [each.text(lang) for each in self.questions if questions]),
            ("mends", [each.text(lang) for each in self.mends]),
        ):
            if texts:
                lines.append(translate(f"importing.{key}"))
                lines += [f"  {each}" for each in texts[:MOST_TOLD]]
                if len(texts) > MOST_TOLD:
                    lines.append("  " + translate("importing.more", count=len(texts) - MOST_TOLD))
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """The result as a dictionary for JSON, with texts in English and French."""

        def both(thing: Column | Mend | Question | Remark) -> dict[str, Any]:
            return {**asdict(thing), "en": thing.text("en"), "fr": thing.text("fr")}

        return {
            "ready": self.ready,
            "files": list(self.files),
            "columns": [both(each) for each in self.columns],
            "mends": [both(each) for each in self.mends],
            "questions": [both(each) for each in self.questions],
            "remarks": [both(each) for each in self.remarks],
            "actors": self.actors,
            "ties": self.ties,
            "answers": self.answers,
            "choices": self.choices,
        }

    def write(self, folder: str | Path, lang: str = "en") -> list[Path]:
        """Write scenario.toml, actors.csv and, if there are any, ties.csv and answers.csv; returns their paths.

        Raises ScenarioError, and writes nothing, if the folder is not empty or something must be corrected.
        """
        from .writing import write

        return write(self, folder, lang)
