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
    say = words(lang)
    frame = "verdict.frame_mixture" if found.comparison.points > 1 else "verdict.frame"
    framed = say(frame, assumptions=assumptions(found.comparison, say), finding=finding(found, say))
    parts = [framed, *_small(found, say), *cost_sentences(found.comparison, say)]
    if found.divergences is not None:
        parts += [*_diverged(found, found.divergences, say, examples), *_carried(found, say)]
    return " ".join([*parts, say("verdict.purpose")])


def finding(found: WhatIf, say: Words) -> str:
    """In how many runs the switch ends higher, and by how much on average; it begins in the middle of a sentence."""
    difference = found.difference
    means = [
        found.comparison.arm(arm.name).outcomes[found.comparison.primary].mean
        for arm in (found.stay, found.switch)
    ]
    text = say(
        "what_if.finding_one" if found.comparison.runs == 1 else "what_if.finding",
        share=say.percent(difference.probability),
        runs=say.number(found.comparison.runs, 0),
        difference=say.signed(difference.estimate.mean),
        interval=interval(difference.estimate, say, signed=True),
        stay_end=say.number(means[0]),
        switch_end=say.number(means[1]),
    )
    return text[0].lower() + text[1:]


def _small(found: WhatIf, say: Words) -> list[str]:
    """That the difference is too small to matter, where it is."""
    effect = found.comparison.smallest_effect
    if found.comparison.runs == 1 or abs(found.difference.estimate.mean) >= effect:
        return []
    return [say("what_if.small", effect=say.number(effect, 1))]


def _diverged(found: WhatIf, divergences: Divergences, say: Words, examples: bool) -> list[str]:
    """When the futures diverge, by what, and the first events of each."""
    same = say("what_if.same", month=found.at)
    if not divergences.found:
        return [same, say("what_if.part_never")]
    first = divergences.first_month
    count = sum(each.month == first for each in divergences.found)
    kinds = [
        say("what_if.part_kind", kind=kind_words(what, say), runs=max(stay, switch))
        for what, stay, switch in divergences.kinds()[:KINDS]
    ]
    sentences = say(
        "what_if.part", month=first, parted=count, runs=divergences.runs, kinds=say.several(kinds)
    )
    return [same, sentences, *(first_events(found, divergences, say) if examples else [])]


def kind_words(what: str, say: Words) -> str:
    """A kind of deed in the middle of a sentence."""
    text = say.name("story", what)
    return text[0].lower() + text[1:]


def first_events(found: WhatIf, divergences: Divergences, say: Words) -> list[str]:
    """The first thing that only one future has, and only the other, in the first run that parts, as one sentence."""
    first = divergences.found[0]
    sentences = [
        say(f"what_if.example_{way}", event=event_in_words(found, key, say))
        for way, key in (("stay", first.stay), ("switch", first.switch))
        if key is not None
    ]
    if not sentences:
        return []
    text = say("typography.semicolon").join(sentences)
    return [say("what_if.example", run=first.run + 1, month=first.month, told=text)]


def event_in_words(found: WhatIf, key: EventKey, say: Words) -> str:
    """A deed in words, its actors by their short names."""
    text = phrase(as_event(key), short_names(found.comparison.scenario.landscape.names), say)
    return say("list.quoted", text=text)


def _carried(found: WhatIf, say: Words) -> list[str]:
    """The mechanism that carries most, those that follow, and that parts need not add up."""
    clear = [share for share in found.shares if share.clear]
    parts = say("what_if.parts", runs=found.why_runs)
    if not clear:
        return [say("what_if.carries_none"), parts]
    first, others = clear[0], clear[1 : 1 + NEXT]
    whole = first.lost.mean + first.without.mean
    sentences = [
        say(
            "what_if.carries",
            name=say.name("mechanism", first.mechanism),
            month=found.at,
            left=say.signed(first.without.mean),
            whole=say.signed(whole),
        )
    ]
    if others:
        names = [f"{say.name('mechanism', each.mechanism)} ({say.signed(each.lost.mean)})" for each in others]
        sentences.append(say("what_if.carries_more", names=say.several(names)))
    return [*sentences, parts]
