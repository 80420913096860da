"""A sure verdict in words: what is known, how surely, what is not, and what would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.words.verdict_sentence import interval, nearest_below, quoted, too_small
from simul_agir.study.request import LARGEST_RUNS

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison
    from simul_agir.study.search.sure import Sure


def plain(value: float, translate: Words) -> str:
    """A number with as many decimals as it has, six at most."""
    decimals = f"{value:.6f}".rstrip("0").partition(".")[2]
    return translate.number(value, len(decimals))


def in_stages(value: float, translate: Words) -> str:
    """A number of stages in words."""
    several = value >= 2.0 if translate.lang == "fr" else value > 1.0
    return translate("sure.stages" if several else "sure.stage", number=plain(value, translate))


def sureness(sure: Sure, translate: Words) -> str:
    """The probability asked for, as a percentage that rounds nothing up."""
    return translate("sure.percent", number=plain(100.0 * sure.question.sure, translate))


def sure_sentences(comparison: Comparison, translate: Words) -> list[str]:
    """The finding first, then how far the best stands above those that were left out, and what else would help."""
    sure, verdict = comparison.sure, comparison.verdict
    assert sure is not None
    if verdict.best is None:
        return [
            translate(
                "sure.alike", runs=translate.number(sure.runs, 0), mean=_height(comparison, translate)["mean"]
            )
        ]
    sentences = [_finding(comparison, sure, translate)]
    out = [arm for arm in (*verdict.below, *verdict.too_small) if arm in sure.left_out]
    if out:
        means = {arm: comparison.arm(arm).outcomes[comparison.primary].mean for arm in out}
        sentences.append(
            nearest_below(comparison, translate, tuple(sorted(out, key=lambda arm: -means[arm])))
        )
    sentences += too_small(comparison, translate, plain(sure.question.smallest_effect, translate))
    return sentences if sure.decided else [*sentences, _what_would_settle(sure, translate)]


def _height(comparison: Comparison, translate: Words) -> dict[str, str]:
    """Name, mean and interval of the arm with the highest mean, the first where all are alike."""
    best = comparison.verdict.best or comparison.arms[0].stance
    estimate = comparison.arm(best).outcomes[comparison.primary]
    return {
        "best": quoted(best, translate),
        "mean": translate.number(estimate.mean),
        "interval": interval(estimate, translate),
    }


def _finding(comparison: Comparison, sure: Sure, translate: Words) -> str:
    """Which arm is the best, or among which it is."""
    if not sure.decided:
        key = "undecided" if sure.left_out else "undecided_all"
    elif len(sure.kept) == 1:
        key = "single"
    else:
        key = "set" if sure.left_out else "all"
    return translate(
        f"sure.{key}",
        **_height(comparison, translate),
        arms=translate.several([quoted(arm, translate) for arm in sure.kept]),
        effect=in_stages(sure.question.smallest_effect, translate),
        runs=translate.number(sure.runs, 0),
        sure=sureness(sure, translate),
    )


def _what_would_settle(sure: Sure, translate: Words) -> str:
    """How many runs would, or that there cannot be that many."""
    if sure.enough <= LARGEST_RUNS:
        return translate("sure.enough", runs=translate.number(sure.enough, 0))
    return translate("sure.too_many", runs=translate.number(LARGEST_RUNS, 0))
