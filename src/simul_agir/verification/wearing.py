"""Wearing off only: after one month of meetings and training nothing more is gained, and all that was gained decays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.stances.variants import Pulse
from simul_agir.verification.limit import (
    ROUNDING,
    Floats,
    Limit,
    Reading,
    RunOptions,
    Values,
    actors,
    months,
    parameter,
    whole,
)
from simul_agir.verification.network import connected_web
from simul_agir.verification.reduced import observe_runs, reduced

DOMAINS = 4
HOURS = 20.0  # a month: few enough that a month of meetings and training is too much
RATES = (
    "skill_erosion",
    "identification_erosion",
    "comfort_erosion",
    "mandate_pull",
    "motivation_return",
    "habit_erosion",
    "habit_shield",
    "fatigue_recovery",
    "tie_fading",
    "tie_floor",
)
CHANGES = ("priority_change", "comfort_change", "identification_change", "motivation_change", "trust_change")


def scenario(values: Values, options: RunOptions) -> Scenario:
    """Actors with something to learn from each other, tied, who meet only where they are convened."""
    n, length = whole(values, "actors", "months")
    chance = options.start(1)
    attributes: dict[str, Floats | float] = {
        name: chance.uniform(0.1, 0.5, n)
        for name in ("identification", "cooperation_skill", "posture_residents", "motivation")
    }
    attributes["capacity"] = HOURS
    numbers = {name: values[name] for name in RATES}
    numbers |= {"meeting_share": 0.0, "change_limit": 1.0, "misunderstanding": 0.0, "tolerance": 1.0}
    numbers |= {"tolerance_skill": 1.0, "own_share": 0.6}
    return reduced(
        "wearing",
        chance.dirichlet(np.ones(DOMAINS), n),
        ("wearing", "overload", "encounters", "learning", *CHANGES),
        numbers,
        length,
        attributes,
        connected_web(n, 4, options),
        expertise=chance.uniform(0.0, 1.0, (n, DOMAINS)) ** 2,
        effort=0.3 * n / length,
        arms=("none", Pulse.name),
    )


def read(values: Values, options: RunOptions) -> list[Reading]:
    """What is left at the end of what the first month gave; and the worst of all actors and months."""
    place = scenario(values, options)
    (seen,) = observe_runs(place, 1, options, _look, Pulse())
    gained = seen[1:] - _bases(place)
    left = expected_shares(values, seen[1], place.months)
    readings = []
    worst = 0.0
    for name, columns in _columns(len(place.landscape.ids)).items():
        moved, shares = gained[:, columns], left[name]
        expected = shares.reshape(len(shares), -1) * moved[0]
        worst = max(worst, float(np.abs(moved - expected).max()))
        whole_gain = np.abs(moved[0]).sum()
        if whole_gain > 0.0:
            due, found = (float(np.abs(last).sum() / whole_gain) for last in (expected[-1], moved[-1]))
            readings.append(Reading(f"left_{name}", due, found, ROUNDING, _rate(values, name)))
    return [*readings, Reading("worst_wear", 0.0, worst, ROUNDING), *_ties(values, place, options)]


def _rate(values: Values, name: str) -> float | None:
    """What an exponential leaves, where no habit shields from wear."""
    shielded = name not in ("priorities", "motivation", "fatigue", "habit")
    if shielded and values["habit_shield"] > 0.0:
        return None
    rate: float = (1.0 - values[_RATE_OF[name]]) ** (values["months"] - 1)
    return rate


_RATE_OF = {
    "skill": "skill_erosion",
    "posture": "skill_erosion",
    "identification": "identification_erosion",
    "comfort": "comfort_erosion",
    "priorities": "mandate_pull",
    "motivation": "motivation_return",
    "fatigue": "fatigue_recovery",
    "habit": "habit_erosion",
}
_ACTOR = {
    "skill": at.SKILL,
    "posture": at.POSTURE,
    "identification": at.IDENTIFICATION,
    "motivation": at.MOTIVATION,
    "fatigue": at.FATIGUE,
    "habit": at.HABIT,
}


def _columns(n: int) -> dict[str, slice]:
    """Where each quantity stands in what is looked at: one number an actor, or one an actor and domain."""
    places, begin = {}, 0
    for name in (*_ACTOR, "comfort", "priorities"):
        end = begin + n * (1 if name in _ACTOR else DOMAINS)
        places[name] = slice(begin, end)
        begin = end
    return places


def _look(batch: Batch) -> Floats:
    """All quantities that wear off, (R, their number)."""
    state = batch.state
    parts = [state.actors[:, :, column] for column in _ACTOR.values()]
    parts += [state.profiles[:, :, row].reshape(batch.runs, -1) for row in (at.COMFORT, at.PRIORITIES)]
    return np.concatenate(parts, axis=1)


def _bases(place: Scenario) -> Floats:
    """What each quantity wears off toward: what it was at first."""
    given, nil = place.landscape.attributes, np.zeros(place.landscape.size)
    parts = [
        given[name] for name in ("cooperation_skill", "posture_residents", "identification", "motivation")
    ]
    return np.concatenate(
        [*parts, nil, nil, place.landscape.expertise.ravel(), place.landscape.mandate.ravel()]
    )


def expected_shares(values: Values, first: Floats, length: int) -> Mapping[str, NDArray[Any]]:
    """Share of the first month's gain that is left after months 1..length, (length, one or N): products of (1 - rate).

    Full habit prevents the share `habit_shield` of the wear of skill, posture, identification and comfort, and fades
    itself by `habit_erosion` a month. Sources of the forms: docs/model.md, 7.11.
    """
    columns = _columns(_actors_of(first))
    habit = first[columns["habit"]]
    months = np.arange(length)
    exposed = 1.0 - values["habit_shield"] * habit * ((1.0 - values["habit_erosion"]) ** months)[:, None]
    found: dict[str, NDArray[Any]] = {}
    for name, rate in _RATE_OF.items():
        if name in ("priorities", "motivation", "fatigue", "habit"):
            found[name] = (1.0 - values[rate]) ** months[:, None]
        else:
            falls = np.cumprod(1.0 - values[rate] * exposed, axis=0)
            shares = np.concatenate([np.ones((1, len(habit))), falls[:-1]])
            found[name] = np.asarray(np.repeat(shares, DOMAINS, axis=1) if name == "comfort" else shares)
    return found


def _actors_of(first: Floats) -> int:
    return len(first) // (len(_ACTOR) + 2 * DOMAINS)


def _ties(values: Values, place: Scenario, options: RunOptions) -> list[Reading]:
    """Ties fade exponentially and are forgotten below the floor; time alone does not touch trust."""
    batch = Batch.begin(place, Pulse(), 1, options.seed).run_until(1)
    before = _ties_of(batch)
    after = _ties_of(batch.run_until(place.months))
    fades = (1.0 - values["tie_fading"]) ** (place.months - 1)
    kept = {pair for pair, (strength, _, _) in before.items() if strength * fades >= values["tie_floor"]}
    common = sorted(kept & after.keys())
    old, new = (np.array([ties[pair] for pair in common]).reshape(-1, 3) for ties in (before, after))
    readings = [Reading("ties_kept", len(kept), len(after), 0.0)]
    if common:
        whole_strength = old[:, 0].sum()
        left = float(new[:, 0].sum() / whole_strength)
        trust_moved = float(np.abs(new[:, 1:] - old[:, 1:]).max())
        readings += [
            Reading("left_ties", fades, left, ROUNDING, published=fades),
            Reading("trust_moved", 0.0, trust_moved, 0.0, published=0.0),
        ]
    return readings


def _ties_of(batch: Batch) -> dict[tuple[int, int], Floats]:
    """Strength, successes and failures of every tie of the first run, (3,)."""
    state = batch.state
    return {
        (i, int(state.tie_index[0, i, at.ALTER, a])): state.ties[
            0, i, [at.STRENGTH, at.SUCCESSES, at.FAILURES], a
        ]
        for i in range(state.actors.shape[1])
        for a in range(int(state.actors[0, i, at.TIES]))
    }


LIMIT = Limit(
    name="wearing",
    source="Saks and Belcourt 2006 (form); docs/model.md 7.11",
    settings=(
        actors(30, 4),
        *(
            parameter(name, default)
            for name, default in zip(
                RATES, (0.054, 0.085, 0.04, 0.02, 0.05, 0.05, 0.0, 0.15, 0.08, 0.08), strict=True
            )
        ),
        months(25, 2),
    ),
    read=read,
    scenario=scenario,
)
