"""What a study is sensitive to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simul_agir.locale import Words, words
from simul_agir.report.words.verdict_sentence import quoted
from simul_agir.study.sensitivity.indices import Effects, Indices

if TYPE_CHECKING:
    from simul_agir.study.sensitivity.analysis import Sensitivity
    from simul_agir.study.sweep.sample import Target

NAMED = 2  # factors that a sentence names of each target
DIGITS = 3  # of a Morris effect
LEAST_SHARE = 0.05  # of the variance: factors that explain less are not named


def sensitivity_sentence(found: Sensitivity, lang: str = "en") -> str:
    """What moves the top stance's outcome, how its runs differ, and its difference to the second; and how much is due to
    chance.
    """
    translate = words(lang)
    parts = [_moved(found, target, translate) for target in found.headlines]
    part = found.part
    framed = translate(
        "sensitivity.frame",
        points=translate.number(part.points, 0),
        study=translate("list.quoted", text=found.study.name),
        runs=translate.number(part.sample.runs, 0),
        finding=parts[0],
    )
    rest = [text[0].upper() + text[1:] for text in parts[1:]]
    return " ".join(
        [framed, *rest, *_luck(found, translate), *_left_out(found, translate), translate("verdict.purpose")]
    )


def factor_name(column: str) -> str:
    """A factor as people read it: its key, without the table that most stand in."""
    return column.removeprefix("parameters.").removeprefix("scenario.")


def target_name(target: Target, translate: Words, kind: str = "sensitivity.target") -> str:
    """A target in words, by the keys `kind`_mean, _variance, _difference."""
    return translate(
        f"{kind}_{target.kind}",
        outcome=translate.name("outcome", target.outcome),
        stance=quoted(target.stance, translate),
        other=quoted(target.other, translate),
    )


def order_of(found: Effects | Indices) -> list[int]:
    """Positions of the factors, the largest first."""
    sizes = found.size if isinstance(found, Effects) else np.nan_to_num(found.total)
    return [int(place) for place in np.argsort(-sizes, kind="stable")]


def leading(found: Effects | Indices) -> list[int]:
    """Positions of the factors that matter: distinguishable from chance, or an interval clear of 0."""
    if isinstance(found, Effects):
        return [place for place in order_of(found) if found.distinct[place]]
    if not found.moved:
        return []
    return [
        place for place in order_of(found) if found.total[place] >= LEAST_SHARE and found.total_low[place] > 0
    ]


def _moved(found: Sensitivity, target: Target, translate: Words) -> str:
    """What moves one target."""
    numbers, factors = found.part.found[target], found.part.factors
    name = target_name(target, translate)
    places = leading(numbers)[:NAMED]
    if not places:
        return translate("sensitivity.moves_not", target=name)
    sentences = [_sentence(numbers, factors[place], place, translate) for place in places]
    return translate("sensitivity.moves", target=name, factors=translate.several(sentences))


def _sentence(numbers: Effects | Indices, factor: str, place: int, translate: Words) -> str:
    """One factor with its size and interval."""
    name = translate("list.quoted", text=factor_name(factor))
    if isinstance(numbers, Effects):
        return translate(
            "sensitivity.size",
            factor=name,
            mean=translate.signed(float(numbers.mean[place]), DIGITS),
            interval=translate.interval(float(numbers.low[place]), float(numbers.high[place]), DIGITS),
        )
    return translate(
        "sensitivity.share",
        factor=name,
        total=translate.percent(min(1.0, float(numbers.total[place]))),
        interval=translate.interval(
            float(numbers.total_low[place]), min(1.0, float(numbers.total_high[place]))
        ),
    )


def _luck(found: Sensitivity, translate: Words) -> list[str]:
    """How much of the variance between points is due to chance."""
    if found.sobol is None:
        return []
    shares = []
    for target in found.headlines:
        numbers = found.sobol.found[target]
        assert isinstance(numbers, Indices)
        shares.append(translate.percent(numbers.luck))
    return [translate("sensitivity.luck", shares=translate.several(shares))]


def _left_out(found: Sensitivity, translate: Words) -> list[str]:
    """The factors that Morris left out."""
    if found.sobol is None or found.morris is None:
        return []
    left = [factor_name(column) for column in found.morris.factors if column not in found.kept]
    shown = [*left[:12], *(["..."] if len(left) > 12 else [])]
    return [translate("sensitivity.left_out", factors=", ".join(shown))] if left else []
