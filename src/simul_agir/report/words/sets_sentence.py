"""The verdict over many sets of assumptions, in words: in how many of them it holds, and how it stands on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.words.verdict_sentence import interval, quoted, too_small

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison
    from simul_agir.study.compare.over_sets import OverSets


def sets_sentences(comparison: Comparison, over: OverSets, translate: Words) -> list[str]:
    """The finding first, with the share of the sets in which it holds, then what cannot be distinguished and which others
    lead.
    """
    verdict = comparison.verdict
    count = translate.number(len(over.sets), 0)
    if verdict.best is None:
        mean = comparison.arms[0].outcomes[comparison.primary].mean
        return [translate("over_sets.equal", sets=count, mean=translate.number(mean))]
    if not verdict.decided:
        return [
            _undecided(comparison, translate, count),
            leaders(over, translate),
            *_effectless(comparison, translate),
        ]
    sentences = [_above(comparison, over, translate, count)]
    if comparison.reference in verdict.below[1:]:
        sentences.append(_above_reference(comparison, over, translate))
    return [*sentences, *_effectless(comparison, translate), leaders(over, translate)]


def _above(comparison: Comparison, over: OverSets, translate: Words, count: str) -> str:
    """How often and how far the best ends above the nearest arm that can be distinguished from it; and who cannot be."""
    verdict = comparison.verdict
    best, nearest = str(verdict.best), verdict.below[0]
    alike = verdict.not_separable
    key = "above" if not alike else "above_but_one" if len(alike) == 1 else "above_but_many"
    apart = over.apart(best, nearest)
    return translate(
        f"over_sets.{key}",
        sets=count,
        higher=translate.number(apart.higher, 0),
        matters=translate.number(apart.higher_by_effect, 0),
        effect=translate.number(comparison.smallest_effect, 1),
        best=quoted(best, translate),
        others=translate.several([quoted(arm, translate) for arm in alike]),
        **_difference(comparison, nearest, translate),
    )


def _above_reference(comparison: Comparison, over: OverSets, translate: Words) -> str:
    """The same against the reference, where that is not the nearest."""
    best, reference = str(comparison.verdict.best), comparison.reference
    higher = translate.number(over.apart(best, reference).higher, 0)
    return translate(
        "over_sets.above_reference", higher=higher, **_difference(comparison, reference, translate)
    )


def _difference(comparison: Comparison, other: str, translate: Words) -> dict[str, str]:
    """The best less another arm, as the fields of a sentence."""
    found = comparison.difference(str(comparison.verdict.best), other)
    return {
        "arm": quoted(other, translate),
        "share": translate.percent(found.probability),
        "difference": translate.signed(found.estimate.mean),
        "interval": interval(found.estimate, translate, signed=True),
    }


def _undecided(comparison: Comparison, translate: Words, count: str) -> str:
    """That on average no difference between the arms matters."""
    best = str(comparison.verdict.best)
    estimate = comparison.arm(best).outcomes[comparison.primary]
    return translate(
        "over_sets.undecided",
        sets=count,
        best=quoted(best, translate),
        mean=translate.number(estimate.mean),
        interval=interval(estimate, translate),
    )


def _effectless(comparison: Comparison, translate: Words) -> list[str]:
    """The arms that end lower by too little to matter."""
    return too_small(comparison, translate, translate.number(comparison.smallest_effect, 1))


def leaders(over: OverSets, translate: Words) -> str:
    """Which arms end highest, and in how many sets each."""
    firsts = sorted(((count, arm) for arm, count in over.firsts().items() if count), key=lambda it: -it[0])
    named = [
        translate("over_sets.leader", arm=quoted(arm, translate), count=translate.number(count, 0))
        for count, arm in firsts
    ]
    return (
        translate("over_sets.leaders", leaders=translate.several(named))
        if named
        else translate("over_sets.no_leader")
    )
