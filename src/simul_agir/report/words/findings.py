"""The finding that each figure's title says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words
from simul_agir.report.words.profile import of_arms
from simul_agir.report.words.verdict_sentence import interval, quoted, top_bottleneck

if TYPE_CHECKING:
    from simul_agir.study import Comparison

NAMED = 2  # more arms than these are counted in a title, not named


def ladder_finding(comparison: Comparison, translate: Words) -> str:
    """Who ends highest, or that nobody can be distinguished."""
    verdict = comparison.verdict
    if comparison.runs == 1:
        return translate("finding.single")
    if not comparison.settled or verdict.best is None:
        return translate("finding.undecided", runs=translate.number(comparison.runs, 0))
    best = quoted(verdict.best, translate)
    level = translate.number(comparison.arm(verdict.best).outcomes[comparison.primary].mean)
    close = (*verdict.too_small, *verdict.not_separable)
    if not close:
        return translate("finding.best", best=best, level=level)
    if len(close) > NAMED:
        return translate("finding.best_of_many", best=best, level=level, count=len(close))
    others = translate.several([quoted(arm, translate) for arm in close])
    return translate("finding.best_with", best=best, level=level, others=others)


def overview_finding(comparison: Comparison, translate: Words) -> str:
    """Who ends highest on the ladder; where there is a profile, also who is ahead under the vision of success."""
    ladder, profile = ladder_finding(comparison, translate), comparison.profile
    if comparison.runs == 1 or profile is None or not profile.vision:
        return ladder
    first, *others = of_arms(comparison, profile)
    apart = any(each.standing == "below" for each in others)
    vision = translate(
        "finding.vision_ahead" if apart else "finding.vision_none", arm=quoted(first.arm, translate)
    )
    return translate("finding.both", ladder=ladder, vision=vision)


def stages_finding(comparison: Comparison, translate: Words) -> str:
    """How many reach team or above under the stance where most do, and under the reference."""
    reached = {arm.stance: sum(arm.stages[2:]) for arm in comparison.arms}
    most = max(reached, key=lambda stance: reached[stance])
    if reached[most] == 0:
        return translate("finding.no_team")
    return translate(
        "finding.stages",
        best=quoted(most, translate),
        share=translate.percent(reached[most]),
        reference=quoted(comparison.reference, translate),
        other=translate.percent(reached[comparison.reference]),
    )


def differences_finding(comparison: Comparison, translate: Words) -> str:
    """What the best arm adds to the reference."""
    best, reference = comparison.verdict.best, comparison.reference
    if comparison.runs == 1 or not comparison.settled:
        return ladder_finding(comparison, translate)
    if best is None or best == reference:
        return translate("finding.nothing_added", reference=quoted(reference, translate))
    found = comparison.difference(best, reference)
    return translate(
        "finding.difference",
        best=quoted(best, translate),
        mean=translate.signed(found.estimate.mean),
        interval=interval(found.estimate, translate, signed=True),
        reference=quoted(reference, translate),
    )


def bottlenecks_finding(comparison: Comparison, translate: Words) -> str:
    """What holds most actors back under the best arm."""
    criterion, share = top_bottleneck(comparison)
    best = comparison.verdict.best or comparison.reference
    what = translate(f"holds_back.{criterion}", share=translate.percent(share))
    return translate("finding.bottleneck", best=quoted(best, translate), what=what)


def needs_finding(comparison: Comparison, translate: Words) -> str:
    """The stance that leaves the lowest mean need, where that is more than chance."""
    reference = comparison.reference
    need = {arm.stance: arm.outcomes["need"].mean for arm in comparison.arms}
    lowest = min(need, key=lambda stance: need[stance])
    facts = {
        "best": quoted(lowest, translate),
        "start": translate.number(float(np.mean(comparison.ensembles[lowest].of("need")[:, 0]))),
        "end": translate.number(need[lowest]),
        "reference": quoted(reference, translate),
        "other": translate.number(need[reference]),
    }
    if lowest != reference:
        high = comparison.difference(lowest, reference, "need").estimate.high
        if high is not None and high < 0:
            return translate("finding.needs", **facts)
    return translate("finding.needs_alike", **facts)
