"""The ladder of one actor (section 8): working ties, scores of the criteria, stage and index."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .choices import distance

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

MOST_PROGRESS = 0.999


def look_around(model: Territory) -> None:
    """Who is present, whom they work with, and how far they are of one mind."""
    present = model.present = [i for i in model.actors if i.voice > 0 and i.awake]
    if present:
        profiles = zip(*[i.priorities for i in present], strict=True)
        model.mean_priorities = [sum(shares) / len(present) for shares in profiles]
    else:
        model.mean_priorities = [0.0] * model.K
    for i in present:
        note_working_ties(model, i)
        i.alignment = 1.0 - distance(i.priorities, model.mean_priorities)
        i.understanding = agreement(model, i.links, model.links)


def climb(model: Territory) -> None:
    """The stage of every actor, by what the last twelve months hold."""
    place = model.clock % 12
    for i in model.actors:
        i.help_probability[place] = 1.0 - i.nobody_helps
        if i.voice > 0 and i.awake:
            judge(model, i)
        else:
            i.stage, i.index = 0, 0.0
        i.best_stage = max(i.best_stage, i.stage)


def note_working_ties(model: Territory, i: Actor) -> None:
    """Ties with a contact on either side within the window, and how many have one on both."""
    window = model.window
    i.working = []
    i.partners = 0
    for tie in i.ties:
        back = tie.alter.mind.get(i)
        mine, theirs = tie.contact >= window, back is not None and back.contact >= window
        if mine or theirs:
            i.working.append((tie, back))
            i.partners += mine and theirs


def judge(model: Territory, i: Actor) -> None:
    """The highest stage whose criteria, and all below, are met; progress to the next makes the index."""
    for stage, criteria in enumerate(STAGES):
        scores = [
            score for score, counts in zip(criteria(model, i), items(model, stage), strict=True) if counts
        ]
        if any(score < 1 for score in scores) or not i.ties:
            progress = sum([min(1.0, max(0.0, score)) for score in scores]) / max(1, len(scores))
            i.stage, i.index = stage, stage + min(MOST_PROGRESS, progress)
            return
    i.stage, i.index = 4, 4.0


def items(model: Territory, stage: int) -> list[bool]:
    """Which criteria of the stage above this one count: those that item analysis kept."""
    first = sum(SIZES[:stage])
    return [getattr(model.p, f"item_{name}") != 0 for name in NAMES[first : first + SIZES[stage]]]


def score(value: float, threshold: float) -> float:
    """Met from 1."""
    return value / threshold if threshold > 0 else 1.0


def months_in(window: int, months: int) -> int:
    """How many of these months lie in the window."""
    return (months // window).bit_count()


def belonging(model: Territory, i: Actor) -> tuple[float, ...]:
    """Comfort, outside_concern."""
    p = model.p
    return (
        score(i.comfort_ratio - 1.0, p.comfort_level - 1.0),
        score(months_in(model.window, i.outside), p.outside_months),
    )


def team(model: Territory, i: Actor) -> tuple[float, ...]:
    """Facilitator, alignment, joint_action."""
    p, window = model.p, model.window
    alignment = 0.0
    if i.working:
        alignment = sum([1.0 - distance(i.priorities, tie.alter.priorities) for tie, _ in i.working]) / len(
            i.working
        )
    near = i.facilitated >= window or any(tie.alter.facilitated >= window for tie, _ in i.working)
    return float(near), score(alignment, p.alignment_level), score(months_in(window, i.joint), p.joint_level)


def team_action(model: Territory, i: Actor) -> tuple[float, ...]:
    """Partners, identification, cohesion, fluidity."""
    p = model.p
    cohesion = 0.0
    if i.working:
        trusts = [
            (tie.trust * (back.trust if back else model.p.trust_prior)) ** 0.5 for tie, back in i.working
        ]
        cohesion = sum(trusts) / len(trusts)
    proposals = sum(i.proposals)
    fluidity = (
        score(sum(i.prompt) / proposals, p.fluidity_level) if proposals else 0.0
    )  # no occasion: not met
    return (
        score(i.partners, p.partners_level),
        score(i.identification, p.identification_level),
        score(cohesion, p.cohesion_level),
        fluidity,
    )


def excellence(model: Territory, i: Actor) -> tuple[float, ...]:
    """Shared_objectives, assured_help, understanding."""
    p = model.p
    shared = 0.0
    if i.working:
        agreements = [agreement(model, i.links, tie.alter.links) for tie, _ in i.working]
        shared = sum(agreements) / len(agreements)
    return (
        score(i.alignment, p.shared_level),
        score(sum(i.help_probability) / 12.0, p.assured_level),
        score(min(i.understanding, shared), p.understanding_level),
    )


STAGES: tuple[Callable[[Territory, Actor], tuple[float, ...]], ...] = (
    belonging,
    team,
    team_action,
    excellence,
)

SIZES = (2, 3, 4, 3)
NAMES = (
    *("comfort", "outside_concern"),
    *("facilitator", "alignment", "joint_action"),
    *("partners", "identification", "cohesion", "fluidity"),
    *("shared_objectives", "assured_help", "understanding"),
)
CRITERIA = range(sum(SIZES))


def passes(model: Territory, i: Actor) -> list[bool]:
    """Every criterion, nested or not."""
    return [score >= 1 for criteria in STAGES for score in criteria(model, i)]


def agreement(model: Territory, links: int, others: int) -> float:
    """Jaccard index of two systems of links, needs' own domains left out."""
    own = model.K
    either = (links | others).bit_count() - own
    return ((links & others).bit_count() - own) / either if either else 1.0


def final_passes(model: Territory) -> list[list[bool]]:
    """Raw passes of every actor, none for those not present."""
    none = [False] * len(CRITERIA)
    return [passes(model, i) if i.voice > 0 and i.awake else none for i in model.actors]


def bottlenecks(model: Territory) -> list[float]:
    """The share of those who count whom each criterion keeps below their next stage."""
    people = [i for i in model.actors if i.voice > 0]
    kept = [0] * len(CRITERIA)
    for i in people:
        if i.awake and i.stage < len(STAGES):
            first = sum(SIZES[: i.stage])
            scores, counting = STAGES[i.stage](model, i), items(model, i.stage)
            for place, (score, counts) in enumerate(zip(scores, counting, strict=True), start=first):
                kept[place] += counts and score < 1
    return [each / len(people) if people else 0.0 for each in kept]
