"""The verdict in words that a mayor can read and a reviewer can accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.study.compare.arm_words import called

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison, Difference, Estimate


def verdict_sentence(comparison: Comparison, lang: str = "en") -> str:
    """What the comparison found, how sure it is, what it cannot tell, what holds the actors back."""
    say = words(lang)
    if comparison.sure is not None:
        from simul_agir.report.words.sure_sentence import sure_sentences

        parts = sure_sentences(comparison, say)
    elif comparison.over_sets is not None and len(comparison.over_sets.sets) > 1:
        from simul_agir.report.words.sets_sentence import sets_sentences

        sentences = sets_sentences(comparison, comparison.over_sets, say)
        return " ".join(
            [*sentences, *_costs(comparison, say), holding_back(comparison, say), say("verdict.purpose")]
        )
    elif comparison.runs == 1:
        parts = [_single(comparison, say)]
    elif comparison.verdict.decided:
        parts = [_best(comparison, say), _above(comparison, say), *_others(comparison, say)]
    else:
        parts = [_undecided(comparison, say), *_others(comparison, say)]
    key = "verdict.frame_mixture" if comparison.points > 1 else "verdict.frame"
    parts[0] = say(key, assumptions=assumptions(comparison, say), finding=parts[0])
    return " ".join([*parts, *_costs(comparison, say), holding_back(comparison, say), say("verdict.purpose")])


def _costs(comparison: Comparison, say: Words) -> list[str]:
    """What arms of another cost take, and gain for it."""
    from simul_agir.report.words.cost_sentence import cost_sentences

    return cost_sentences(comparison, say)


def quoted(stance: str, say: Words) -> str:
    """A stance's name between the language's quotation marks."""
    return say("list.quoted", text=called(stance, say))


def assumptions(comparison: Comparison, say: Words) -> str:
    """Which set of assumptions the answer rests on."""
    if comparison.over_sets is not None and comparison.over_sets.sets.columns:
        (only,) = comparison.over_sets.sets
        return say("over_sets.only", set=only.name, source=comparison.over_sets.sets.source)
    if comparison.points > 1:
        return say("verdict.mixture", count=min(comparison.points, comparison.runs))
    return assumptions_but(len(comparison.scenario.parameters) + len(comparison.scenario.mechanisms), say)


def assumptions_but(changed: int, say: Words) -> str:
    """The set of assumptions in which so many differ from the defaults."""
    return say("verdict.changed", count=changed) if changed else say("verdict.defaults")


def interval(estimate: Estimate, say: Words, *, digits: int = 2, signed: bool = False) -> str:
    """An estimate's interval in brackets, nothing when there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return say.interval(estimate.low, estimate.high, digits, signed=signed)


def top_bottleneck(comparison: Comparison) -> tuple[str, float]:
    """The criterion that keeps most actors below their next stage under the best arm, and their share."""
    arm = comparison.arm(comparison.verdict.best or comparison.reference)
    return max(arm.bottlenecks.items(), key=lambda item: item[1])


def holding_back(comparison: Comparison, say: Words) -> str:
    """What keeps most actors from their next stage under the best arm."""
    criterion, share = top_bottleneck(comparison)
    what = say(f"holds_back.{criterion}", share=say.percent(share))
    best = comparison.verdict.best
    if best is None:
        return say("verdict.held_alike", what=what)
    return say("verdict.held", best=quoted(best, say), what=what)


def _best(comparison: Comparison, say: Words) -> str:
    """Who ends highest, and how high."""
    best, mean, ends = _top(comparison, say)
    return say("verdict.best", best=best, mean=mean, interval=ends, runs=say.number(comparison.runs, 0))


def _top(comparison: Comparison, say: Words) -> tuple[str, str, str]:
    """Name, mean and interval of the arm with the highest mean (of any arm when all are equal)."""
    stance = comparison.verdict.best or comparison.arms[0].stance
    estimate = comparison.arm(stance).outcomes[comparison.primary]
    return quoted(stance, say), say.number(estimate.mean), interval(estimate, say)


def _above(comparison: Comparison, say: Words) -> str:
    """How far above the nearest arm that can be distinguished from it, and above the reference."""
    return nearest_below(comparison, say, comparison.verdict.below)


def nearest_below(comparison: Comparison, say: Words, below: tuple[str, ...]) -> str:
    """How far the best arm ends above the first of these, and above the reference where it is another of them."""
    best = comparison.verdict.best
    assert best is not None
    nearest, reference = below[0], comparison.reference
    first = _difference(comparison.difference(best, nearest), say)
    if reference == nearest or reference not in below:
        return say("verdict.above", **first)
    second = _difference(comparison.difference(best, reference), say)
    return say(
        "verdict.above_two",
        **first,
        other=second["arm"],
        other_share=second["share"],
        other_difference=second["difference"],
        other_interval=second["interval"],
    )


def _difference(found: Difference, say: Words) -> dict[str, str]:
    """The fields of a difference in words."""
    return {
        "arm": quoted(found.b, say),
        "share": say.percent(found.probability),
        "difference": say.signed(found.estimate.mean),
        "interval": interval(found.estimate, say, signed=True),
    }


def _others(comparison: Comparison, say: Words) -> list[str]:
    """The arms that cannot be distinguished from the best, and those that differ by too little to matter."""
    return [
        *_sorted_out(comparison, comparison.verdict.not_separable, "inseparable", say, ""),
        *too_small(comparison, say, say.number(comparison.smallest_effect, 1)),
    ]


def too_small(comparison: Comparison, say: Words, effect: str) -> list[str]:
    """The arms that end lower than the best by less than the effect, a number in words."""
    return _sorted_out(comparison, comparison.verdict.too_small, "small", say, effect)


def _sorted_out(
    comparison: Comparison, arms: tuple[str, ...], key: str, say: Words, effect: str
) -> list[str]:
    """A sentence on arms that are alike in what can be said of them; none where there is no best arm, or no such arm."""
    if comparison.verdict.best is None or not arms:
        return []
    number = "one" if len(arms) == 1 else "many"
    listed = say.several([quoted(arm, say) for arm in arms])
    sentence = say(f"verdict.{key}_{number}", arms=listed, effect=effect)
    return [sentence[0].upper() + sentence[1:]]


def _undecided(comparison: Comparison, say: Words) -> str:
    """That nothing which matters sets the arms apart."""
    best, mean, ends = _top(comparison, say)
    key = "verdict.equal" if comparison.verdict.best is None else "verdict.undecided"
    return say(key, best=best, mean=mean, interval=ends, runs=say.number(comparison.runs, 0))


def _single(comparison: Comparison, say: Words) -> str:
    """What one run shows, and that it shows no more."""
    best, mean, _ = _top(comparison, say)
    if comparison.verdict.best is None:
        return say("verdict.equal_one", mean=mean)
    following = comparison.verdict.not_separable[0]
    next_mean = comparison.arm(following).outcomes[comparison.primary].mean
    return say(
        "verdict.single", best=best, mean=mean, next=quoted(following, say), next_mean=say.number(next_mean)
    )
