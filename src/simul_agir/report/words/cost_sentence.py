"""What arms of another cost take, and what they gain for it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words
from simul_agir.report.words.verdict_sentence import interval, quoted
from simul_agir.simulation.arm import Arm, Cost

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison


def cost_sentences(comparison: Comparison, translate: Words) -> list[str]:
    """A sentence for each arm that differs in cost; none where all cost the same."""
    return [_sentence(comparison, name, translate) for name in comparison.costs.unequal]


def cost_note(comparison: Comparison, translate: Words) -> str:
    """What the mark beside a name means, with the costs; empty where all cost the same."""
    costs = comparison.costs
    if not costs.unequal or costs.usual is None:
        return ""
    sentences = [
        translate(
            "typography.colon",
            head=quoted(name, translate),
            tail=amounts(costs.of[name], costs.usual, translate),
        )
        for name in costs.unequal
    ]
    return translate("cost.note", arms=translate("typography.semicolon").join(sentences))


def amounts(cost: Cost, usual: Cost, translate: Words) -> str:
    """What an arm takes where it differs from what the others take."""
    sentences = []
    if not Cost(cost.engineering, 0).same_as(Cost(usual.engineering, 0)):
        sentences.append(_amount("engineering", cost.engineering, usual.engineering, 1, translate))
    if not Cost(0, cost.money).same_as(Cost(0, usual.money)):
        sentences.append(_amount("money", cost.money, usual.money, 0, translate))
    return translate.several(sentences)


def _amount(what: str, amount: float, usual: float, digits: int, translate: Words) -> str:
    change = translate.signed(100 * (amount / usual - 1), 0) if usual > 0 else ""
    key = f"cost.{what}" if change else f"cost.{what}_only"
    return translate(
        key, amount=translate.number(amount, digits), usual=translate.number(usual, digits), change=change
    )


def _sentence(comparison: Comparison, name: str, translate: Words) -> str:
    usual = comparison.costs.usual
    assert usual is not None
    what = amounts(comparison.costs.of[name], usual, translate)
    other = compared_with(comparison, name)
    if other is None:
        return translate("cost.alone", arm=quoted(name, translate), what=what)
    found = comparison.difference(name, other)
    return translate(
        "cost.sentence",
        arm=quoted(name, translate),
        what=what,
        difference=translate.signed(found.estimate.mean),
        interval=interval(found.estimate, translate, signed=True),
        other=quoted(other, translate),
    )


def compared_with(comparison: Comparison, name: str) -> str | None:
    """Whom an arm of another cost is set against: the same stance at the usual cost, else the highest at that cost."""
    others = [arm for arm in comparison.ensembles if arm not in comparison.costs.unequal and arm != name]
    stance = Arm.of(comparison.stance(name)).stance
    same = [arm for arm in others if Arm.of(comparison.stance(arm)).stance == stance]
    means = {arm: comparison.arm(arm).outcomes[comparison.primary].mean for arm in others}
    return same[0] if same else max(means, key=lambda arm: means[arm], default=None)
