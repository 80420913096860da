"""What a confrontation found: a table on a terminal, in text, in Markdown, as numbers and as a picture."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from simul_agir.locale import Words, words
from simul_agir.report.figures.patterns_figure import draw_patterns
from simul_agir.report.files.comparison_files import FORMS, as_json, save_figure, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.patterns_words import band, measured, model_name, name_of, why, written
from simul_agir.sheets.written import frame_as_text
from simul_agir.validation.answer import CANNOT, MET, NOT_MET, TESTED

if TYPE_CHECKING:
    from simul_agir.validation.answer import Confrontation, Finding

FILES = ("patterns.json", "table.txt", "table.md", "table.csv", *(f"patterns.{form}" for form in FORMS))
COLUMNS = ("pattern", "standing", "data", "model", "within", "verdict")


def answer(found: Sequence[Confrontation], lang: str, width: int) -> Group:
    """Every pattern on a line, and what comes of them in words, for a terminal of `width` characters."""
    translate = words(lang)
    heads, lines = _table(found, translate)
    notes = [textwrap.fill(text, width) for text in (*said(found, translate), *reasons(found[0], translate))]
    dim = [
        Text(textwrap.fill(text, width), style="dim")
        for text in (translate("pattern.note"), made(found[0], translate))
    ]
    shown: list[Any] = [fitted(heads, lines, width, translate), ""]
    for note in notes:
        shown += [note, ""]
    return Group(*shown, *dim)


def said(found: Sequence[Confrontation], translate: Words) -> list[str]:
    """How many independent patterns are met; of rivals, where the full model does better and where it does not."""
    full, rivals = found[0], found[1:]
    counts = {verdict: full.count(verdict) for verdict in (MET, NOT_MET, CANNOT)}
    text = translate("pattern.counted", **counts, patterns=sum(counts.values()))
    return [text, *(against(full, rival, translate) for rival in rivals)]


def against(full: Confrontation, rival: Confrontation, translate: Words) -> str:
    """A rival beside the full model: independent patterns that one alone meets, and those that both meet or both miss."""
    groups: dict[str, list[str]] = {"better": [], "worse": [], "both": [], "neither": []}
    for ours, theirs in zip(full.findings, rival.findings, strict=True):
        if ours.pattern.standing in TESTED:
            key = {(True, False): "better", (False, True): "worse", (True, True): "both"}.get(
                (ours.verdict == MET, theirs.verdict == MET), "neither"
            )
            groups[key].append(name_of(ours.pattern, translate))
    alone = [
        translate(
            f"pattern.{key}", patterns=translate.several(groups[key]), rival=model_name(rival, translate)
        )
        for key in ("better", "worse")
        if groups[key]
    ]
    head = translate(
        "pattern.against",
        rival=model_name(rival, translate),
        met=rival.count(MET),
        full=full.count(MET),
        both=len(groups["both"]),
        neither=len(groups["neither"]),
    )
    lost = [translate.name("pattern_name", name) for name in rival.lost_to(full)]
    key = "earned" if lost else "unearned"
    trust = translate(
        f"pattern.{key}",
        rival=model_name(rival, translate),
        count=len(lost),
        patterns=translate.several(lost),
    )
    return " ".join([head, *(alone or [translate("pattern.as_well")]), trust])


def reasons(found: Confrontation, translate: Words) -> list[str]:
    """Why what cannot be computed cannot."""
    return [
        translate(
            "pattern.reason", pattern=name_of(each.pattern, translate), why=why(each.pattern, translate)
        )
        for each in found.findings
        if each.verdict == CANNOT
    ]


def made(found: Confrontation, translate: Words) -> str:
    """How the answer was made."""
    half = translate("pattern.held_out" if found.held_out else "pattern.first_half")
    return translate(
        "pattern.made",
        version=found.version,
        contracts=len(found.contracts),
        runs=found.runs,
        seed=found.seed,
        half=half,
    )


def cells(found: Finding, translate: Words) -> list[str]:
    """The cells of one line."""
    standing = translate(f"pattern_standing.{found.pattern.standing}")
    within = "–" if found.within != found.within else translate.percent(found.within)
    verdict = translate(f"pattern.{found.verdict}")
    return [
        name_of(found.pattern, translate),
        standing,
        band(found.pattern, translate),
        measured(found, translate),
        within,
        verdict,
    ]


def rival_cells(findings: Sequence[Finding], translate: Words) -> list[str]:
    """The cells of one pattern, a model after the other."""
    pattern = findings[0].pattern
    return [
        name_of(pattern, translate),
        translate(f"pattern_standing.{pattern.standing}"),
        band(pattern, translate),
        *(rival_cell(each, translate) for each in findings),
    ]


def rival_cell(found: Finding, translate: Words) -> str:
    """What one model gives, marked where it lies in the band."""
    if found.verdict == CANNOT:
        return "–"
    value = written(found.pattern, found.value, translate)
    return f"{value} {translate('pattern.tick' if found.verdict == MET else 'pattern.cross')}"


def _rows(found: Sequence[Confrontation], translate: Words) -> tuple[list[str], list[list[str]]]:
    """Heads and cells of the table."""
    if len(found) == 1:
        return [translate(f"pattern.{name}") for name in COLUMNS], [
            cells(each, translate) for each in found[0].findings
        ]
    heads = [translate(f"pattern.{name}") for name in COLUMNS[:3]] + [
        model_name(each, translate) for each in found
    ]
    rows = zip(*(each.findings for each in found), strict=True)
    return heads, [rival_cells(row, translate) for row in rows]


def _table(found: Sequence[Confrontation], translate: Words) -> tuple[list[Head], list[Line]]:
    heads, rows = _rows(found, translate)
    right = range(2, len(heads) - (len(found) == 1))
    return (
        [Head(text, right=place in right, wraps=place == 0) for place, text in enumerate(heads)],
        [Line(row) for row in rows],
    )


def as_text(found: Sequence[Confrontation], lang: str, width: int = 140) -> str:
    """The same as plain text."""
    return plain_text(answer(found, lang, width), width=width)


def as_markdown(found: Sequence[Confrontation], lang: str = "en") -> str:
    """A table of Markdown, and what comes of it in words."""
    translate = words(lang)
    heads, rows = _rows(found, translate)
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    for text in said(found, translate):
        lines += ["", text]
    return "\n".join([*lines, "", made(found[0], translate), ""])


def as_data(found: Sequence[Confrontation]) -> dict[str, Any]:
    """The whole answer, as JSON holds it."""
    return found[0].to_dict() if len(found) == 1 else {"models": [each.to_dict() for each in found]}


def write_patterns(found: Sequence[Confrontation], directory: Path, lang: str = "en") -> list[Path]:
    """Table, numbers and picture in `directory`; the paths written. Raises FolderError."""
    import pandas as pd

    frame = pd.concat([each.frame() for each in found], ignore_index=True)
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "patterns.json", as_json(as_data(found))),
        lambda folder: write_text(folder / "table.txt", as_text(found, lang)),
        lambda folder: write_text(folder / "table.md", as_markdown(found, lang)),
        lambda folder: frame_as_text(frame).to_csv(folder / "table.csv", index=False, lineterminator="\n"),
        lambda folder: save_figure(lambda: draw_patterns(found, lang), folder / "patterns"),
    ]
    return write_folder(directory, writers)
