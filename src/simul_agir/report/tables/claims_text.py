"""What claims came to: on a terminal, in text, in Markdown and as numbers."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from simul_agir import version
from simul_agir.locale import Words, words
from simul_agir.report.tables.fitting import Head, Line, fitted, plain_text
from simul_agir.report.words.discovery_sentence import limit_in_words

if TYPE_CHECKING:
    from simul_agir.study.claims import Answer, Claim, Found, Judgement
    from simul_agir.study.claims.condition import Condition
    from simul_agir.study.claims.resampling import Interval
    from simul_agir.study.claims.stated import Part

COLUMNS = ("part", "effect", "smallest", "share", "verdict")
STAGES = ("index",)  # measures of which two decimals are enough
WIDE = 140


def listed(claims: list[Claim], lang: str, width: int) -> str:
    """The claims by name, each with the sentence it tests."""
    translate = words(lang)
    lines = []
    for claim in claims:
        text = translate("claims.list", claim=claim.name, sentence=claim.said("sentence", lang))
        lines.append(textwrap.fill(text, width, subsequent_indent="    "))
    return "\n".join(lines) + "\n"


def answer(found: Answer, lang: str, width: int) -> Group:
    """Every claim with its words, its parts and its readings, for a terminal of `width` characters."""
    translate = words(lang)
    pieces: list[RenderableType] = []
    for each in found.found:
        pieces += [*_claim(each, translate, width), ""]
    note = Text(textwrap.fill(translate("claims.note"), width), style="dim")
    made = translate("claims.provenance", version=version.version(), seed=found.seed)
    return Group(*pieces, note, "", Text(made, style="dim"))


def as_text(found: Answer, lang: str, width: int = WIDE) -> str:
    """The same as plain text."""
    return plain_text(answer(found, lang, width), width=width)


def _claim(found: Found, translate: Words, width: int) -> list[RenderableType]:
    """One claim."""

    def filled(text: str) -> str:
        return textwrap.fill(text, width, subsequent_indent="  ")

    claim, lang = found.claim, translate.lang
    heads = [
        Head(translate(f"claims.head_{name}"), right=name not in ("part", "verdict")) for name in COLUMNS
    ]
    heads[0] = Head(heads[0].text, wraps=True)
    lines = []
    for part, judged in zip(claim.parts, found.judgements, strict=True):
        lines.append(Line(part_cells(part, judged, translate), bold=True))
    reading_heads = [
        Head(translate("claims.head_reading"), wraps=True),
        Head(translate("claims.head_effect"), right=True),
    ]
    readings = [
        Line((part.words[lang], estimate(interval, part, translate)))
        for part, interval in zip(claim.readings, found.readings, strict=True)
    ]
    return [
        Text(title(found, translate), style="bold"),
        filled(translate("claims.said", sentence=claim.said("sentence", lang))),
        filled(translate("claims.measured", text=claim.said("measured", lang))),
        filled(translate("claims.refutable", text=claim.said("refuted", lang))),
        filled(translate("claims.controls", text=claim.said("controls", lang))),
        Text(made(found, translate), style="dim"),
        "",
        fitted(heads, lines, width, translate),
        *map(filled, remarks(found, translate)),
        "",
        fitted(reading_heads, readings, width, translate),
        "",
        filled(translate(f"claims.sentence_{found.verdict}")),
    ]


def title(found: Found, translate: Words) -> str:
    """A claim's name, its verdict, and that of the part that says what the sentence says."""
    return translate(
        "claims.title",
        claim=found.claim.name,
        verdict=translate(f"claims.{found.verdict}").upper(),
        central=translate(f"claims.{found.central.verdict}"),
    )


def made(found: Found, translate: Words) -> str:
    """How the runs were made."""
    return translate(
        "claims.made",
        points=translate.number(found.points, 0),
        contracts=translate.number(contracts_of(found), 0),
        variants=translate.number(len(found.claim.variants), 0),
        runs=translate.number(found.runs, 0),
        seed=found.seed,
    )


def contracts_of(found: Found) -> int:
    """How many contracts were simulated in: those of the variants, where these are contracts."""
    named = sum(("contract",) in variant.settings for variant in found.claim.variants)
    return named or len(set(found.lives.clusters.tolist()))


def part_cells(part: Part, judged: Judgement, translate: Words) -> list[str]:
    """The cells of one part's line."""
    return [
        part.words[translate.lang],
        estimate(judged.mean, part, translate),
        translate.signed(judged.smallest, digits_of(part)),
        translate.percent(judged.share.middle),
        translate(f"claims.{judged.verdict}"),
    ]


def digits_of(part: Part) -> int:
    """Decimals worth reading of a part's measure."""
    return 2 if part.measure in STAGES and not part.kind.startswith("regret") else 3


def estimate(interval: Interval, part: Part, translate: Words) -> str:
    """A mean effect with its interval."""
    return measured(interval, digits_of(part), translate)


def measured(interval: Interval, digits: int, translate: Words) -> str:
    """A figure with its interval, signed; without one where there are too few points for it."""
    if not (math.isfinite(interval.low) and math.isfinite(interval.high)):
        return translate.signed(interval.middle, digits)
    bounds = translate.interval(interval.low, interval.high, digits, signed=True)
    return f"{translate.signed(interval.middle, digits)} {bounds}"


def remarks(found: Found, translate: Words) -> list[str]:
    """What is to be said of single parts: under which condition they hold, which stance was chosen."""
    lines = []
    for part, judged in zip(found.claim.parts, found.judgements, strict=True):
        head = part.words[translate.lang]
        if judged.verdict == "holds_when":
            text = condition_in_words(judged.condition, digits_of(part), translate)
            lines.append(translate("typography.colon", head=head, tail=text))
        if judged.remark:
            text = translate("claims.remark", stance=translate.name("stance", judged.remark))
            lines.append(translate("typography.colon", head=head, tail=text))
    if found.failures:
        lines.append(translate("claims.failed", count=found.failures))
    return lines


def condition_in_words(condition: Condition | None, digits: int, translate: Words) -> str:
    """Where a part holds."""
    if condition is None:
        return translate("claims.nowhere")
    limit = condition.limit
    sides = (limit.value, None) if limit.at_least else (None, limit.value)
    return translate(
        "claims.condition",
        limit=limit_in_words(limit.column, sides, translate),
        share=translate.percent(condition.share),
        within=measured(condition.within, digits, translate),
        outside=measured(condition.outside, digits, translate),
    )
