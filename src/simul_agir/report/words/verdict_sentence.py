"""The verdict in words that a mayor can read and a reviewer can accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.study.compare.arm_words import called

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison, Difference, Estimate


def verdict_sentence(comparison: Comparison, lang: str = "en") -> str:
    """What the comparison found, how sure it is, what it cannot tell, what holds the actors back."""
    translate = words(lang)
    if comparison.sure is not None:
        from simul_agir.report.words.sure_sentence import sure_sentences

        parts = sure_sentences(comparison, translate)
    elif comparison.over_sets is not None and len(comparison.over_sets.sets) > 1:
        from simul_agir.report.words.sets_sentence import sets_sentences

        sentences = sets_sentences(comparison, comparison.over_sets, translate)
        return " ".join(
            [
                *sentences,
                *_costs(comparison, translate),
                holding_back(comparison, translate),
                translate("verdict.purpose"),
            ]
        )
    elif comparison.runs == 1:
        parts = [_single(comparison, translate)]
    elif comparison.verdict.decided:
        parts = [_best(comparison, translate), _above(comparison, translate), *_others(comparison, translate)]
    else:
        parts = [_undecided(comparison, translate), *_others(comparison, translate)]
    key = "verdict.frame_mixture" if comparison.points > 1 else "verdict.frame"
    parts[0] = translate(key, assumptions=assumptions(comparison, translate), finding=parts[0])
    return " ".join(
        [
            *parts,
            *_costs(comparison, translate),
            holding_back(comparison, translate),
            translate("verdict.purpose"),
        ]
    )


def _costs(comparison: Comparison, translate: Words) -> list[str]:
    """What arms of another cost take, and gain for it."""
    from simul_agir.report.words.cost_sentence import cost_sentences

    return cost_sentences(comparison, translate)


def quoted(stance: str, translate: Words) -> str:
    """A stance's name between the language's quotation marks."""
    return translate("list.quoted", text=called(stance, translate))


def assumptions(comparison: Comparison, translate: Words) -> str:
    """Which set of assumptions the answer rests on."""
    if comparison.over_sets is not None and comparison.over_sets.sets.columns:
        (only,) = comparison.over_sets.sets
        return translate("over_sets.only", set=only.name, source=comparison.over_sets.sets.source)
    if comparison.points > 1:
        return translate("verdict.mixture", count=min(comparison.points, comparison.runs))
    return assumptions_but(
        len(comparison.scenario.parameters) + len(comparison.scenario.mechanisms), translate
    )


def assumptions_but(changed: int, translate: Words) -> str:
    """The set of assumptions in which so many differ from the defaults."""
    return translate("verdict.changed", count=changed) if changed else translate("verdict.defaults")


def interval(estimate: Estimate, translate: Words, *, digits: int = 2, signed: bool = False) -> str:
    """An estimate's interval in brackets, nothing when there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return translate.interval(estimate.low, estimate.high, digits, signed=signed)


def top_bottleneck(comparison: Comparison) -> tuple[str, float]:
    """The criterion that keeps most actors below their next stage under the best arm, and their share."""
    arm = comparison.arm(comparison.verdict.best or comparison.reference)
    return max(arm.bottlenecks.items(), key=lambda item: item[1])


def holding_back(comparison: Comparison, translate: Words) -> str:
    """What keeps most actors from their next stage under the best arm."""
    criterion, share = top_bottleneck(comparison)
    what = translate(f"holds_back.{criterion}", share=translate.percent(share))
    best = comparison.verdict.best
    if best is None:
        return translate("verdict.held_alike", what=what)
    return translate("verdict.held", best=quoted(best, translate), what=what)


def _best(comparison: Comparison, translate: Words) -> str:
    """Who ends highest, and how high."""
    best, mean, ends = _top(comparison, translate)
    return translate(
        "verdict.best", best=best, mean=mean, interval=ends, runs=translate.number(comparison.runs, 0)
    )


def _top(comparison: Comparison, translate: Words) -> tuple[str, str, str]:
    """Name, mean and interval of the arm with the highest mean (of any arm when all are equal)."""
    stance = comparison.verdict.best or comparison.arms[0].stance
    estimate = comparison.arm(stance).outcomes[comparison.primary]
    return quoted(stance, translate), translate.number(estimate.mean), interval(estimate, translate)


def _above(comparison: Comparison, translate: Words) -> str:
    """How far above the nearest arm that can be distinguished from it, and above the reference."""
    return nearest_below(comparison, translate, comparison.verdict.below)


def nearest_below(comparison: Comparison, translate: Words, below: tuple[str, ...]) -> str:
    """How far the best arm ends above the first of these, and above the reference where it is another of them."""
    best = comparison.verdict.best
    assert best is not None
    nearest, reference = below[0], comparison.reference
    first = _difference(comparison.difference(best, nearest), translate)
    if reference == nearest or reference not in below:
        return translate("verdict.above", **first)
    second = _difference(comparison.difference(best, reference), translate)
    return translate(
        "verdict.above_two",
        **first,
        other=second["arm"],
        other_share=second["share"],
        other_difference=second["difference"],
        other_interval=second["interval"],
    )


def _difference(found: Difference, translate: Words) -> dict[str, str]:
    """The fields of a difference in words."""
    return {
        "arm": quoted(found.b, translate),
        "share": translate.percent(found.probability),
        "difference": translate.signed(found.estimate.mean),
        "interval": interval(found.estimate, translate, signed=True),
    }


def _others(comparison: Comparison, translate: Words) -> list[str]:
    """The arms that cannot be distinguished from the best, and those that differ by too little to matter."""
    return [
        *_sorted_out(comparison, comparison.verdict.not_separable, "inseparable", translate, ""),
        *too_small(comparison, translate, translate.number(comparison.smallest_effect, 1)),
    ]


def too_small(comparison: Comparison, translate: Words, effect: str) -> list[str]:
    """The arms that end lower than the best by less than the effect, a number in words."""
    return _sorted_out(comparison, comparison.verdict.too_small, "small", translate, effect)


def _sorted_out(
    comparison: Comparison, arms: tuple[str, ...], key: str, translate: Words, effect: str
) -> list[str]:
    """A sentence on arms that are alike in what can be said of them; none where there is no best arm, or no such arm."""
    if comparison.verdict.best is None or not arms:
        return []
    number = "one" if len(arms) == 1 else "many"
    listed = translate.several([quoted(arm, translate) for arm in arms])
    sentence = translate(f"verdict.{key}_{number}", arms=listed, effect=effect)
    return [sentence[0].upper() + sentence[1:]]


def _undecided(comparison: Comparison, translate: Words) -> str:
    """That nothing which matters sets the arms apart."""
    best, mean, ends = _top(comparison, translate)
    key = "verdict.equal" if comparison.verdict.best is None else "verdict.undecided"
    return translate(key, best=best, mean=mean, interval=ends, runs=translate.number(comparison.runs, 0))


def _single(comparison: Comparison, translate: Words) -> str:
    """What one run shows, and that it shows no more."""
    best, mean, _ = _top(comparison, translate)
    if comparison.verdict.best is None:
        return translate("verdict.equal_one", mean=mean)
    following = comparison.verdict.not_separable[0]
    next_mean = comparison.arm(following).outcomes[comparison.primary].mean
    return translate(
        "verdict.single",
        best=best,
        mean=mean,
        next=quoted(following, translate),
        next_mean=translate.number(next_mean),
    )
