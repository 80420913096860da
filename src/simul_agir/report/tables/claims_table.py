"""The table of verdicts in Markdown and CSV, made from what `simul-agir claims --json` prints or keeps."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from typing import Any

from simul_agir.locale import Words, words
from simul_agir.report.tables.claims_text import condition_in_words, digits_of, measured
from simul_agir.sheets.written import row_as_text
from simul_agir.study.claims.condition import Condition, Limit
from simul_agir.study.claims.resampling import Interval
from simul_agir.study.claims.stated import Claim, load_claim

CSV = (
    *("claim", "verdict", "central", "part", "part_verdict", "smallest", "mean", "low", "high"),
    *("share", "share_low", "share_high", "points", "contracts", "condition"),
)


def as_markdown(data: Mapping[str, Any], lang: str) -> str:
    """One row per part, the claim's verdict in the first of each; conditions under the table."""
    translate = words(lang)
    names = ("claim", "part", "effect", "smallest", "share", "verdict")
    rows = [
        f"| {' | '.join(translate(f'claims.head_{name}') for name in names)} |",
        "|---|---|--:|--:|--:|---|",
    ]
    notes = []
    for each in data["claims"]:
        claim = load_claim(each["claim"])
        for place, part in enumerate(each["parts"]):
            rows.append(_row(each, claim, place, translate))
            if part["verdict"] == "holds_when":
                stated = claim.parts[place]
                text = condition_in_words(_condition(part["condition"]), digits_of(stated), translate)
                head = f"**{claim.name}**, {stated.words[lang]}"
                notes.append(f"- {translate('typography.colon', head=head, tail=text)}.")
            if part["remark"]:
                text = translate("claims.remark", stance=translate.name("stance", part["remark"]))
                notes.append(f"- {translate('typography.colon', head=f'**{claim.name}**', tail=text)}.")
    return "\n".join([*rows, "", *notes, *([""] if notes else [])])


def readings_of(data: Mapping[str, Any], name: str, lang: str) -> str:
    """The readings of one claim, a row each."""
    translate, claim = words(lang), load_claim(name)
    each = next(each for each in data["claims"] if each["claim"] == name)
    rows = [f"| {translate('claims.head_reading')} | {translate('claims.head_effect')} |", "|---|--:|"]
    for part, found in zip(claim.readings, each["readings"], strict=True):
        rows.append(f"| {part.words[lang]} | {measured(_interval(found), digits_of(part), translate)} |")
    return "\n".join([*rows, ""])


def _row(each: Mapping[str, Any], claim: Claim, place: int, translate: Words) -> str:
    part, stated = each["parts"][place], claim.parts[place]
    first = f"**{claim.name} {translate('claims.' + each['verdict'])}**" if place == 0 else ""
    if stated.name == claim.central:
        first = f"{first} *{translate('claims.central')}*".strip()
    cells = [
        first,
        stated.words[translate.lang],
        measured(_interval(part), digits_of(stated), translate),
        translate.signed(part["smallest"], digits_of(stated)),
        translate.percent(part["share"]["mean"]),
        translate(f"claims.{part['verdict']}"),
    ]
    return f"| {' | '.join(cells)} |"


def _interval(data: Mapping[str, Any]) -> Interval:
    ends = [math.inf if data[name] is None else data[name] for name in ("low", "high")]
    return Interval(data["mean"], -ends[0] if math.isinf(ends[0]) else ends[0], ends[1])


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    if data is None:
        return None
    at_least = "at_least" in data
    limit = Limit(data["column"], data["at_least" if at_least else "at_most"], at_least)
    return Condition(
        limit, data["share"], _interval(data["within"]), _interval(data["outside"]), data["folds"]
    )


def as_csv(data: Mapping[str, Any]) -> str:
    """One row per part."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV)
    for each in data["claims"]:
        for part in each["parts"]:
            share, condition = part["share"], part["condition"]
            limit = ""
            if condition is not None:
                sign = ">=" if "at_least" in condition else "<="
                limit = f"{condition['column']} {sign} {condition.get('at_least', condition.get('at_most'))}"
            writer.writerow(
                row_as_text(
                    (
                        *(each["claim"], each["verdict"], each["central"]["verdict"]),
                        *(part["part"], part["verdict"], part["smallest"]),
                        *(part["mean"], part["low"], part["high"]),
                        *(
                            share["mean"],
                            share["low"],
                            share["high"],
                            part["points"],
                            part["contracts"],
                            limit,
                        ),
                    )
                )
            )
    return text.getvalue()
