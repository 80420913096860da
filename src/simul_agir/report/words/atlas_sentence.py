"""The overall result over the contracts of a collection, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.report.words.verdict_sentence import assumptions_but, interval
from simul_agir.study.compare.arm_words import called

if TYPE_CHECKING:
    from simul_agir.study.compare.atlas import Atlas, Whole


def atlas_sentence(atlas: Atlas, lang: str = "en") -> str:
    """Which stance ends highest where, by how much, how unlike contracts are left, what holds them back."""
    translate = words(lang)
    failed = [translate("atlas.failed", count=len(atlas.failures))] if atlas.failures else []
    if not atlas.lines:
        return " ".join([*failed, translate("verdict.purpose")])
    changed = sum(len(atlas.collection.fields.get(key, ())) for key in ("parameters", "mechanisms"))
    opening = translate(
        "atlas.frame_mixture" if atlas.points > 1 else "atlas.frame",
        sets=translate.number(min(atlas.points, atlas.runs), 0),
        assumptions=assumptions_but(changed, translate),
        contracts=counted(len(atlas.lines), translate),
        runs=translate.number(atlas.runs, 0),
        finding=_finding(atlas, translate),
    )
    sentences = [
        opening,
        *_details(atlas, translate),
        _bottleneck(atlas, translate),
        *_costs(atlas, translate),
        *failed,
        translate("verdict.purpose"),
    ]
    return " ".join(sentences)


def leader(atlas: Atlas) -> Whole | None:
    """The stance that ends highest in most contracts (by a larger mean gain where as many); None where none does."""
    whole = max(atlas.wholes, key=lambda each: (each.highest, each.gain.mean if each.gain else 0.0))
    return whole if whole.highest else None


def counted(count: int, translate: Words) -> str:
    """A number of contracts in words."""
    return (
        translate("atlas.one_contract")
        if count == 1
        else translate("atlas.contracts", count=translate.number(count, 0))
    )


def _name(stance: str, translate: Words) -> str:
    return translate("list.quoted", text=called(stance, translate))


def _costs(atlas: Atlas, translate: Words) -> list[str]:
    """Which arms differ in cost."""
    if not atlas.unequal:
        return []
    arms = translate.several([_name(each, translate) for each in atlas.unequal])
    return [translate("atlas.unequal_one" if len(atlas.unequal) == 1 else "atlas.unequal_many", arms=arms)]


def _finding(atlas: Atlas, translate: Words) -> str:
    """Who ends highest in how many."""
    best = leader(atlas)
    if best is None:
        return translate("atlas.alike")
    if atlas.runs == 1:
        return translate(
            "atlas.single", best=_name(best.stance, translate), highest=counted(best.highest, translate)
        )
    return translate(
        "atlas.highest" if best.alone else "atlas.highest_nowhere",
        best=_name(best.stance, translate),
        highest=counted(best.highest, translate),
        alone=translate.number(best.alone, 0),
        leading=translate.number(best.leading, 0),
    )


def _details(atlas: Atlas, translate: Words) -> list[str]:
    """How much it gains, who is highest elsewhere, and how unlike contracts are left."""
    best = leader(atlas)
    if best is None or atlas.runs == 1:
        return []
    sentences = []
    if best.gain is not None and best.spread is not None:
        low, _, high = best.spread
        sentences.append(
            translate(
                "atlas.gain",
                gain=translate.signed(best.gain.mean),
                interval=interval(best.gain, translate, signed=True),
                reference=_name(atlas.reference, translate),
                low=translate.signed(low),
                high=translate.signed(high),
            )
        )
    elsewhere = [
        translate(
            "atlas.in_so_many", arm=_name(each.stance, translate), count=translate.number(each.highest, 0)
        )
        for each in sorted(atlas.wholes, key=lambda each: -each.highest)
        if each.highest and each is not best
    ]
    if elsewhere:
        sentences.append(translate("atlas.elsewhere", arms=translate.several(elsewhere)))
    return [*sentences, *_shares(best, translate), *_equality(atlas, best, translate)]


def _shares(best: Whole, translate: Words) -> list[str]:
    """What divides the variance of its gain between contracts and runs."""
    if best.shares is None or best.gain is None:
        return []
    parts = {name: translate.percent(share) for name, share in vars(best.shares).items()}
    return [translate("atlas.shares", best=_name(best.stance, translate), **parts)]


def _equality(atlas: Atlas, best: Whole, translate: Words) -> list[str]:
    """How far needs at the end lie apart between contracts, without and with the leading stance."""
    reference = next(each for each in atlas.wholes if each.stance == atlas.reference)
    if len(atlas.lines) < 2 or best is reference:
        return []
    return [
        translate(
            "atlas.equality",
            reference=_name(reference.stance, translate),
            there=translate.number(reference.dispersion.mean, 3),
            there_interval=interval(reference.dispersion, translate, digits=3),
            best=_name(best.stance, translate),
            here=translate.number(best.dispersion.mean, 3),
            here_interval=interval(best.dispersion, translate, digits=3),
        )
    ]


def _bottleneck(atlas: Atlas, translate: Words) -> str:
    """What holds most actors back in most contracts."""
    criterion, count = next(iter(atlas.bottlenecks().items()))
    return translate(
        "atlas.bottleneck", criterion=translate.name("criterion", criterion), count=counted(count, translate)
    )
