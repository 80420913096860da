"""What was understood of people's tables: columns, rows left out, cells to mend, questions, actors and ties."""

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
    """Something to say: a key of the catalogue's group `importing`, and what fills it."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The remark in "en" or "fr", fit for a terminal."""
        say = words(lang)
        told = dict(self.fields)
        if "attributes" in told:
            told["names"] = ", ".join(say.name("field", name) for name in told["attributes"])
        if told.get("kind") in kinds():
            told["kind"] = kinds()[told["kind"]].fr if lang == "fr" else kinds()[told["kind"]].en
        if "unit" in told:
            told["unit"] = say.name("unit", told["unit"])
        return printable(say(f"importing.{self.key}", **told))


@dataclass(frozen=True)
class Column:
    """A column of a table and what it became: field "" where it is left out.

    unit: what its numbers are measured in. sure: the unit is said, not guessed. almost: its name is only almost known.
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
        """The column in words."""
        say = words(lang)
        became = say("importing.left_out") if not self.field else say.name("field", self.field)
        what, _, part = self.field.partition(":")
        if part:
            became = (
                f"{say.name('field', what)} ({say.name('criterion' if what == 'answer' else 'domain', part)})"
            )
        unit = say("importing.in_unit", unit=say.name("unit", self.unit)) if self.unit else ""
        doubt = say("importing.almost") if self.almost else "" if self.sure else say("importing.guessed")
        shown = ", ".join(self.examples)
        return printable(
            f"{self.letter}  {self.header}: {became}{unit}{doubt}" + (f"  [{shown}]" if shown else "")
        )


@dataclass(frozen=True)
class Mend:
    """A cell to mend before anything is written. lines: of the other cells that have the same."""

    file: str
    sheet: str
    line: int | None
    letter: str
    header: str
    value: str
    why: Remark
    lines: tuple[int, ...] = ()

    def text(self, lang: str) -> str:
        """The cell and what is wrong with it, in one line."""
        say = words(lang)
        place = f"{self.letter}{self.line}" if self.line is not None else self.letter
        where = ", ".join(filter(None, (self.file, self.sheet, place)))
        rest = ", ".join(map(str, self.lines[:MOST_LINES])) + (
            ", ..." if len(self.lines) > MOST_LINES else ""
        )
        also = say("importing.also", lines=rest) if self.lines else ""
        return printable(
            say(
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
    """Something that the tables do not settle. usual: what is taken unless another answer is given; "" none.

    id: its name among choices, as "units.Budget".
    """

    id: str
    about: Remark
    options: tuple[str, ...]
    usual: str = ""

    def text(self, lang: str) -> str:
        """The question in words, with what is taken unless one says otherwise."""
        say = words(lang)
        tail = say("importing.usual", usual=self.usual) if self.usual else ""
        options = ", ".join(self.options[:MOST_TOLD])
        return printable(f"{self.about.text(lang)} {say('importing.options', options=options)}{tail}")


@dataclass
class Understanding:
    """What `import_tables` understood.

    actors: a row each, by column of actors.csv; ties: a row each, by column of ties.csv; answers: of a questionnaire, by
    column of answers.csv. choices: all that was taken, as a file of `--map` holds it. ready: it can be written.
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
        """Whether nothing is to mend, and no question is without an answer."""
        return bool(self.actors) and not self.mends and all(each.usual for each in self.questions)

    def text(self, lang: str = "en") -> str:
        """All of it in words: what each column became, what is left out, drawn, guessed, asked and to mend."""
        say = words(lang)
        lines = [
            say("importing.head", actors=len(self.actors), ties=len(self.ties), files=", ".join(self.files))
        ]
        told = ""
        for column in self.columns:
            where = f"{column.file}, {column.sheet}" if column.sheet else column.file
            if where != told:
                lines.append(printable(f"{where}:"))
                told = where
            lines.append(f"  {column.text(lang)}")
        for key, texts in (
            ("notes", [each.text(lang) for each in self.remarks]),
            ("questions", [each.text(lang) for each in self.questions]),
            ("mends", [each.text(lang) for each in self.mends]),
        ):
            if texts:
                lines.append(say(f"importing.{key}"))
                lines += [f"  {each}" for each in texts[:MOST_TOLD]]
                if len(texts) > MOST_TOLD:
                    lines.append("  " + say("importing.more", count=len(texts) - MOST_TOLD))
        return "\n".join(lines) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON holds it; texts in English and in French."""

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
        """Writes scenario.toml, actors.csv and, where there are any, ties.csv and answers.csv; returns their paths.

        Raises ScenarioError, and writes nothing, where the folder holds anything or something is left to mend.
        """
        from .writing import write

        return write(self, folder, lang)
