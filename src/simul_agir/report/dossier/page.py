"""A record as one page of HTML: always the same bytes for the same record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from simul_agir.locale import words
from simul_agir.report.dossier import figures, networks
from simul_agir.report.dossier.block import OPENING, block
from simul_agir.report.dossier.diagnosis_sentences import DiagnosisSentences
from simul_agir.report.dossier.sentences import Sentences
from simul_agir.report.dossier.svg import looks_of

HERE = Path(__file__).parent / "templates"
Record = Mapping[str, Any]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def render(record: Record) -> str:
    """The page of a record. Raises KeyError, TypeError and the like for a record that `dossier_record` never makes."""
    translate = words(record["asked"]["lang"])
    template = _environment().get_template(f"{record['asked']['command'].replace('-', '_')}.html")
    sentences = (DiagnosisSentences if record["asked"]["command"] == "diagnose" else Sentences)(
        record, translate
    )
    text = template.render(
        record=record,
        asked=record["asked"],
        answer=record["answer"],
        territory=record["territory"],
        translate=translate,
        tell=sentences,
        draw=figures,
        nets=networks,
        looks=looks_of(list(sentences.labels)),
        style=Markup((HERE / "dossier.css").read_text(encoding="utf-8")),
        block=block(record),
    )
    seen, opening, data = text.partition(OPENING)
    return seen.replace(" %", "\u00a0%") + opening + data  # a number and its sign stay on one line
