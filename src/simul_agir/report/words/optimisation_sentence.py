"""What a search found, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.report.words.verdict_sentence import assumptions, interval, quoted
from simul_agir.study.judged import JUDGED
from simul_agir.study.outcomes import PRIMARY, SMALLEST_RELEVANT_EFFECT

if TYPE_CHECKING:
    from simul_agir.study.search.optimisation import Search

NAMED = 3  # instruments that a sentence names


def optimisation_sentence(search: Search, lang: str = "en") -> str:
    """Whether a better policy was found, by how much on runs it never used, how optimistic the search was, what it does."""
    translate = words(lang)
    finding = translate(f"search.{_standing(search)}", **_fields(search, translate))
    frame = "verdict.frame_mixture" if search.judged.points > 1 else "verdict.frame"
    framed = translate(frame, assumptions=assumptions(search.judged, translate), finding=finding)
    return " ".join(
        [
            framed,
            translate("search.optimism", **_fields(search, translate)),
            _spends(search, translate),
            translate("verdict.purpose"),
        ]
    )


def _standing(search: Search) -> str:
    """How the policy found stands to its rival on held-out runs."""
    if not search.better:
        return "no_better"
    relevant = abs(search.gain.estimate.mean) >= SMALLEST_RELEVANT_EFFECT
    return "better" if search.question.outcome != PRIMARY or relevant else "too_small"


def _fields(search: Search, translate: Words) -> dict[str, str]:
    """All that the sentences say."""
    asked, gain, seen = search.question, search.gain.estimate, search.training.estimate
    digits = JUDGED[asked.outcome].digits
    share = search.gain.probability
    return {
        "tried": translate.number(len(search.history), 0),
        "outcome": translate.name("outcome", asked.outcome),
        "rival": quoted(search.rival, translate),
        "gain": translate.signed(gain.mean, digits),
        "interval": interval(gain, translate, digits=digits, signed=True),
        "share": translate.percent(1 - share if asked.lowest else share),
        "held_out": translate.number(asked.held_out, 0),
        "runs": translate.number(asked.runs, 0),
        "training": translate.signed(seen.mean, digits),
        "optimism": translate.signed(seen.mean - gain.mean, digits),
        "effect": translate.number(SMALLEST_RELEVANT_EFFECT, 1),
    }


def _spends(search: Search, translate: Words) -> str:
    """Where most of the effort goes."""
    shares: dict[str, float] = {}
    for row in search.hours():
        shares[row["instrument"]] = shares.get(row["instrument"], 0.0) + row["share"]
    top = sorted(shares, key=lambda name: -shares[name])[:NAMED]
    sentences = [
        translate(
            "search.part",
            instrument=translate.name("instrument", name),
            share=translate.percent(shares[name]),
        )
        for name in top
    ]
    return translate("search.spends", parts=translate.several(sentences))
