"""The profile as tables of a terminal: gains by outcome, and how the arms stand under the vision of success."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from simul_agir.locale import Words
from simul_agir.report.tables.fitting import Head, Line, fitted
from simul_agir.report.words.profile import SIGNS, vision_words

if TYPE_CHECKING:
    from simul_agir.study import Comparison
    from simul_agir.study.profile import Gain, Profile, Standing

BETTER, WORSE, ALIKE, HARDLY = "●", "○", "·", "≈"


def profile_tables(comparison: Comparison, translate: Words, width: int) -> Group:
    """Gains, then standings, for `width` characters. A comparison without a profile gives nothing."""
    profile = comparison.profile
    if profile is None:
        return Group()
    reference = translate.name("stance", profile.reference)
    parts: list[RenderableType] = [
        Text(textwrap.fill(translate("profile.title", reference=reference), width), style="bold"),
        fitted(*_gains(comparison, profile, translate), width, translate),
        Text(textwrap.fill(_note(profile, reference, translate), width), style="dim"),
    ]
    if profile.vision:
        head = translate("profile.standing_title")
        title = translate("typography.colon", head=head, tail=vision_words(comparison, translate))
        parts += [
            Text(),
            Text(textwrap.fill(title, width), style="bold"),
            fitted(*_standings(comparison, profile, translate), width, translate),
            Text(textwrap.fill(translate("profile.legend"), width), style="dim"),
        ]
    return Group(*parts)


def _note(profile: Profile, reference: str, translate: Words) -> str:
    """What the marks mean, and the last column where there is one."""
    first = divided(profile)
    hardly = [translate("profile.note_hardly")] if any(gain.hardly_varies for gain in profile.gains) else []
    luck = [] if first is None else [translate("profile.note_luck", arm=translate.name("stance", first))]
    return " ".join([translate("profile.note", reference=reference), *hardly, *luck])


def divided(profile: Profile) -> str | None:
    """The arm whose gains' variance is shown divided between chance and assumptions: the first of those that have any."""
    for each in profile.standings:
        if any(gain.arm == each.arm and gain.shares is not None for gain in profile.gains):
            return each.arm
    return None


def _luck(gain: Gain, translate: Words) -> str:
    return "" if gain.shares is None else translate.percent(gain.shares.luck)


def _gains(comparison: Comparison, profile: Profile, translate: Words) -> tuple[list[Head], list[Line]]:
    """One line per outcome, one column per arm."""
    arms = [arm for arm in comparison.ensembles if arm != profile.reference]
    heads = [
        Head("", False, True),
        *(Head(textwrap.fill(comparison.label(arm, translate), 18), True, False) for arm in arms),
    ]
    first = divided(profile)
    if first is not None:
        heads.append(Head(translate("profile.head_luck"), True, False))
    lines = []
    for name in profile.outcomes:
        cells = [
            translate(f"profile_outcome.{name}"),
            *(_cell(profile.gain(arm, name), translate) for arm in arms),
        ]
        more = [] if first is None else [_luck(profile.gain(first, name), translate)]
        lines.append(Line([*cells, *more], False))
    return heads, lines


def _cell(gain: Gain, translate: Words) -> str:
    """A gain with a mark of its direction, in three digits that count."""
    better = SIGNS[gain.outcome] * gain.mean > 0
    mark = HARDLY if gain.hardly_varies else (BETTER if better else WORSE) if gain.clear else ALIKE
    return f"{translate.signed(gain.mean, digits_of(gain.mean))} {mark}"


def digits_of(value: float) -> int:
    """Decimals that show about three digits of a number."""
    size = abs(value)
    return 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 or size == 0 else 3


def _standings(comparison: Comparison, profile: Profile, translate: Words) -> tuple[list[Head], list[Line]]:
    """One line per arm, the one ahead first."""
    names = ("arm", "lead", "standing", "share", "clear", "regret", "flip")
    heads = [
        Head(translate(f"profile.head_{name}"), name not in ("arm", "standing"), name == "arm")
        for name in names
    ]
    lines = [
        Line(
            [
                comparison.label(each.arm, translate),
                _lead(each, translate),
                translate(f"profile.{each.standing}"),
                translate.percent(each.share),
                translate.percent(each.clear_share),
                translate.number(each.regret),
                translate("profile.never") if each.flip is None else translate.percent(each.flip),
            ],
            False,
        )
        for each in profile.standings
        if each.arm in comparison.ensembles
    ]
    return heads, lines


def _lead(each: Standing, translate: Words) -> str:
    if each.standing == "level":
        return "–"
    if each.low is None or each.high is None:
        return translate.number(each.lead)
    return f"{translate.number(each.lead)} {translate.interval(each.low, each.high)}"
