"""The monthly indicators of a territory. The order of INDICATORS is the order of the columns."""

from dataclasses import dataclass
from typing import Final

from simul_agir.engine.actors import ActorIndex, add_each, over_actors, those, where
from simul_agir.engine.bitset import size
from simul_agir.engine.cells import Doubles, uint64
from simul_agir.engine.rule import compiled
from simul_agir.model import fields as at
from simul_agir.model.ladder import TOP, agreement, alignment_with_whole, counts, present
from simul_agir.model.state import World
from simul_agir.model.ties import contacts, sought_by


@dataclass(frozen=True)
class Indicator:
    """One indicator: its `place` in a month's row, its unit, and the grid on which its values are counted.

    `outcome`: how a run is judged by it ("end": last month; "total": sum over the contract; "worst_quarter": lowest mean
    of three months), "" if it is not an outcome; `digits`: decimals shown; `rank`: its position among the outcomes.
    """

    name: str
    place: int
    unit: str
    grid: str
    english: str
    french: str
    outcome: str = ""
    digits: int = 0
    rank: int = 0


MEASURED: Final[dict[str, Indicator]] = {}


def _indicator(
    name: str,
    unit: str,
    grid: str,
    english: str,
    french: str,
    outcome: str = "",
    digits: int = 0,
    rank: int = 0,
) -> int:
    """Declare the next indicator. Returns its place in a month's row."""
    place = len(MEASURED)
    MEASURED[name] = Indicator(name, place, unit, grid, english, french, outcome, digits, rank)
    return place


# fmt: off
# The five stages are adjacent, and so are the means over awake actors, from motivation to isolated.
INDEX: Final = _indicator("index", "stage", "ladder", "mean stage of actors, with the progress to the next", "stade moyen des acteurs, avec le chemin fait vers le suivant", outcome="end", digits=2, rank=1)
COLLECTIVE_STAGE: Final = _indicator("collective_stage", "stage", "stage", "stage of the collective as a whole", "stade du collectif dans son ensemble", outcome="end", digits=2, rank=2)
LATENCY: Final = _indicator("latency", "0-1", "share", "share of actors at latency", "part des acteurs au stade de latence")
BELONGING: Final = _indicator("belonging", "0-1", "share", "share of actors at belonging", "part des acteurs au stade d’appartenance")
TEAM: Final = _indicator("team", "0-1", "share", "share of actors at team", "part des acteurs au stade d’équipe")
TEAM_ACTION: Final = _indicator("team_action", "0-1", "share", "share of actors at team action", "part des acteurs au stade d’action en équipe")
EXCELLENCE: Final = _indicator("excellence", "0-1", "share", "share of actors at excellence", "part des acteurs au stade d’excellence")
NEED: Final = _indicator("need", "0-1", "share", "mean level of the needs", "niveau moyen des besoins", outcome="end", digits=2, rank=3)
MOTIVATION: Final = _indicator("motivation", "0-1", "share", "mean motivation", "motivation moyenne", outcome="end", digits=2, rank=4)
IDENTIFICATION: Final = _indicator("identification", "0-1", "share", "mean identification with the group", "identification moyenne au groupe", outcome="end", digits=2, rank=5)
COMFORT: Final = _indicator("comfort", "ratio", "ratio", "mean comfort breadth over expertise breadth", "étendue moyenne du confort sur celle de l’expertise")
TRUST: Final = _indicator("trust", "0-1", "share", "mean trust in alters", "confiance moyenne dans les partenaires", outcome="end", digits=2, rank=6)
SKILL: Final = _indicator("skill", "0-1", "share", "mean cooperation skill", "compétence moyenne de coopération")
FATIGUE: Final = _indicator("fatigue", "0-1", "share", "mean fatigue", "fatigue moyenne", outcome="end", digits=2, rank=7)
ALIGNMENT: Final = _indicator("alignment", "0-1", "share", "mean alignment of priorities with the whole", "alignement moyen des priorités sur l’ensemble")
UNDERSTANDING: Final = _indicator("understanding", "0-1", "share", "mean agreement of believed links with the true ones", "accord moyen des liens supposés avec les vrais")
ENGAGED: Final = _indicator("engaged", "0-1", "share", "share of actors who take part beyond their field", "part des acteurs qui prennent part au-delà de leur champ")
FACILITATORS: Final = _indicator("facilitators", "0-1", "share", "share of actors who brought others together within a year", "part des acteurs qui ont rapproché d’autres acteurs dans l’année", outcome="end", digits=2, rank=19)
ISOLATED: Final = _indicator("isolated", "0-1", "share", "share of actors without a working tie", "part des acteurs sans lien de travail", outcome="end", digits=2, rank=20)
FALLEN: Final = _indicator("fallen", "0-1", "share", "share of actors below their highest stage", "part des acteurs sous leur stade le plus haut", outcome="end", digits=2, rank=21)
AWAKE: Final = _indicator("awake", "0-1", "share", "share of actors who are awake", "part des acteurs éveillés")
ENCOUNTERS: Final = _indicator("encounters", "count", "count", "encounters of the month", "rencontres du mois")
CONVENED: Final = _indicator("convened", "count", "count", "convened encounters of the month", "rencontres provoquées du mois")
FRICTIONS: Final = _indicator("frictions", "count", "count", "encounters that ended in friction", "rencontres qui ont tourné au frottement", outcome="total", digits=0, rank=12)
ACTIONS: Final = _indicator("actions", "count", "count", "joint actions that nothing obliged", "actions communes que rien n’obligeait", outcome="total", digits=0, rank=9)
SOLO_ACTIONS: Final = _indicator("solo_actions", "count", "count", "actions of one actor alone", "actions d’un acteur seul")
OBLIGED_ACTIONS: Final = _indicator("obliged_actions", "count", "count", "joint actions that a condition obliged", "actions communes imposées par une condition", outcome="total", digits=0, rank=11)
SUCCESSES: Final = _indicator("successes", "count", "count", "actions that succeeded", "actions réussies", outcome="total", digits=0, rank=10)
INNOVATION: Final = _indicator("innovation", "count", "count", "pairs of fields joined for the first time, so far", "paires de domaines réunies pour la première fois, à ce jour", outcome="end", digits=0, rank=14)
HELP_ASKED: Final = _indicator("help_asked", "count", "count", "requests for help", "demandes d’aide")
HELP_GIVEN: Final = _indicator("help_given", "count", "count", "help given", "aides apportées", outcome="total", digits=0, rank=13)
CONTINUITY: Final = _indicator("continuity", "0-1", "share", "share of routine work that was done", "part du travail courant qui a été faite", outcome="worst_quarter", digits=2, rank=8)
DENSITY: Final = _indicator("density", "0-1", "share", "density of the working network", "densité du réseau de travail", outcome="end", digits=2, rank=15)
RECIPROCITY: Final = _indicator("reciprocity", "0-1", "share", "share of working ties that are mutual", "part des liens de travail réciproques", outcome="end", digits=2, rank=17)
TRANSITIVITY: Final = _indicator("transitivity", "0-1", "share", "share of partners' partners who are partners", "part des partenaires de partenaires qui sont partenaires", outcome="end", digits=2, rank=16)
GIANT: Final = _indicator("giant", "0-1", "share", "share of actors in the largest component", "part des acteurs dans le plus grand ensemble relié", outcome="end", digits=2, rank=18)
SUBSIDIARITY: Final = _indicator("subsidiarity", "impact", "ratio", "how close to residents those are who lead", "proximité avec les habitants de ceux qui mènent", outcome="total", digits=1, rank=22)
COMPLEMENTARITY: Final = _indicator("complementarity", "count", "count", "actions that join public power and residents", "actions qui réunissent puissance publique et habitants", outcome="total", digits=0, rank=25)
EFFORT: Final = _indicator("effort", "hours", "amount", "hours of engineering so far", "heures d’ingénierie à ce jour", outcome="end", digits=0, rank=29)
MONEY: Final = _indicator("money", "euros", "amount", "euros of action money spent so far", "euros dépensés pour des actions à ce jour", outcome="end", digits=0, rank=31)
HOURS: Final = _indicator("hours", "hours", "amount", "hours that actors gave to change so far", "heures données au changement à ce jour", outcome="end", digits=0, rank=30)
APPLICATIONS: Final = _indicator("applications", "count", "count", "applications for money", "dossiers déposés", outcome="total", digits=0, rank=23)
FUNDED: Final = _indicator("funded", "count", "count", "actions funded", "actions financées", outcome="total", digits=0, rank=24)
THREE_FIELDS: Final = _indicator("three_fields", "count", "count", "actions by members of three fields or more", "actions de membres d’au moins trois domaines", outcome="total", digits=0, rank=26)
CROSSING_MONEY: Final = _indicator("crossing_money", "euros", "amount", "euros of ordinary means in actions that cross fields", "euros du droit commun dans des actions entre domaines", outcome="total", digits=0, rank=27)
INEQUALITY: Final = _indicator("inequality", "stage", "difference", "gap of the index between those who had most and least voice at first", "écart d’échelle entre ceux qui avaient le plus et le moins de voix au début", outcome="end", digits=2, rank=28)
IN_HARDSHIP: Final = _indicator("in_hardship", "count", "count", "actors with voice in hardship", "acteurs ayant une voix en difficulté")
UNPAID_HELP: Final = _indicator("unpaid_help", "count", "count", "help that nobody paid for", "aides que personne n’a payées")
GROUPS_AWAKE: Final = _indicator("groups_awake", "0-1", "share", "share awake of the latent groups with voice", "part éveillée des groupes latents ayant une voix")
# fmt: on
INDICATORS: Final = tuple(MEASURED)


@compiled
def measure(world: World, line: Doubles) -> None:
    """Write one month's indicators to line (len(INDICATORS),). Stages and index cover all actors with voice; means cover
    those awake.
    """
    for column in range(line.shape[0]):
        line[column] = 0.0
    people, awake = _add_actors(world, line)
    for column in range(INDEX, NEED):
        line[column] /= max(1, people)
    line[FALLEN] /= max(1, people)
    for column in range(MOTIVATION, FALLEN):
        line[column] /= max(1, awake)
    line[COLLECTIVE_STAGE] = world.territory[at.COLLECTIVE_STAGE]
    domains = world.needs.shape[1]
    for k in range(domains):
        line[NEED] += world.needs[at.LEVEL, k] / domains
    line[AWAKE] = awake / max(1, people)
    _add_territory(world, line)


@compiled
def _add_actors(world: World, line: Doubles) -> tuple[int, int]:
    """Sum the indicators of single actors. Returns the number of actors with voice, and of those awake."""
    people, aligned = _count_those(world, line, 0, 0.0)
    awake, isolated, facilitators = 0, 0, 0
    motivation, identification, comfort, trust, skill = 0.0, 0.0, 0.0, 0.0, 0.0
    fatigue, engaged, reached, agreed = 0.0, 0.0, 0.0, 0.0
    for i in range(world.actors.shape[0]):
        if not present(world, i):
            continue
        row = world.actors[i]
        awake += 1
        motivation += row[at.MOTIVATION]
        identification += row[at.IDENTIFICATION]
        comfort += row[at.COMFORT_RATIO]
        trust += row[at.TRUST]
        skill += row[at.SKILL]
        fatigue += row[at.FATIGUE]
        engaged += row[at.ENGAGED]
        reached += row[at.INDEX]  # zero for actors asleep
        agreed += agreement(world, i, world.truth[at.LINKS], 0)
        facilitators += world.bitsets[i, at.FACILITATED] != uint64(0)
        isolated += contacts(world, i) | sought_by(world, i) == uint64(0)
    line[INDEX], line[MOTIVATION], line[IDENTIFICATION], line[COMFORT] = (
        reached,
        motivation,
        identification,
        comfort,
    )
    line[TRUST], line[SKILL], line[FATIGUE], line[ENGAGED] = trust, skill, fatigue, engaged
    line[ALIGNMENT], line[UNDERSTANDING] = aligned, agreed
    line[FACILITATORS], line[ISOLATED] = facilitators, isolated
    return people, awake


@over_actors
def _count_those(
    world: World, line: Doubles, index: ActorIndex, people: int, aligned: float
) -> tuple[int, float]:
    """Count the actors at each stage, and those below their best stage. Adds up the number with voice, and the alignment
    with the whole of those present.
    """
    voice, stage = counts(world, index), world.actors[index, at.STAGE]
    for each in range(TOP + 1):
        line[LATENCY + each] += size(those(voice & (stage == float(each))))
    line[FALLEN] += size(those(voice & (stage < world.actors[index, at.BEST_STAGE])))
    alignment = where(present(world, index), alignment_with_whole(world, index), 0.0)
    return people + size(those(voice)), add_each(aligned, alignment)


@compiled
def _add_territory(world: World, line: Doubles) -> None:
    territory, accounts = world.territory, world.accounts
    line[ENCOUNTERS] = territory[at.ENCOUNTERED]
    line[CONVENED] = territory[at.CONVENED]
    line[FRICTIONS] = territory[at.FRICTIONS]
    line[ACTIONS] = territory[at.JOINT_ACTIONS]
    line[SOLO_ACTIONS] = territory[at.SOLO_ACTIONS]
    line[OBLIGED_ACTIONS] = territory[at.OBLIGED_ACTIONS]
    line[SUCCESSES] = territory[at.SUCCEEDED]
    line[INNOVATION] = territory[at.INNOVATION]
    line[HELP_ASKED] = territory[at.HELP_ASKED]
    line[HELP_GIVEN] = territory[at.HELP_GIVEN]
    line[CONTINUITY] = territory[at.CONTINUITY]
    line[DENSITY] = territory[at.DENSITY]
    line[RECIPROCITY] = territory[at.RECIPROCITY]
    line[TRANSITIVITY] = territory[at.TRANSITIVITY]
    line[GIANT] = territory[at.GIANT]
    line[SUBSIDIARITY] = territory[at.SUBSIDIARITY]
    line[COMPLEMENTARITY] = territory[at.COMPLEMENTARITY]
    line[EFFORT] = accounts[at.EFFORT]
    line[MONEY] = accounts[at.MONEY]
    line[HOURS] = accounts[at.HOURS]
    line[APPLICATIONS] = territory[at.APPLICATIONS]
    line[FUNDED] = territory[at.FUNDED]
    line[THREE_FIELDS] = territory[at.THREE_FIELDS]
    line[CROSSING_MONEY] = territory[at.CROSSING_MONEY]
    line[INEQUALITY] = _inequality(world)
    line[IN_HARDSHIP] = territory[at.IN_HARDSHIP]
    line[UNPAID_HELP] = territory[at.UNPAID_HELP]
    line[GROUPS_AWAKE] = _groups_awake(world)


@compiled
def _groups_awake(world: World) -> float:
    """Share of latent groups with voice that are awake; 0 if there are none."""
    groups, awake = 0.0, 0.0
    for i in range(world.actors.shape[0]):
        row = world.actors[i]
        if (row[at.LATENT] != 0.0) & (row[at.VOICE] > 0.0):
            groups += 1.0
            awake += row[at.AWAKE]
    return awake / groups if groups > 0.0 else 0.0


@compiled
def _inequality(world: World) -> float:
    """Mean index of the third of actors with the highest initial voice, less that of the third with the lowest."""
    high, low, third = 0.0, 0.0, 0
    for i in range(world.actors.shape[0]):
        side = world.actors[i, at.VOICE_THIRD]
        high += world.actors[i, at.INDEX] if side > 0.0 else 0.0
        low += world.actors[i, at.INDEX] if side < 0.0 else 0.0
        third += 1 if side > 0.0 else 0
    return (high - low) / max(1, third)
