"""What a diagnosis observes, and what is made of it (10.2)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from simul_agir.model.randomness import OBSERVE

from .choices import distance
from .ladder import agreement

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

MOST_PAIRED = 500
POSTURES, SKILL, EXPERTISE, LINKS, NEEDS, PRIORITIES, MANDATE, AMOUNTS = range(1, 9)
NORMAL = NormalDist()
Array = np.ndarray[Any, Any]


@dataclass
class Diagnosis:
    """One look at a territory, errors included: what a stance is told."""

    error: float
    postures: Array
    skill: Array
    expertise: Array
    links: Array
    needs: Array
    priorities: Array
    mandate: Array
    capacity: Array
    motivation: Array
    resources: Array
    untied_complementary: float
    frictions: float
    shared_understanding: float
    change_gap: list[float]


def error_of(model: Territory) -> float:
    """Standard deviation of what is observed: it halves with so much work."""
    p = model.p
    return p.diagnosis_error * 2.0 ** (-model.diagnosis_work / (p.diagnosis_hours * max(1, model.V)))


def diagnose(model: Territory) -> Diagnosis:
    """Look at the territory as it stands."""
    actors, K, error = model.actors, model.K, error_of(model)

    def errors(look: int, rows: int, columns: int, first: int = 0) -> Array:
        """Four errors to a decision: who or what is looked at, which look, which four."""
        draws = [
            [
                draw
                for four in range(-(-(first + columns) // 4))
                for draw in model.draws(OBSERVE + 256 * four, row, look, month=model.months_lived)
            ]
            for row in range(rows)
        ]
        return error * np.vectorize(NORMAL.inv_cdf)(draws)[:, first : first + columns]

    def seen(look: int, truth: list[Any], first: int = 0) -> Array:
        values = np.array(truth, float)
        table = values.reshape(len(values), -1)
        return np.clip(table + errors(look, *table.shape, first), 0.0, 1.0).reshape(values.shape)

    def amounts(truth: list[float], which: int) -> Array:
        return np.array(truth) * np.exp(errors(AMOUNTS, len(truth), 1, which)[:, 0])

    truth = np.array([[model.links >> k * K + domain & 1 for domain in range(K)] for k in range(K)], bool)
    links = truth ^ (errors(LINKS, K, K) > 0.5) | np.eye(K, dtype=bool)
    postures, skill = seen(POSTURES, [i.postures for i in actors]), seen(SKILL, [i.skill for i in actors])
    expertise = seen(EXPERTISE, [i.expertise for i in actors])
    heard = [i for i in actors if i.voice > 0 and i.awake]
    return Diagnosis(
        error=error,
        postures=postures,
        skill=skill,
        expertise=expertise,
        links=links,
        needs=seen(NEEDS, model.needs),
        priorities=on_simplex(seen(PRIORITIES, [i.priorities for i in actors])),
        mandate=on_simplex(seen(MANDATE, [i.mandate for i in actors])),
        capacity=amounts([i.capacity for i in actors], 0),
        motivation=seen(AMOUNTS, [i.motivation for i in actors], 1),
        resources=amounts([i.ordinary + i.earmarked for i in actors], 2),
        untied_complementary=untied_complementary(model, heard[:MOST_PAIRED], expertise.tolist()),
        frictions=frictions(model),
        shared_understanding=shared_understanding(model, heard, links),
        change_gap=change_gap(model, heard, postures, skill),
    )


def untied_complementary(model: Territory, heard: list[Actor], expertise: list[list[float]]) -> float:
    """Of the pairs of which each is seen as able where the other is not, the share that nothing ties."""
    bar = model.p.working_comfort
    able = {i: {k for k, seen in enumerate(expertise[i.place]) if seen >= bar} for i in heard}
    pairs = [(i, j) for i, j in combinations(heard, 2) if able[i] - able[j] and able[j] - able[i]]
    untied = [1 for i, j in pairs if i not in j.mind and j not in i.mind]
    return len(untied) / len(pairs) if pairs else 0.0


def frictions(model: Territory) -> float:
    """The share of ties across which priorities are too far apart."""
    apart = [distance(i.priorities, tie.alter.priorities) for i in model.actors for tie in i.ties]
    return sum(each > model.p.tolerance for each in apart) / len(apart) if apart else 0.0


def shared_understanding(model: Territory, heard: list[Actor], links: Array) -> float:
    """Mean agreement of those heard with the links as they are seen."""
    seen = links_as_set(model, links)
    return sum(agreement(model, i.links, seen) for i in heard) / len(heard) if heard else 0.0


def links_as_set(model: Territory, links: Array) -> int:
    """A table of needs and domains as one set of links."""
    return sum(1 << place for place, linked in enumerate(links.ravel()) if linked)


def on_simplex(shares: Array) -> Array:
    """Rows divided by their sum; even where it is nil."""
    totals = shares.sum(axis=1, keepdims=True)
    even = np.full_like(shares, 1.0 / shares.shape[1])
    return np.divide(shares, totals, out=even, where=totals > 0)


def change_gap(model: Territory, heard: list[Actor], postures: Array, skill: Array) -> list[float]:
    """How far those heard are from what each stance needs, weighted by their voice."""
    weights = [i.voice for i in heard]
    if not heard:
        heard, weights = model.actors, [1.0] * model.N
    return [
        sum(
            weight * (1.0 - 0.5 * (postures[i.place, stance] + skill[i.place]))
            for i, weight in zip(heard, weights, strict=True)
        )
        / sum(weights)
        for stance in range(4)
    ]


def training_brief(model: Territory, diagnosis: Diagnosis, own: list[float]) -> list[float]:
    """The relative share of training of each actor, by what it is seen to lack; `own`: the stance's shares by posture."""
    worst = model.p.diagnosis_error
    known = 1.0 - diagnosis.error / worst if worst > 0 else 1.0
    weights = []
    for postures, skill in zip(diagnosis.postures.tolist(), diagnosis.skill.tolist(), strict=True):
        present = sum(z * q for z, q in zip(own, postures, strict=True)) if sum(own) > 0 else skill
        weights.append(known * (1.0 - 0.5 * (present + skill)) + (1.0 - known))
    return weights


def scheme_of(model: Territory, diagnosis: Diagnosis) -> tuple[list[float], list[list[int]]]:
    """Axes, by the needs seen as highest, and who is planned for each: places of actors."""
    needs = [float(need) for need in diagnosis.needs]
    highest = sorted(range(model.K), key=lambda k: -needs[k])[: int(model.p.axes)]
    seats = max(1, int(model.p.plan_share * model.V + 0.5))
    axes, plan = [0.0] * model.K, [[] for _ in range(model.K)]
    for k in highest:
        axes[k] = needs[k]
        ability = [sum(row[diagnosis.links[k]]) for row in diagnosis.expertise]
        able = [
            i.place
            for i in model.actors
            if i.voice > 0 and diagnosis.capacity[i.place] > 0 and ability[i.place] > 0
        ]
        plan[k] = sorted(able, key=lambda place: -ability[place])[:seats]
    return axes, plan
