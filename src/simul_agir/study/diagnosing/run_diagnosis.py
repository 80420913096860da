"""Run a diagnosis: the present of a territory drawn many times, and the results over all draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simul_agir.locale import RequestError
from simul_agir.model.ladder import CRITERIA, STAGES
from simul_agir.model.parameters import FACILITATOR_SPAN
from simul_agir.scenario import Scenario
from simul_agir.scenario.landscape import ATTRIBUTES
from simul_agir.scenario.origin import Origin
from simul_agir.scenario.reading import folder_of
from simul_agir.scenario.tables.answers import read_answers
from simul_agir.study.diagnosing.diagnosis_answer import (
    ActorToday,
    Diagnosis,
    Fragile,
    Meeting,
    Need,
    Spread,
    Step,
    TypeToday,
)
from simul_agir.study.diagnosing.draws import Draw, draw_of, meetings
from simul_agir.study.diagnosing.groups import Group, grouped

DRAWS = 40
MOST_DRAWS = 1000
MOST_MET = 3  # strangers named for each actor
MOST_FRAGILE = 20
HALF = 0.5
PAIRS = 4e7  # pairs of actors weighed for meetings in all
MOST_WEIGHED = 10  # draws over which meetings are weighed
POSTURES = ("residents", "ordinary_resources", "conditional_aid", "resilience")
Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Subject:
    """The subject of a diagnosis: a scenario, the origin for drawing missing attributes again, and the answers of actors."""

    scenario: Scenario
    origin: Origin | None = None
    answers: Mapping[int, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, source: str | Path) -> Subject:
        """That of a folder, a shipped scenario or a contract's code. Raises ScenarioError with every fault."""
        origin = Origin.load(str(source))
        scenario = Scenario.load(source)
        folder = folder_of(str(source))
        answers = {} if folder is None else read_answers(folder, scenario.landscape.ids)
        return cls(scenario, origin, answers)

    def drawn(self, number: int) -> Scenario:
        """The scenario with missing attributes drawn again; unchanged for draw 0, or without an origin."""
        if number == 0 or self.origin is None:
            return self.scenario
        content = self.origin.content.get("landscape", {})
        seed = content.get("seed", 1) if isinstance(content, dict) else 1
        return self.origin.scenario({("landscape", "seed"): int(seed) + number})


def diagnose(
    source: Scenario | Subject | str | Path,
    draws: int = DRAWS,
    seed: int = 1,
    progress: Progress | None = None,
) -> Diagnosis:
    """The current stage of each actor and of the collective, what holds them back, and how certain that is.

    The present is the end of the months before the contract. It is drawn `draws` times: attributes that no table gives are
    drawn again from the priors of the kind, and so are the random numbers of these months; a Scenario object keeps its
    attributes, and only chance varies. Answers of actors about their past year (answers.csv) replace the estimate of the
    model.

    Raises RequestError for draws outside 1..1000 or a seed outside 32 bits, ScenarioError for a faulty folder.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise RequestError("between", option="draws", found=draws, low=1, high=MOST_DRAWS)
    subject = source if isinstance(source, Subject) else _subject(source)
    answer: Diagnosis | None = None
    for done, step in enumerate(diagnosing(subject, draws, seed), 1):
        answer = step
        if progress is not None and done <= draws:
            progress(done, draws)
    assert answer is not None
    return answer


def diagnosing(subject: Subject, draws: int = DRAWS, seed: int = 1) -> Iterator[Diagnosis | None]:
    """`diagnose` in steps: None after each draw, then the answer. Closing it ends the work."""
    found = []
    for number in range(draws):
        found.append(draw_of(subject.drawn(number), subject.answers, seed, number))
        yield None
    yield _answer(subject, found, seed)


def _subject(source: Scenario | str | Path) -> Subject:
    return Subject(source) if isinstance(source, Scenario) else Subject.load(source)


def _answer(subject: Subject, draws: list[Draw], seed: int) -> Diagnosis:
    scenario = subject.scenario
    stages = np.stack([draw.stages for draw in draws])  # (D, N)
    with_voice = np.flatnonzero((stages >= 0).any(axis=0))
    weighed = max(1, min(len(draws), MOST_WEIGHED, int(PAIRS / max(1, scenario.landscape.size**2))))
    met = meetings(draws[:weighed], MOST_MET)
    actors = tuple(_actor(int(each), subject, draws, stages, met) for each in with_voice)
    groups = tuple(
        Group(each.kind, tuple(int(with_voice[place]) for place in each.members))
        for each in grouped([scenario.landscape.kinds[place] for place in with_voice])
    )
    span = float(scenario.vector()[FACILITATOR_SPAN])
    helping = np.array([int(draw.facilitators[with_voice].sum()) for draw in draws], float)
    missing = np.maximum(0.0, np.ceil([draw.awake[with_voice].sum() / span for draw in draws]) - helping)
    said, ties_said = said_of(scenario)
    shares = [[float((draw.stages[with_voice] == k).mean()) for draw in draws] for k in range(len(STAGES))]
    return Diagnosis(
        scenario=scenario,
        seed=seed,
        draws=len(draws),
        answers=len(subject.answers),
        index=_spread([float(draw.index[with_voice].mean()) for draw in draws]),
        stages=tuple(_spread(each) for each in shares),
        collective=_spread([float(draw.stages[with_voice].mean()) for draw in draws]),
        steps=tuple(_steps(draws)),
        actors=actors,
        needs=tuple(_needs(scenario, draws)),
        facilitators=_spread(helping),
        missing=_spread(missing),
        span=span,
        fragile=tuple(_fragile(draws)),
        bridges=_spread([float(len(draw.bridges)) for draw in draws]),
        gaps=tuple(
            (name, _spread([float(draw.gap[k]) for draw in draws])) for k, name in enumerate(POSTURES)
        ),
        said=said,
        ties_said=ties_said,
        groups=groups,
        types=tuple(_type(each, groups, draws, actors) for each in groups),
        between=tuple(_between(groups, draws)),
        known=tuple(sorted(_usual_ties(draws))),
        redrawn=subject.origin is not None,
    )


def _spread(values: Sequence[float] | Floats) -> Spread:
    low, high = np.quantile(np.asarray(values, float), (0.1, 0.9))
    return Spread(float(np.mean(values)), float(low), float(high))


def _actor(
    position: int,
    subject: Subject,
    draws: list[Draw],
    stages: NDArray[np.int8],
    met: list[list[tuple[int, int, float]]],
) -> ActorToday:
    mine = stages[:, position]
    counts = np.bincount(mine[mine >= 0], minlength=len(STAGES))
    stage = int(counts.argmax())
    there = [draw for draw in draws if draw.stages[position] == stage and draw.awake[position]]
    lacks: list[tuple[str, float]] = []
    if there:
        shares = np.mean([draw.lacks[position] for draw in there], axis=0)
        order = np.argsort(-shares, kind="stable")
        lacks = [(CRITERIA[k], float(shares[k])) for k in order if shares[k] >= HALF]
    domains = subject.scenario.domains
    return ActorToday(
        position=position,
        stage=stage,
        sure=float(counts[stage] / len(draws)),
        asleep=float(np.mean([not draw.awake[position] for draw in draws])),
        lacks=tuple(lacks),
        meets=tuple(Meeting(other, domains[k], gain) for other, k, gain in met[position]),
        answered=tuple(subject.answers.get(position, {})),
        facilitates=float(np.mean([draw.facilitators[position] for draw in draws])),
    )


def _steps(draws: list[Draw]) -> list[Step]:
    """Each step of the ladder, with what holds back those who stand right below it."""
    found = []
    for stage in range(len(STAGES) - 1):
        below = [np.flatnonzero((draw.stages == stage) & draw.awake) for draw in draws]
        lacking = [draw.lacks[who] for draw, who in zip(draws, below, strict=True)]
        together = np.concatenate(lacking)
        shares = together.mean(axis=0) if len(together) else np.zeros(len(CRITERIA))
        order = np.argsort(-shares, kind="stable")
        held = tuple((CRITERIA[k], float(shares[k])) for k in order if shares[k] > 0)
        found.append(Step(stage, _spread([float(len(who)) for who in below]), held))
    return found


def _needs(scenario: Scenario, draws: list[Draw]) -> list[Need]:
    voices = [draw.awake & (draw.stages >= 0) for draw in draws]
    return [
        Need(
            name,
            float(scenario.needs[k]),
            _spread([float(draw.coverage[k]) for draw in draws]),
            _spread([float(draw.able[who, k].sum()) for draw, who in zip(draws, voices, strict=True)]),
        )
        for k, name in enumerate(scenario.domains)
    ]


def _fragile(draws: list[Draw]) -> list[Fragile]:
    """Ties that cut somebody off in at least half of the draws, the gravest first."""
    shares: dict[tuple[int, int], list[int]] = {}
    for draw in draws:
        for pair, cut in draw.bridges.items():
            if cut > 0:
                shares.setdefault(pair, []).append(cut)
    found = [
        Fragile(*pair, round(float(np.median(cuts))), len(cuts) / len(draws))
        for pair, cuts in shares.items()
        if len(cuts) >= HALF * len(draws)
    ]
    return sorted(found, key=lambda each: (-each.cut * each.share, each.one, each.other))[:MOST_FRAGILE]


def said_of(scenario: Scenario) -> tuple[float, float]:
    """The share of the cells of actors that a table gives (attributes, expertise and mandate), and that of their ties."""
    names = (*ATTRIBUTES, "expertise", "mandate")
    said = sum(min(scenario.given.get(name, 0), scenario.landscape.size) for name in names)
    ties = scenario.given.get("ties", 0) / max(1, len(scenario.landscape.sources))
    return said / (len(names) * max(1, scenario.landscape.size)), ties


def _type(
    group: Group, groups: Sequence[Group], draws: list[Draw], actors: Sequence[ActorToday]
) -> TypeToday:
    members = list(group.members)
    stages = np.concatenate([draw.stages[members] for draw in draws])
    counts = np.bincount(stages[stages >= 0], minlength=len(STAGES))
    lacks = np.mean([draw.lacks[members].mean(axis=0) for draw in draws], axis=0)
    order = np.argsort(-lacks, kind="stable")[:3]
    place_of = {member: place for place, each in enumerate(groups) for member in each.members}
    votes: dict[tuple[int, str], float] = {}
    for actor in actors:
        if actor.position in place_of and actor.position in set(members):
            for meeting in actor.meets:
                if meeting.other in place_of:
                    key = place_of[meeting.other], meeting.need
                    votes[key] = votes.get(key, 0.0) + meeting.gain
    wanted = sorted(votes, key=lambda key: (-votes[key], key))[:MOST_MET]
    facilitator = CRITERIA.index("facilitator")
    return TypeToday(
        kind=group.kind,
        actors=len(members),
        stages=tuple(float(each) for each in counts / max(1, counts.sum())),
        held=tuple((CRITERIA[k], float(lacks[k])) for k in order if lacks[k] > 0),
        without_facilitator=float(np.mean([draw.lacks[members, facilitator].mean() for draw in draws])),
        meets=tuple(wanted),
    )


def _between(groups: Sequence[Group], draws: list[Draw]) -> list[tuple[int, int, float]]:
    """Mean number of ties between two types, and within one."""
    place_of = {member: place for place, each in enumerate(groups) for member in each.members}
    counts: dict[tuple[int, int], int] = {}
    for draw in draws:
        for one, other in draw.known:
            if one in place_of and other in place_of:
                key = tuple(sorted((place_of[one], place_of[other])))
                counts[key[0], key[1]] = counts.get((key[0], key[1]), 0) + 1
    return [(one, other, count / len(draws)) for (one, other), count in sorted(counts.items())]


def _usual_ties(draws: list[Draw]) -> list[tuple[int, int]]:
    """Ties that stand in at least half of the draws."""
    counts: dict[tuple[int, int], int] = {}
    for draw in draws:
        for pair in draw.known:
            counts[pair] = counts.get(pair, 0) + 1
    return [pair for pair, count in counts.items() if count >= HALF * len(draws)]
