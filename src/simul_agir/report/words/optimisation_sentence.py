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
    say = words(lang)
    finding = say(f"search.{_standing(search)}", **_fields(search, say))
    frame = "verdict.frame_mixture" if search.judged.points > 1 else "verdict.frame"
    framed = say(frame, assumptions=assumptions(search.judged, say), finding=finding)
    return " ".join(
        [framed, say("search.optimism", **_fields(search, say)), _spends(search, say), say("verdict.purpose")]
    )


def _standing(search: Search) -> str:
    """How the policy found stands to its rival on held-out runs."""
    if not search.better:
        return "no_better"
    relevant = abs(search.gain.estimate.mean) >= SMALLEST_RELEVANT_EFFECT
    return "better" if search.question.outcome != PRIMARY or relevant else "too_small"


def _fields(search: Search, say: Words) -> dict[str, str]:
    """All that the sentences say."""
    asked, gain, seen = search.question, search.gain.estimate, search.training.estimate
    digits = JUDGED[asked.outcome].digits
    share = search.gain.probability
    return {
        "tried": say.number(len(search.history), 0),
        "outcome": say.name("outcome", asked.outcome),
        "rival": quoted(search.rival, say),
        "gain": say.signed(gain.mean, digits),
        "interval": interval(gain, say, digits=digits, signed=True),
        "share": say.percent(1 - share if asked.lowest else share),
        "held_out": say.number(asked.held_out, 0),
        "runs": say.number(asked.runs, 0),
        "training": say.signed(seen.mean, digits),
        "optimism": say.signed(seen.mean - gain.mean, digits),
        "effect": say.number(SMALLEST_RELEVANT_EFFECT, 1),
    }


def _spends(search: Search, say: Words) -> str:
    """Where most of the effort goes."""
    shares: dict[str, float] = {}
    for row in search.hours():
        shares[row["instrument"]] = shares.get(row["instrument"], 0.0) + row["share"]
    top = sorted(shares, key=lambda name: -shares[name])[:NAMED]
    sentences = [
        say("search.part", instrument=say.name("instrument", name), share=say.percent(shares[name]))
        for name in top
    ]
    return say("search.spends", parts=say.several(sentences))
