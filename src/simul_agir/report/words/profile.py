"""The profile in words: which arms cannot be distinguished, what is gained and given up, and what would change
the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.study.profile.families import FAMILIES

if TYPE_CHECKING:
    from simul_agir.study.compare.comparison import Comparison
    from simul_agir.study.profile import Profile, Standing

MOST_NAMED = 4  # outcomes that a sentence names, the largest first
LEAST_SHARE = 0.005  # of visions, below which an arm is first nowhere
SIGNS = {one.name: one.sign for family in FAMILIES for one in family.outcomes}


def whole_sentence(comparison: Comparison, lang: str = "en") -> str:
    """The profile's sentences, then the ladder's; the ladder's alone where there is no profile."""
    ladder = comparison.sentence(lang)
    if comparison.profile is None or not comparison.profile.vision:
        return ladder
    return f"{profile_sentence(comparison, lang)}\n\n{words(lang)('profile.on_the_ladder', sentence=ladder)}"


def profile_sentence(comparison: Comparison, lang: str = "en") -> str:
    """What the profile of a comparison says, whole. Raises ValueError where there is none."""
    if comparison.profile is None:
        raise ValueError("this comparison has no profile")
    translate, profile = words(lang), comparison.profile
    if not profile.vision:
        return ""
    return " ".join(
        [
            *_standings(comparison, profile, translate),
            *_gains(comparison, profile, translate),
            *_visions(comparison, profile, translate),
        ]
    )


def _standings(comparison: Comparison, profile: Profile, translate: Words) -> list[str]:
    """Who is ahead under the vision, and how the others stand to it."""
    arms = of_arms(comparison, profile)
    first = arms[0]
    names = {"undistinguished": "undistinguished", "too_small": "too_small", "too_few_runs": "too_few"}
    groups = {
        name: [each for each in arms[1:] if each.standing == standing]
        for standing, name in {**names, "below": "below"}.items()
    }
    key = "ahead" if groups["below"] else "none_apart"
    found = [
        translate(
            f"profile.{key}",
            vision=vision_words(comparison, translate),
            arm=_name(comparison, first.arm, translate),
        )
    ]
    for name, standings in groups.items():
        if standings and (name != "below" or len(standings) < len(arms)):
            found.append(
                _capital(translate(f"profile.with_{name}", arms=_listed(comparison, standings, translate)))
            )
    return found


def vision_words(comparison: Comparison, translate: Words) -> str:
    """The vision that the answer is judged by."""
    assert comparison.profile is not None
    vision = comparison.profile.vision
    if len({round(weight, 6) for weight in vision.values()}) == 1:
        return translate("profile.vision_equal")
    shown = [
        translate("profile.weight", family=translate.name("family", name), share=translate.percent(weight))
        for name, weight in sorted(vision.items(), key=lambda item: -item[1])
        if weight > 0
    ]
    return translate("profile.vision_own", weights=", ".join(shown))


def _gains(comparison: Comparison, profile: Profile, translate: Words) -> list[str]:
    """What the arm ahead gains against the reference, and what it gives up."""
    first = of_arms(comparison, profile)[0].arm
    if first == profile.reference:
        return []
    clear = [gain for gain in profile.gains if gain.arm == first and gain.clear and gain.units is not None]
    by_size = sorted(clear, key=lambda gain: -abs(gain.units or 0.0))
    better = [gain for gain in by_size if SIGNS[gain.outcome] * gain.mean > 0]
    worse = [gain for gain in by_size if SIGNS[gain.outcome] * gain.mean < 0]
    fields = {
        "reference": translate.name("stance", profile.reference),
        "arm": _name(comparison, first, translate),
    }
    named = [
        translate.several([_outcome(gain.outcome, translate) for gain in group[:MOST_NAMED]])
        for group in (better, worse)
    ]
    return [
        translate("profile.gains", gains=named[0], **fields)
        if better
        else translate("profile.gains_nothing", **fields),
        translate("profile.gives_up", losses=named[1]) if worse else translate("profile.gives_up_nothing"),
    ]


def _visions(comparison: Comparison, profile: Profile, translate: Words) -> list[str]:
    """Under which share of visions each arm is first, and what would turn the answer over."""
    arms = of_arms(comparison, profile)
    by_share = sorted(arms, key=lambda each: -each.share)
    shares = [
        translate(
            "profile.share", arm=_name(comparison, each.arm, translate), share=translate.percent(each.share)
        )
        for each in by_share
        if each.share >= LEAST_SHARE
    ]
    found = [
        translate(
            "profile.visions",
            shares=translate.several(shares),
            undecided=translate.percent(profile.undecided),
        )
    ]
    found += _without(comparison, profile, by_share[0].arm, translate)
    nowhere = [each for each in by_share if each.share < LEAST_SHARE]
    if nowhere:
        found.append(
            _capital(translate("profile.first_nowhere", arms=_listed(comparison, nowhere, translate)))
        )
    flips = [each for each in arms[1:] if each.flip is not None]
    if not flips:
        return [*found, translate("profile.no_flip")]
    nearest = min(flips, key=lambda each: each.flip or 0.0)
    name = _capital(_name(comparison, nearest.arm, translate))
    return [*found, translate("profile.flip", arm=name, share=translate.percent(nearest.flip or 0.0))]


def _turned(comparison: Comparison, profile: Profile, first: str, translate: Words) -> dict[str, list[str]]:
    """Families without which another arm is first in most visions, by that arm."""
    turned: dict[str, list[str]] = {}
    for family, shares in profile.without.items():
        arms = {arm: share for arm, share in shares.items() if arm in comparison.ensembles}
        leader = max(arms, key=lambda arm: arms[arm])
        if leader != first:
            turned.setdefault(leader, []).append(translate.name("family", family))
    return turned


def _without(comparison: Comparison, profile: Profile, first: str, translate: Words) -> list[str]:
    """Whether another arm is first in most visions once a family of outcomes is left out."""
    if not profile.without or len(comparison.ensembles) < 2:
        return []
    turned = _turned(comparison, profile, first, translate)
    if not turned:
        return [translate("profile.without_none", arm=_name(comparison, first, translate))]
    sentences = [
        translate(
            "profile.without_one",
            arm=_name(comparison, arm, translate),
            families=translate("typography.semicolon").join(families),
        )
        for arm, families in turned.items()
    ]
    return [translate("profile.without", turned=translate.several(sentences))]


def of_arms(comparison: Comparison, profile: Profile) -> Sequence[Standing]:
    """The standings of the arms that were asked for, the one ahead first."""
    return [each for each in profile.standings if each.arm in comparison.ensembles]


def _name(comparison: Comparison, arm: str, translate: Words) -> str:
    return translate("list.quoted", text=comparison.label(arm, translate))


def _outcome(name: str, translate: Words) -> str:
    return translate("list.quoted", text=translate(f"profile_outcome.{name}"))


def _listed(comparison: Comparison, standings: Iterable[Standing], translate: Words) -> str:
    return translate.several([_name(comparison, each.arm, translate) for each in standings])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
