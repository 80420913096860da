"""The answer to "what if" in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simul_agir.locale import Words, words
from simul_agir.report.words.cost_sentence import cost_sentences
from simul_agir.report.words.event_words import phrase
from simul_agir.report.words.verdict_sentence import assumptions, interval
from simul_agir.study.branching.divergence import Divergences, EventKey, as_event
from simul_agir.study.names import short_names

if TYPE_CHECKING:
    from simul_agir.study.branching.futures import WhatIf

KINDS = 3  # of events that are named
NEXT = 3  # mechanisms named after the first


def what_if_sentence(found: WhatIf, lang: str = "en", *, examples: bool = True) -> str:
    """What the switch changes, how sure that is, at which cost, where it begins, and what carries it.

    Without `examples` no actor is named.
    """
    translate = words(lang)
    frame = "verdict.frame_mixture" if found.comparison.points > 1 else "verdict.frame"
    framed = translate(
        frame, assumptions=assumptions(found.comparison, translate), finding=finding(found, translate)
    )
    parts = [framed, *_small(found, translate), *cost_sentences(found.comparison, translate)]
    if found.divergences is not None:
        parts += [*_diverged(found, found.divergences, translate, examples), *_carried(found, translate)]
    return " ".join([*parts, translate("verdict.purpose")])


def finding(found: WhatIf, translate: Words) -> str:
    """In how many runs the switch ends higher, and by how much on average; it begins in the middle of a sentence."""
    difference = found.difference
    means = [
        found.comparison.arm(arm.name).outcomes[found.comparison.primary].mean
        for arm in (found.stay, found.switch)
    ]
    text = translate(
        "what_if.finding_one" if found.comparison.runs == 1 else "what_if.finding",
        share=translate.percent(difference.probability),
        runs=translate.number(found.comparison.runs, 0),
        difference=translate.signed(difference.estimate.mean),
        interval=interval(difference.estimate, translate, signed=True),
        stay_end=translate.number(means[0]),
        switch_end=translate.number(means[1]),
    )
    return text[0].lower() + text[1:]


def _small(found: WhatIf, translate: Words) -> list[str]:
    """That the difference is too small to matter, where it is."""
    effect = found.comparison.smallest_effect
    if found.comparison.runs == 1 or abs(found.difference.estimate.mean) >= effect:
        return []
    return [translate("what_if.small", effect=translate.number(effect, 1))]


def _diverged(found: WhatIf, divergences: Divergences, translate: Words, examples: bool) -> list[str]:
    """When the futures diverge, by what, and the first events of each."""
    same = translate("what_if.same", month=found.at)
    if not divergences.found:
        return [same, translate("what_if.part_never")]
    first = divergences.first_month
    count = sum(each.month == first for each in divergences.found)
    kinds = [
        translate("what_if.part_kind", kind=kind_words(what, translate), runs=max(stay, switch))
        for what, stay, switch in divergences.kinds()[:KINDS]
    ]
    sentences = translate(
        "what_if.part", month=first, parted=count, runs=divergences.runs, kinds=translate.several(kinds)
    )
    return [same, sentences, *(first_events(found, divergences, translate) if examples else [])]


def kind_words(what: str, translate: Words) -> str:
    """A kind of deed in the middle of a sentence."""
    text = translate.name("story", what)
    return text[0].lower() + text[1:]


def first_events(found: WhatIf, divergences: Divergences, translate: Words) -> list[str]:
    """The first thing that only one future has, and only the other, in the first run that parts, as one sentence."""
    first = divergences.found[0]
    sentences = [
        translate(f"what_if.example_{way}", event=event_in_words(found, key, translate))
        for way, key in (("stay", first.stay), ("switch", first.switch))
        if key is not None
    ]
    if not sentences:
        return []
    text = translate("typography.semicolon").join(sentences)
    return [translate("what_if.example", run=first.run + 1, month=first.month, told=text)]


def event_in_words(found: WhatIf, key: EventKey, translate: Words) -> str:
    """A deed in words, its actors by their short names."""
    text = phrase(as_event(key), short_names(found.comparison.scenario.landscape.names), translate)
    return translate("list.quoted", text=text)


def _carried(found: WhatIf, translate: Words) -> list[str]:
    """The mechanism that carries most, those that follow, and that parts need not add up."""
    clear = [share for share in found.shares if share.clear]
    parts = translate("what_if.parts", runs=found.why_runs)
    if not clear:
        return [translate("what_if.carries_none"), parts]
    first, others = clear[0], clear[1 : 1 + NEXT]
    whole = first.lost.mean + first.without.mean
    sentences = [
        translate(
            "what_if.carries",
            name=translate.name("mechanism", first.mechanism),
            month=found.at,
            left=translate.signed(first.without.mean),
            whole=translate.signed(whole),
        )
    ]
    if others:
        names = [
            f"{translate.name('mechanism', each.mechanism)} ({translate.signed(each.lost.mean)})"
            for each in others
        ]
        sentences.append(translate("what_if.carries_more", names=translate.several(names)))
    return [*sentences, parts]
