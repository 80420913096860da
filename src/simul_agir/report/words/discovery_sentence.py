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
    say = words(lang)
    leads = found.case("wins", found.leader)
    frame = say(
        "discovery.frame",
        points=say.number(len(found.means), 0),
        study=say("list.quoted", text=found.sample.name),
        runs=say.number(found.sample.runs, 0),
        leader=quoted(found.leader, say),
        outcome=say.name("outcome", found.asked.outcome),
        share=say.percent(leads.share),
        told=say.percent(float(found.distinct.mean())),
    )
    wins = [case for case in found.cases if case.kind == "wins" and case.stance != found.leader]
    wins = (
        wins if len(wins) > 1 else []
    )  # of two stances, where the other ends highest is what flips the ranking
    shown = [case for case in wins if case.share >= SMALLEST]
    rest = [quoted(case.stance, say) for case in wins if case.share < SMALLEST]
    if found.asked.margin > 0:
        frame = f"{frame} {say('discovery.margin', margin=short(found.asked.margin, say))}"
    parts = [frame, where(leads, say), *(where(case, say) for case in shown)]
    if rest:
        parts.append(say("discovery.rest", stances=say.several(rest), share=say.percent(SMALLEST)))
    return " ".join([*parts, flip(found, say), say("verdict.purpose")])


def where(case: Case, say: Words) -> str:
    """In which points a stance ends highest, and whether a box describes where."""
    stance = quoted(case.stance, say)
    if case.found is None or case.box is None:
        return say(f"discovery.wins_{case.reason}", stance=stance, share=say.percent(case.share))
    key = "where" if mostly(case) else "only"
    return say(f"discovery.wins_{key}", stance=stance, share=say.percent(case.share), **_box(case, say))


def mostly(case: Case) -> bool:
    """Whether it is so in most points of its box, on points that the box was not fitted to."""
    return case.found is not None and case.found.density[0] > MOST


def flip(found: Discovery, say: Words) -> str:
    """What would have to be true for the ranking to flip: for any other stance, or for one of them."""
    leader = quoted(found.leader, say)
    whole = found.flip
    if whole.reason in ("never", "always", "few"):
        return say(f"discovery.flip_{whole.reason}", leader=leader, share=say.percent(whole.share))
    if whole.box is not None:
        key = "flip_where" if mostly(whole) else "flip_only"
        first = say(f"discovery.{key}", leader=leader, share=say.percent(whole.share), **_box(whole, say))
    else:
        first = say("discovery.flip_no_box", leader=leader, share=say.percent(whole.share))
    rivals = [case for case in found.cases if case.kind == "above" and case.box is not None and mostly(case)]
    if not rivals:
        return first
    best = max(rivals, key=lambda case: case.box.density * case.box.coverage if case.box else 0.0)
    second = say(
        "discovery.above_where",
        rival=quoted(best.stance, say),
        leader=leader,
        share=say.percent(best.share),
        **_box(best, say),
    )
    return f"{first} {second}"


def _box(case: Case, say: Words) -> dict[str, str]:
    """The fields that describe a box."""
    found, box = case.found, case.box
    assert found is not None
    assert box is not None
    return {
        "limits": say.several([limit_in_words(name, limit, say) for name, limit in ordered(found, case)]),
        "density": say.percent(box.density),
        "coverage": say.percent(box.coverage),
        "unseen": say.percent(found.density[0]),
        "low": say.percent(found.density[1]),
        "high": say.percent(found.density[2]),
    }


def ordered(found: Search, case: Case) -> list[tuple[str, Limit]]:
    """A box's limits, those that most splits found first."""
    assert case.box is not None
    return sorted(case.box.limits.items(), key=lambda item: -found.reproduced(item[0]))


def limit_in_words(column: str, limit: Limit, say: Words) -> str:
    """One limit: "'effort' at least 1.2"."""
    factor = say("list.quoted", text=factor_name(column))
    if isinstance(limit, frozenset):
        return say("discovery.limit_among", factor=factor, texts=say.several(sorted(limit)))
    low, high = (None if end is None else short(end, say) for end in limit)
    key = "both" if low and high else "low" if low else "high"
    return say(f"discovery.limit_{key}", factor=factor, low=low, high=high)


def short(value: float, say: Words) -> str:
    """A number with few figures, as the language writes it."""
    if value == 0:
        return say.number(0, 0)
    digits = max(0, FIGURES - 1 - math.floor(math.log10(abs(value))))
    return say.number(round(value, FIGURES - 1 - math.floor(math.log10(abs(value)))), min(digits, 6))
