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
    say = words(lang)
    failed = [say("atlas.failed", count=len(atlas.failures))] if atlas.failures else []
    if not atlas.lines:
        return " ".join([*failed, say("verdict.purpose")])
    changed = sum(len(atlas.collection.fields.get(key, ())) for key in ("parameters", "mechanisms"))
    opening = say(
        "atlas.frame_mixture" if atlas.points > 1 else "atlas.frame",
        sets=say.number(min(atlas.points, atlas.runs), 0),
        assumptions=assumptions_but(changed, say),
        contracts=counted(len(atlas.lines), say),
        runs=say.number(atlas.runs, 0),
        finding=_finding(atlas, say),
    )
    sentences = [
        opening,
        *_details(atlas, say),
        _bottleneck(atlas, say),
        *_costs(atlas, say),
        *failed,
        say("verdict.purpose"),
    ]
    return " ".join(sentences)


def leader(atlas: Atlas) -> Whole | None:
    """The stance that ends highest in most contracts (by a larger mean gain where as many); None where none does."""
    whole = max(atlas.wholes, key=lambda each: (each.highest, each.gain.mean if each.gain else 0.0))
    return whole if whole.highest else None


def counted(count: int, say: Words) -> str:
    """A number of contracts in words."""
    return say("atlas.one_contract") if count == 1 else say("atlas.contracts", count=say.number(count, 0))


def _name(stance: str, say: Words) -> str:
    return say("list.quoted", text=called(stance, say))


def _costs(atlas: Atlas, say: Words) -> list[str]:
    """Which arms differ in cost."""
    if not atlas.unequal:
        return []
    arms = say.several([_name(each, say) for each in atlas.unequal])
    return [say("atlas.unequal_one" if len(atlas.unequal) == 1 else "atlas.unequal_many", arms=arms)]


def _finding(atlas: Atlas, say: Words) -> str:
    """Who ends highest in how many."""
    best = leader(atlas)
    if best is None:
        return say("atlas.alike")
    if atlas.runs == 1:
        return say("atlas.single", best=_name(best.stance, say), highest=counted(best.highest, say))
    return say(
        "atlas.highest" if best.alone else "atlas.highest_nowhere",
        best=_name(best.stance, say),
        highest=counted(best.highest, say),
        alone=say.number(best.alone, 0),
        leading=say.number(best.leading, 0),
    )


def _details(atlas: Atlas, say: Words) -> list[str]:
    """How much it gains, who is highest elsewhere, and how unlike contracts are left."""
    best = leader(atlas)
    if best is None or atlas.runs == 1:
        return []
    sentences = []
    if best.gain is not None and best.spread is not None:
        low, _, high = best.spread
        sentences.append(
            say(
                "atlas.gain",
                gain=say.signed(best.gain.mean),
                interval=interval(best.gain, say, signed=True),
                reference=_name(atlas.reference, say),
                low=say.signed(low),
                high=say.signed(high),
            )
        )
    elsewhere = [
        say("atlas.in_so_many", arm=_name(each.stance, say), count=say.number(each.highest, 0))
        for each in sorted(atlas.wholes, key=lambda each: -each.highest)
        if each.highest and each is not best
    ]
    if elsewhere:
        sentences.append(say("atlas.elsewhere", arms=say.several(elsewhere)))
    return [*sentences, *_shares(best, say), *_equality(atlas, best, say)]


def _shares(best: Whole, say: Words) -> list[str]:
    """What divides the variance of its gain between contracts and runs."""
    if best.shares is None or best.gain is None:
        return []
    parts = {name: say.percent(share) for name, share in vars(best.shares).items()}
    return [say("atlas.shares", best=_name(best.stance, say), **parts)]


def _equality(atlas: Atlas, best: Whole, say: Words) -> list[str]:
    """How far needs at the end lie apart between contracts, without and with the leading stance."""
    reference = next(each for each in atlas.wholes if each.stance == atlas.reference)
    if len(atlas.lines) < 2 or best is reference:
        return []
    return [
        say(
            "atlas.equality",
            reference=_name(reference.stance, say),
            there=say.number(reference.dispersion.mean, 3),
            there_interval=interval(reference.dispersion, say, digits=3),
            best=_name(best.stance, say),
            here=say.number(best.dispersion.mean, 3),
            here_interval=interval(best.dispersion, say, digits=3),
        )
    ]


def _bottleneck(atlas: Atlas, say: Words) -> str:
    """What holds most actors back in most contracts."""
    criterion, count = next(iter(atlas.bottlenecks().items()))
    return say("atlas.bottleneck", criterion=say.name("criterion", criterion), count=counted(count, say))
