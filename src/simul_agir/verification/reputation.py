"""Trust only: a beta reputation that forgets, fed with outcomes that succeed with one probability."""

from __future__ import annotations

import numpy as np

from simul_agir.model import fields as at
from simul_agir.scenario import Scenario
from simul_agir.simulation import Batch
from simul_agir.simulation.start import evidence, trust_from
from simul_agir.verification.limit import (
    DEVIATIONS,
    ROUNDING,
    Floats,
    Limit,
    Reading,
    RunOptions,
    Setting,
    Values,
    actors,
    months,
    parameter,
    runs,
    whole,
)
from simul_agir.verification.reduced import WIDE, Web, encounters, meeting, observe_runs, reduced

FIRST = 0.5  # trust that is stated at first, with some evidence behind it
NUMBERS = ("trust_memory", "failure_weight", "trust_prior", "prior_weight", "meeting_record")
GRID = 4001  # points at which the distribution of remembered successes is kept, where failures weigh more
GRID_ERROR = 2e-4  # its worst, where outcomes never differ and little is forgotten


def scenario(values: Values, _: RunOptions) -> Scenario:
    """Actors tied two by two, who meet and record how it went; it goes wrong by misunderstanding alone."""
    n, length = whole(values, "actors", "months")
    n -= n % 2
    numbers = {**meeting(values["meetings"]), "exploration": 0.0}
    numbers |= {name: values[name] for name in ("misunderstanding", *NUMBERS)}
    one = np.arange(n)
    web = Web(one, one ^ 1, np.ones(n), np.full(n, FIRST))
    start = np.full((n, 2), 0.5)
    return reduced("reputation", start, ("encounters", "trust_change"), numbers, length, WIDE, web)


def read(values: Values, options: RunOptions) -> list[Reading]:
    """Mean trust at the end, over all pairs and runs."""
    place = scenario(values, options)
    seen = observe_runs(place, int(values["runs"]), options, _look)
    met = seen[:, :, 1].sum(axis=1).astype(int)
    mean, variance = expected_trust(values, met, place.landscape.size // 2)
    even, stationary = values["failure_weight"] == 1.0, stationary_trust(values)
    pairs = len(met) * place.landscape.size // 2
    return [
        Reading(
            "trust",
            mean,
            float(seen[:, -1, 0].mean()),
            DEVIATIONS * float(np.sqrt(variance / pairs)) + (ROUNDING if even else GRID_ERROR),
            published=stationary if even else None,
            published_tolerance=abs(stationary - mean),
            fields={"outcomes": float(met.mean()) / (place.landscape.size // 2)},
        )
    ]


def _look(batch: Batch) -> Floats:
    """Mean trust over all ties, and encounters of the month: (R, 2)."""
    ties = batch.state.ties[:, :, :, 0]
    trust = trust_from(ties[:, :, at.SUCCESSES], ties[:, :, at.FAILURES], batch.point(0))
    return np.stack([trust.mean(axis=1), encounters(batch)], axis=1)


def stationary_trust(values: Values) -> float:
    """(p + (1 - l) n0 pi) / (1 + (1 - l) n0): the mean in the long run where failures weigh as much as successes.

    Source: Josang and Ismail 2002, for outcomes that succeed with probability p, l being the memory; pi and n0, what is
    trusted before. How much of a record an encounter counts does not matter.
    """
    p, fading = 1.0 - values["misunderstanding"], 1.0 - values["trust_memory"]
    before = fading * values["prior_weight"]
    return (p + before * values["trust_prior"]) / (1.0 + before)


def expected_trust(values: Values, met: Floats, pairs: int) -> tuple[float, float]:
    """Mean and variance of a pair's trust after `met` (R,) encounters in all, each of a pair drawn evenly."""
    from scipy.stats import binom

    longest = int(met.max()) if pairs == 1 else int(binom.isf(1e-14, met.max(), 1.0 / pairs)) + 1
    mean, square = trust_after(values, longest)
    times = np.arange(longest + 1)
    numbers, often = np.unique(met, return_counts=True)
    chances = sum(
        share * (binom.pmf(times, count, 1.0 / pairs) if pairs > 1 else times == count)
        for count, share in zip(numbers, often / often.sum(), strict=True)
    )
    first = float((chances * mean).sum())
    return first, max(0.0, float((chances * square).sum()) - first**2)


def trust_after(values: Values, longest: int) -> tuple[Floats, Floats]:
    """Mean of trust, and of its square, after 0 .. longest outcomes.

    With w = 1, what is remembered of both together is known, so that trust is linear in the successes: exact. With w > 1
    the distribution of remembered successes is followed on a grid.
    """
    p, weight, part = 1.0 - values["misunderstanding"], values["failure_weight"], values["meeting_record"]
    memory = 1.0 - part * (1.0 - values["trust_memory"])
    before = values["prior_weight"]
    first, lost = map(float, evidence(FIRST, values["trust_prior"], before))  # successes, failures at first
    fades = memory ** np.arange(longest + 1)  # what is left of the first evidence
    known = np.concatenate([[0.0], np.cumsum(fades)[:-1]])  # outcomes remembered, each a part of a record
    if weight == 1.0:
        squares = np.concatenate([[0.0], np.cumsum(fades**2)[:-1]])
        whole_evidence = fades * (first + lost) + part * known + before
        mean = (fades * first + part * p * known + before * values["trust_prior"]) / whole_evidence
        return mean, mean**2 + p * (1.0 - p) * part**2 * squares / whole_evidence**2
    cells = max(
        4, int(GRID / (known[-1] + 2.0))
    )  # to each outcome: where nothing is forgotten, no share is split
    points = np.arange(-cells, (int(known[-1]) + 2) * cells) / cells
    chance = _moved(np.ones(1), np.zeros(1), points)
    mean, square = np.zeros(longest + 1), np.zeros(longest + 1)
    for outcomes in range(longest + 1):
        seen = np.clip(points, -0.5, known[outcomes] + 0.5)
        good = fades[outcomes] * first + part * seen
        bad = fades[outcomes] * lost + part * weight * (known[outcomes] - seen)
        trust = (good + before * values["trust_prior"]) / (good + bad + before)
        mean[outcomes], square[outcomes] = chance @ trust, chance @ trust**2
        forgotten = memory * points
        chance = (1.0 - p) * _moved(chance, forgotten, points) + p * _moved(chance, forgotten + 1.0, points)
    return mean, square


def _moved(chance: Floats, to: Floats, points: Floats) -> Floats:
    """A distribution on even `points` moved to others, each share split among the four nearest so that mean, variance and
    third moment are kept (Lagrange's weights; some are below 0).
    """
    place = np.clip((to - points[0]) / (points[1] - points[0]), 1.0, len(points) - 3.0)
    left = place.astype(int)
    x = place - left
    weights = (
        -x * (x - 1.0) * (x - 2.0) / 6.0,
        (x + 1.0) * (x - 1.0) * (x - 2.0) / 2.0,
        -(x + 1.0) * x * (x - 2.0) / 2.0,
        (x + 1.0) * x * (x - 1.0) / 6.0,
    )
    moved = np.zeros(len(points))
    for shift, weight in enumerate(weights):
        moved += np.bincount(left + shift - 1, chance * weight, len(points))
    return moved


LIMIT = Limit(
    name="reputation",
    source="Josang and Ismail 2002",
    settings=(
        actors(20),
        parameter("misunderstanding", 0.3),
        parameter("trust_memory", 0.95),
        parameter("failure_weight", 1.0),
        parameter("trust_prior", 0.6),
        parameter("prior_weight", 2.0),
        parameter("meeting_record", 0.3),
        Setting("meetings", 20.0, 0.5, 50.0),
        months(12),
        runs(200),
    ),
    read=read,
    scenario=scenario,
)
