"""The verdict over many sets of assumptions, in words: in how many of them it holds, and how it stands on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.words.verdict_sentence import interval, quoted, too_small

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison
    from simul_agir.study.compare.over_sets import OverSets


def sets_sentences(comparison: Comparison, over: OverSets, say: Words) -> list[str]:
    """The finding first, with the share of the sets in which it holds, then what cannot be distinguished and which others
    lead.
    """
    verdict = comparison.verdict
    count = say.number(len(over.sets), 0)
    if verdict.best is None:
        mean = comparison.arms[0].outcomes[comparison.primary].mean
        return [say("over_sets.equal", sets=count, mean=say.number(mean))]
    if not verdict.decided:
        return [_undecided(comparison, say, count), leaders(over, say), *_effectless(comparison, say)]
    sentences = [_above(comparison, over, say, count)]
    if comparison.reference in verdict.below[1:]:
        sentences.append(_above_reference(comparison, over, say))
    return [*sentences, *_effectless(comparison, say), leaders(over, say)]


def _above(comparison: Comparison, over: OverSets, say: Words, count: str) -> str:
    """How often and how far the best ends above the nearest arm that can be distinguished from it; and who cannot be."""
    verdict = comparison.verdict
    best, nearest = str(verdict.best), verdict.below[0]
    alike = verdict.not_separable
    key = "above" if not alike else "above_but_one" if len(alike) == 1 else "above_but_many"
    apart = over.apart(best, nearest)
    return say(
        f"over_sets.{key}",
        sets=count,
        higher=say.number(apart.higher, 0),
        matters=say.number(apart.higher_by_effect, 0),
        effect=say.number(comparison.smallest_effect, 1),
        best=quoted(best, say),
        others=say.several([quoted(arm, say) for arm in alike]),
        **_difference(comparison, nearest, say),
    )


def _above_reference(comparison: Comparison, over: OverSets, say: Words) -> str:
    """The same against the reference, where that is not the nearest."""
    best, reference = str(comparison.verdict.best), comparison.reference
    higher = say.number(over.apart(best, reference).higher, 0)
    return say("over_sets.above_reference", higher=higher, **_difference(comparison, reference, say))


def _difference(comparison: Comparison, other: str, say: Words) -> dict[str, str]:
    """The best less another arm, as the fields of a sentence."""
    found = comparison.difference(str(comparison.verdict.best), other)
    return {
        "arm": quoted(other, say),
        "share": say.percent(found.probability),
        "difference": say.signed(found.estimate.mean),
        "interval": interval(found.estimate, say, signed=True),
    }


def _undecided(comparison: Comparison, say: Words, count: str) -> str:
    """That on average no difference between the arms matters."""
    best = str(comparison.verdict.best)
    estimate = comparison.arm(best).outcomes[comparison.primary]
    return say(
        "over_sets.undecided",
        sets=count,
        best=quoted(best, say),
        mean=say.number(estimate.mean),
        interval=interval(estimate, say),
    )


def _effectless(comparison: Comparison, say: Words) -> list[str]:
    """The arms that end lower by too little to matter."""
    return too_small(comparison, say, say.number(comparison.smallest_effect, 1))


def leaders(over: OverSets, say: Words) -> str:
    """Which arms end highest, and in how many sets each."""
    firsts = sorted(((count, arm) for arm, count in over.firsts().items() if count), key=lambda it: -it[0])
    named = [
        say("over_sets.leader", arm=quoted(arm, say), count=say.number(count, 0)) for count, arm in firsts
    ]
    return say("over_sets.leaders", leaders=say.several(named)) if named else say("over_sets.no_leader")
