"""The present state of a territory, drawn many times: each draw redraws the attributes that no table gives and the random
numbers of the months before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simul_agir.model import fields as at
from simul_agir.model.ladder import CRITERIA, FIRST_CRITERION, TOP
from simul_agir.model.parameters import WORKING_COMFORT
from simul_agir.scenario import Scenario
from simul_agir.simulation.batch import Batch
from simul_agir.simulation.diagnosis import change_gap
from simul_agir.simulation.ensemble import examine_state
from simul_agir.simulation.working_network import ties_of
from simul_agir.study.diagnosing.fragile import Pair, bridges_of
from simul_agir.study.diagnosing.meeting import BLOCK, gains
from simul_agir.study.diagnosing.standing import Flags, counted, lacking, stages_from, with_answers

Floats = NDArray[np.float64]
Answers = Mapping[int, Mapping[str, float]]


@dataclass
class Draw:
    """One present, N actors, K needs.

    stages: (N,), -1 without voice; awake: (N,); lacks: (N, 12); facilitators: (N,) who facilitated within a year. able:
    (N, K) who can work in which domain; coverage: (K,) mean of the best expertise over the domains that a need asks.
    known: ties whichever way round; bridges: those without which a part is cut off, with its size. gap: (4,). index: (N,),
    stage and progress to the next. expertise, comfort: (N, K).
    """

    scenario: Scenario
    stages: NDArray[np.int8]
    awake: Flags
    lacks: Flags
    facilitators: Flags
    able: Flags
    coverage: Floats
    known: set[Pair]
    bridges: dict[Pair, int]
    gap: Floats
    index: Floats
    expertise: Floats
    comfort: Floats


def draw_of(scenario: Scenario, answers: Answers, seed: int, number: int) -> Draw:
    """The present of a scenario: the end of its warm-up, run `number`, with what actors answered in its place."""
    batch = Batch.begin(scenario, "none", 1, seed, number).run_until(0)
    state, p = batch.state, scenario.vector()
    actors = state.actors[0]
    passes = np.zeros((1, len(actors), len(CRITERIA)), bool)
    examine_state(batch, passes, np.zeros((1, len(CRITERIA))))
    expertise, comfort = state.profiles[0, :, at.EXPERTISE], state.profiles[0, :, at.COMFORT]
    awake = actors[:, at.AWAKE] > 0
    awake[list(answers)] = True
    found = with_answers(passes[0] | ~counted(p), answers, expertise, p)
    stages = actors[:, at.STAGE].astype(np.int8)
    answered = [*answers]
    stages[answered] = stages_from(found[answered])
    stages[~awake] = 0
    voice = actors[:, at.VOICE] > 0
    lacks = lacking(found, stages) & (awake & voice)[:, None]
    stages[~voice] = -1
    ties = ties_of(state, 0, p)
    known = {
        (min(one, other), max(one, other))
        for one, other in zip(ties.sources.tolist(), ties.targets.tolist(), strict=True)
    }
    postures = actors[:, at.POSTURE : at.POSTURE + 4]
    return Draw(
        scenario=scenario,
        stages=stages,
        awake=awake,
        lacks=lacks,
        facilitators=state.bitsets[0, :, at.FACILITATED] != 0,
        able=expertise >= p[WORKING_COMFORT],
        coverage=_coverage(scenario, np.where((awake & voice)[:, None], expertise, 0.0)),
        known=known,
        bridges=bridges_of(known),
        gap=change_gap(postures, actors[:, at.SKILL], actors[:, at.VOICE] * awake),
        index=_index(actors[:, at.INDEX], stages, lacks, answers),
        expertise=expertise.copy(),
        comfort=comfort.copy(),
    )


def _index(reading: Floats, stages: NDArray[np.int8], lacks: Flags, answers: Answers) -> Floats:
    """The model's reading; of those who answered, the stage and the share of the next one's criteria that are met."""
    found = reading.copy()
    for actor in answers:
        stage = int(stages[actor])
        if 0 <= stage < TOP:
            wanted = FIRST_CRITERION[stage + 1] - FIRST_CRITERION[stage]
            found[actor] = stage + (wanted - float(lacks[actor].sum())) / wanted
        else:
            found[actor] = float(max(0, stage))
    return found


def _coverage(scenario: Scenario, expertise: Floats) -> Floats:
    """Mean, over the domains that relieving a need truly asks, of the best expertise among actors, (K,)."""
    best = expertise.max(axis=0) if len(expertise) else np.zeros(len(scenario.domains))
    bits = np.uint64(1) << np.arange(len(scenario.domains), dtype=np.uint64)
    asked = (scenario.links[:, None] & bits[None, :]) != 0
    found: Floats = (asked * best[None, :]).sum(axis=1) / asked.sum(axis=1)
    return found


def meetings(
    draws: list[Draw], most: int, tell: Callable[[int, int], None] | None = None
) -> list[list[tuple[int, int, float]]]:
    """For each actor, the strangers with whom one meeting would widen its comfort most: (actor, domain, mean gain).

    A stranger is known to the actor in none of the draws; both have voice, and the other is awake in most draws.
    """
    count = len(draws[0].stages)
    p = draws[0].scenario.vector()
    open_ = np.mean([draw.awake & (draw.stages >= 0) for draw in draws], axis=0) > 0.5
    known = set().union(*(draw.known for draw in draws))
    found: list[list[tuple[int, int, float]]] = []
    for start in range(0, count, BLOCK):
        block = np.arange(start, min(start + BLOCK, count))
        total = np.zeros((len(block), count))
        votes = np.zeros((len(block), count, len(draws[0].scenario.domains)), np.int16)
        for draw in draws:
            gain, domain = gains(draw.expertise, draw.comfort, block, p)
            total += gain / len(draws)
            np.put_along_axis(
                votes, domain[:, :, None], np.take_along_axis(votes, domain[:, :, None], 2) + 1, 2
            )
        for row, actor in enumerate(block.tolist()):
            order = np.argsort(-total[row], kind="stable")
            chosen = [
                (int(other), int(votes[row, other].argmax()), float(total[row, other]))
                for other in order[: most + 64].tolist()
                if other != actor
                and open_[other]
                and total[row, other] > 0
                and (min(actor, other), max(actor, other)) not in known
            ]
            found.append(chosen[:most])
        if tell is not None:
            tell(min(start + BLOCK, count), count)
    return found
