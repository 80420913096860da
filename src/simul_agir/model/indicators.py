"""What is measured of a territory each month. Reads the world; the order of INDICATORS is the order of the columns."""

from typing import Final

import numpy as np

from simul_agir.engine.actors import Who, eight_from, in_eights, those, where
from simul_agir.engine.bitset import size
from simul_agir.engine.layout import WIDTH
from simul_agir.engine.lowering.f64x8 import add_in_turn, lanes, nothing, nth
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.ladder import TOP, agreement, alignment_with_whole, counts, present
from simul_agir.model.prefetch import expect_measured
from simul_agir.model.state import World
from simul_agir.model.ties import contacts, sought_by

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
    "applications",
    "funded",
    "three_fields",
    "crossing_money",
    "inequality",
    "in_hardship",
    "unpaid_help",
    "groups_awake",
)
# Positions in a line; those of the means over actors follow each other.
_INDEX: Final = 0
_COLLECTIVE: Final = 1
_STAGES: Final = 2
_NEED: Final = 7
_MEANS: Final = 8
_FALLEN: Final = 19
_AWAKE: Final = 20
# Columns of actors from which eight are added up at once.
_STATES: Final = at.FATIGUE // WIDTH * WIDTH
_SKILLS: Final = at.SKILL // WIDTH * WIDTH
_STANDING: Final = at.INDEX // WIDTH * WIDTH


@compiled
def measure(world: World, line: "np.ndarray") -> None:
    """One month's indicators into line (len(INDICATORS),): stages and index over all actors with voice, means over those of
    them who are awake.
    """
    for column in range(line.shape[0]):
        line[column] = 0.0
    people, awake = _add_actors(world, line)
    for column in range(_INDEX, _NEED):
        line[column] /= max(1, people)
    line[_FALLEN] /= max(1, people)
    for column in range(_MEANS, _FALLEN):
        line[column] /= max(1, awake)
    line[_COLLECTIVE] = world.territory[at.COLLECTIVE_STAGE]
    domains = world.needs.shape[1]
    for k in range(domains):
        line[_NEED] += world.needs[at.LEVEL, k] / domains
    line[_AWAKE] = awake / max(1, people)
    _add_territory(world, line)


@compiled
def _add_actors(world: World, line: "np.ndarray") -> tuple[int, int]:
    """Add up what is measured of each actor. Returns how many have voice, and how many of those are awake.

    Whole eights of columns are added, whatever stands in them beside what is measured.
    """
    n, people, awake, isolated, facilitators = world.actors.shape[0], 0, 0, 0, 0
    states, skills, standing, agreed, aligned = nothing(), nothing(), nothing(), 0.0, 0.0
    for start in range(0, n, WIDTH):
        expect_measured(world, start)
        if start < in_eights(n):
            people += _count_those(world, line, eight_from(start))
            aligned = add_in_turn(aligned, _alignment(world, eight_from(start)))
        for i in range(start, min(start + WIDTH, n)):
            if start >= in_eights(n):
                people += _count_those(world, line, i)
                aligned += _alignment(world, i)
            if not present(world, i):
                continue
            row = world.actors[i]
            awake += 1
            states, skills = states + lanes(row, _STATES), skills + lanes(row, _SKILLS)
            standing = standing + lanes(row, _STANDING)
            agreed += agreement(world, i, world.truth[at.LINKS], 0)
            facilitators += world.marks[i, at.FACILITATED] != np.uint64(0)
            isolated += contacts(world, i) | sought_by(world, i) == np.uint64(0)
    line[_INDEX] = nth(standing, at.INDEX - _STANDING)  # nil for those who sleep
    line[8] = nth(skills, at.MOTIVATION - _SKILLS)
    line[9] = nth(skills, at.IDENTIFICATION - _SKILLS)
    line[10] = nth(states, at.COMFORT_RATIO - _STATES)
    line[11] = nth(standing, at.TRUST - _STANDING)
    line[12] = nth(skills, at.SKILL - _SKILLS)
    line[13] = nth(states, at.FATIGUE - _STATES)
    line[14] = aligned
    line[15] = agreed
    line[16] = nth(states, at.ENGAGED - _STATES)
    line[17] = facilitators
    line[18] = isolated
    return people, awake


@compiled
def _count_those(world: World, line: "np.ndarray", who: Who) -> int:
    """Count who stands at each stage, and below where it stood. Returns how many have voice."""
    voice, stage = counts(world, who), world.actors[who, at.STAGE]
    for each in range(TOP + 1):
        line[_STAGES + each] += size(those(voice & (stage == float(each))))
    line[_FALLEN] += size(those(voice & (stage < world.actors[who, at.BEST_STAGE])))
    return size(those(voice))


@compiled
def _alignment(world: World, who: Who) -> float:
    """The alignment with the whole of those who are present, nil of others."""
    return where(present(world, who), alignment_with_whole(world, who), 0.0)


@compiled
def _add_territory(world: World, line: "np.ndarray") -> None:
    territory, accounts = world.territory, world.accounts
    line[21] = territory[at.ENCOUNTERED]
    line[22] = territory[at.CONVENED]
    line[23] = territory[at.FRICTIONS]
    line[24] = territory[at.JOINT_ACTIONS]
    line[25] = territory[at.SOLO_ACTIONS]
    line[26] = territory[at.OBLIGED_ACTIONS]
    line[27] = territory[at.SUCCEEDED]
    line[28] = territory[at.INNOVATION]
    line[29] = territory[at.HELP_ASKED]
    line[30] = territory[at.HELP_GIVEN]
    line[31] = territory[at.CONTINUITY]
    line[32] = territory[at.DENSITY]
    line[33] = territory[at.RECIPROCITY]
    line[34] = territory[at.TRANSITIVITY]
    line[35] = territory[at.GIANT]
    line[36] = territory[at.SUBSIDIARITY]
    line[37] = territory[at.COMPLEMENTARITY]
    line[38] = accounts[at.EFFORT]
    line[39] = accounts[at.MONEY]
    line[40] = accounts[at.HOURS]
    line[41] = territory[at.APPLICATIONS]
    line[42] = territory[at.FUNDED]
    line[43] = territory[at.THREE_FIELDS]
    line[44] = territory[at.CROSSING_MONEY]
    line[45] = _inequality(world)
    line[46] = territory[at.IN_HARDSHIP]
    line[47] = territory[at.UNPAID_HELP]
    line[48] = _groups_awake(world)


@compiled
def _groups_awake(world: World) -> float:
    """Share awake of the latent groups with voice; 0 where there are none."""
    groups, awake = 0.0, 0.0
    for i in range(world.actors.shape[0]):
        row = world.actors[i]
        if (row[at.LATENT] != 0.0) & (row[at.VOICE] > 0.0):
            groups += 1.0
            awake += row[at.AWAKE]
    return awake / groups if groups > 0.0 else 0.0


@compiled
def _inequality(world: World) -> float:
    """Mean index of the third of those with voice who had most of it at first, less that of the third who had least."""
    high, low, third = 0.0, 0.0, 0
    for i in range(world.actors.shape[0]):
        side = world.actors[i, at.VOICE_THIRD]
        high += world.actors[i, at.INDEX] if side > 0.0 else 0.0
        low += world.actors[i, at.INDEX] if side < 0.0 else 0.0
        third += 1 if side > 0.0 else 0
    return (high - low) / max(1, third)
