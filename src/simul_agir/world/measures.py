"""What is measured of a territory each month. Reads the world; the order of INDICATORS is the order of the columns."""

from typing import Final

import numpy as np

from simul_agir.world.ahead import expect_judged
from simul_agir.world.compiled import compiled
from simul_agir.world.ladder import agreement, alignment_with_whole, counts, present
from simul_agir.world.state import (
    BEST_STAGE,
    COLLECTIVE_STAGE,
    COMFORT_RATIO,
    COMPLEMENTARY,
    CONTINUITY,
    CONVENED,
    DENSITY,
    EFFORT,
    ENCOUNTERED,
    ENGAGED,
    FACILITATED,
    FATIGUE,
    FRICTIONS,
    GIANT,
    HELP_ASKED,
    HELP_GIVEN,
    HOURS,
    IDENTIFICATION,
    INDEX,
    INNOVATION,
    JOINT_ACTIONS,
    LED_BY_PROXIMITY,
    LEVEL,
    LINKS,
    MONEY,
    MOTIVATION,
    OBLIGED_ACTIONS,
    RECIPROCITY,
    SKILL,
    SOLO_ACTIONS,
    STAGE,
    SUCCEEDED,
    TRANSITIVITY,
    TRUST,
    World,
)
from simul_agir.world.ties import contacts, sought_by

INDICATORS: Final = (
    "index",
    "collective_stage",
    "latency",
    "belonging",
    "team",
    "team_action",
    "excellence",
    "need",
    "motivation",
    "identification",
    "comfort",
    "trust",
    "skill",
    "fatigue",
    "alignment",
    "understanding",
    "engaged",
    "facilitators",
    "isolated",
    "fallen",
    "awake",
    "encounters",
    "convened",
    "frictions",
    "actions",
    "solo_actions",
    "obliged_actions",
    "successes",
    "innovation",
    "help_asked",
    "help_given",
    "continuity",
    "density",
    "reciprocity",
    "transitivity",
    "giant",
    "subsidiarity",
    "complementarity",
    "effort",
    "money",
    "hours",
)
# Positions in a line; those of the means over actors follow each other.
_INDEX: Final = 0
_COLLECTIVE: Final = 1
_STAGES: Final = 2
_NEED: Final = 7
_MEANS: Final = 8
_FALLEN: Final = 19
_AWAKE: Final = 20


@compiled
def measure(world: World, line: "np.ndarray") -> None:
    """One month's indicators into line (len(INDICATORS),): stages and index over all actors with voice, means over those of
    them who are awake.
    """
    for column in range(line.shape[0]):
        line[column] = 0.0
    people, awake = 0, 0
    for i in range(world.actors.shape[0]):
        expect_judged(world, i)
        if counts(world, i):
            people += 1
            line[_INDEX] += world.actors[i, INDEX]
            line[_STAGES + int(world.actors[i, STAGE])] += 1.0
            line[_FALLEN] += 1.0 if world.actors[i, STAGE] < world.actors[i, BEST_STAGE] else 0.0
        if present(world, i):
            awake += 1
            _add_actor(world, i, line)
    for column in range(_INDEX, _NEED):
        line[column] /= max(1, people)
    line[_FALLEN] /= max(1, people)
    for column in range(_MEANS, _FALLEN):
        line[column] /= max(1, awake)
    line[_COLLECTIVE] = world.territory[COLLECTIVE_STAGE]
    domains = world.needs.shape[1]
    for k in range(domains):
        line[_NEED] += world.needs[LEVEL, k] / domains
    line[_AWAKE] = awake / max(1, people)
    _add_territory(world, line)


@compiled
def _add_actor(world: World, i: int, line: "np.ndarray") -> None:
    row = world.actors[i]
    line[8] += row[MOTIVATION]
    line[9] += row[IDENTIFICATION]
    line[10] += row[COMFORT_RATIO]
    line[11] += row[TRUST]
    line[12] += row[SKILL]
    line[13] += row[FATIGUE]
    line[14] += alignment_with_whole(world, i)
    line[15] += agreement(world, i, world.truth[LINKS], 0)
    line[16] += row[ENGAGED]
    line[17] += 1.0 if world.marks[i, FACILITATED] != np.uint64(0) else 0.0
    line[18] += 0.0 if contacts(world, i) != np.uint64(0) or sought_by(world, i) != np.uint64(0) else 1.0


@compiled
def _add_territory(world: World, line: "np.ndarray") -> None:
    territory, accounts = world.territory, world.accounts
    acted = territory[JOINT_ACTIONS] + territory[SOLO_ACTIONS] + territory[OBLIGED_ACTIONS]
    together = territory[JOINT_ACTIONS] + territory[OBLIGED_ACTIONS]
    line[21] = territory[ENCOUNTERED]
    line[22] = territory[CONVENED]
    line[23] = territory[FRICTIONS]
    line[24] = territory[JOINT_ACTIONS]
    line[25] = territory[SOLO_ACTIONS]
    line[26] = territory[OBLIGED_ACTIONS]
    line[27] = territory[SUCCEEDED]
    line[28] = territory[INNOVATION]
    line[29] = territory[HELP_ASKED]
    line[30] = territory[HELP_GIVEN]
    line[31] = territory[CONTINUITY]
    line[32] = territory[DENSITY]
    line[33] = territory[RECIPROCITY]
    line[34] = territory[TRANSITIVITY]
    line[35] = territory[GIANT]
    line[36] = territory[LED_BY_PROXIMITY] / acted if acted > 0.0 else 0.0
    line[37] = territory[COMPLEMENTARY] / together if together > 0.0 else 0.0
    line[38] = accounts[EFFORT]
    line[39] = accounts[MONEY]
    line[40] = accounts[HOURS]
