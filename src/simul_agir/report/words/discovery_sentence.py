"""Where stances end highest and what flips the ranking, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.report.words.sensitivity_sentence import factor_name
from simul_agir.report.words.verdict_sentence import quoted

if TYPE_CHECKING:
    from simul_agir.study.discovery.analysis import Case, Discovery
    from simul_agir.study.discovery.boxes import Limit, Search

FIGURES = 3  # significant figures of a limit
MOST = 0.5  # of a box's points
SMALLEST = 0.02  # of the points: stances that end highest in fewer are told together


def discovery_sentence(found: Discovery, lang: str = "en") -> str:
    """Who leads, where each stance ends highest, and what would have to be true for the ranking to flip."""
    translate = words(lang)
    leads = found.case("wins", found.leader)
    frame = translate(
        "discovery.frame",
        points=translate.number(len(found.means), 0),
        study=translate("list.quoted", text=found.sample.name),
        runs=translate.number(found.sample.runs, 0),
        leader=quoted(found.leader, translate),
        outcome=translate.name("outcome", found.asked.outcome),
        share=translate.percent(leads.share),
        told=translate.percent(float(found.distinct.mean())),
    )
    wins = [case for case in found.cases if case.kind == "wins" and case.stance != found.leader]
    wins = (
        wins if len(wins) > 1 else []
    )  # of two stances, where the other ends highest is what flips the ranking
    shown = [case for case in wins if case.share >= SMALLEST]
    rest = [quoted(case.stance, translate) for case in wins if case.share < SMALLEST]
    if found.asked.margin > 0:
        frame = f"{frame} {translate('discovery.margin', margin=short(found.asked.margin, translate))}"
    parts = [frame, where(leads, translate), *(where(case, translate) for case in shown)]
    if rest:
        parts.append(
            translate("discovery.rest", stances=translate.several(rest), share=translate.percent(SMALLEST))
        )
    return " ".join([*parts, flip(found, translate), translate("verdict.purpose")])


def where(case: Case, translate: Words) -> str:
    """In which points a stance ends highest, and whether a box describes where."""
    stance = quoted(case.stance, translate)
    if case.found is None or case.box is None:
        return translate(f"discovery.wins_{case.reason}", stance=stance, share=translate.percent(case.share))
    key = "where" if mostly(case) else "only"
    return translate(
        f"discovery.wins_{key}", stance=stance, share=translate.percent(case.share), **_box(case, translate)
    )


def mostly(case: Case) -> bool:
    """Whether it is so in most points of its box, on points that the box was not fitted to."""
    return case.found is not None and case.found.density[0] > MOST


def flip(found: Discovery, translate: Words) -> str:
    """What would have to be true for the ranking to flip: for any other stance, or for one of them."""
    leader = quoted(found.leader, translate)
    whole = found.flip
    if whole.reason in ("never", "always", "few"):
        return translate(
            f"discovery.flip_{whole.reason}", leader=leader, share=translate.percent(whole.share)
        )
    if whole.box is not None:
        key = "flip_where" if mostly(whole) else "flip_only"
        first = translate(
            f"discovery.{key}", leader=leader, share=translate.percent(whole.share), **_box(whole, translate)
        )
    else:
        first = translate("discovery.flip_no_box", leader=leader, share=translate.percent(whole.share))
    rivals = [case for case in found.cases if case.kind == "above" and case.box is not None and mostly(case)]
    if not rivals:
        return first
    best = max(rivals, key=lambda case: case.box.density * case.box.coverage if case.box else 0.0)
    second = translate(
        "discovery.above_where",
        rival=quoted(best.stance, translate),
        leader=leader,
        share=translate.percent(best.share),
        **_box(best, translate),
    )
    return f"{first} {second}"


def _box(case: Case, translate: Words) -> dict[str, str]:
    """The fields that describe a box."""
    found, box = case.found, case.box
    assert found is not None
    assert box is not None
    return {
        "limits": translate.several(
            [limit_in_words(name, limit, translate) for name, limit in ordered(found, case)]
        ),
        "density": translate.percent(box.density),
        "coverage": translate.percent(box.coverage),
        "unseen": translate.percent(found.density[0]),
        "low": translate.percent(found.density[1]),
        "high": translate.percent(found.density[2]),
    }


def ordered(found: Search, case: Case) -> list[tuple[str, Limit]]:
    """A box's limits, those that most splits found first."""
    assert case.box is not None
    return sorted(case.box.limits.items(), key=lambda item: -found.reproduced(item[0]))


def limit_in_words(column: str, limit: Limit, translate: Words) -> str:
    """One limit: "'effort' at least 1.2"."""
    factor = translate("list.quoted", text=factor_name(column))
    if isinstance(limit, frozenset):
        return translate("discovery.limit_among", factor=factor, texts=translate.several(sorted(limit)))
    low, high = (None if end is None else short(end, translate) for end in limit)
    key = "both" if low and high else "low" if low else "high"
    return translate(f"discovery.limit_{key}", factor=factor, low=low, high=high)


def short(value: float, translate: Words) -> str:
    """A number with few figures, as the language writes it."""
    if value == 0:
        return translate.number(0, 0)
    digits = max(0, FIGURES - 1 - math.floor(math.log10(abs(value))))
    return translate.number(round(value, FIGURES - 1 - math.floor(math.log10(abs(value)))), min(digits, 6))
