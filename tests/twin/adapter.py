"""The compiled world read by meaning: the one file that knows how a State lays out its arrays."""

from __future__ import annotations

from typing import Any

from simul_agir.model import fields as at
from simul_agir.model.instruments import (
    AMPLIFY_VOICE,
    BACK_MUTUAL_AID,
    CONDITION_FUNDS,
    CONVENE,
    INFORM,
    MATCH_CONTRIBUTIONS,
    ORIENT,
    POOL_ORDINARY,
    REGULATE,
)
from simul_agir.model.state import State, first_beliefs, octets_of
from simul_agir.stances.stance import STANCE_NAMES

# What the twin calls otherwise, and what is read in another way below (what habit returns to is nil in both).
OTHER_NAMES = {
    "grant_dependence": "dependence",
    "public_power": "power",
    "seen": "seen_engaged",
    "hours_used": "hours_given",
    "practice": "practices",
    "replaced": "new_person",
    "expertise_breadth": "breadth",
    "trust": "mean_trust",
    "voice_third": "third",
    "met": "meetings",
}
READ_BELOW = ("ties", "training_weight", "no_habit")
NUMBERS = {
    OTHER_NAMES.get(name, name): field.column
    for name, field in at.ACTORS.items()
    if name not in READ_BELOW and "posture_" not in name
}
PROFILES = {
    "expertise": at.EXPERTISE,
    "comfort": at.COMFORT,
    "priorities": at.PRIORITIES,
    "mandate": at.MANDATE,
}
WINDOWS = {"outside": at.OUTSIDE, "joint": at.JOINT, "obliged": at.OBLIGED, "facilitated": at.FACILITATED}
COUNTS = {"proposals": at.PROPOSALS, "prompt": at.PROMPT}
TERRITORY = {
    "engaged_share": at.ENGAGED_SHARE,
    "density": at.DENSITY,
    "reciprocity": at.RECIPROCITY,
    "transitivity": at.TRANSITIVITY,
    "giant": at.GIANT,
    "collective_stage": at.COLLECTIVE_STAGE,
    "V": at.VOICES,
    "lead": at.LEAD,
    "project_team": at.PROJECT_TEAM,
    "continuity": at.CONTINUITY,
    "encounters": at.ENCOUNTERED,
    "convened": at.CONVENED,
    "frictions": at.FRICTIONS,
    "actions": at.JOINT_ACTIONS,
    "solo_actions": at.SOLO_ACTIONS,
    "obliged_actions": at.OBLIGED_ACTIONS,
    "successes": at.SUCCEEDED,
    "help_asked": at.HELP_ASKED,
    "help_given": at.HELP_GIVEN,
    "applications": at.APPLICATIONS,
    "funded": at.FUNDED,
    "complementarity": at.COMPLEMENTARITY,
    "three_fields": at.THREE_FIELDS,
    "crossing_money": at.CROSSING_MONEY,
    "subsidiarity": at.SUBSIDIARITY,
    "innovation": at.INNOVATION,
    "in_hardship": at.IN_HARDSHIP,
    "unpaid_help": at.UNPAID_HELP,
}
ACCOUNTS = {
    "purse": at.PURSE,
    "effort": at.EFFORT,
    "money": at.MONEY,
    "hours": at.HOURS,
    "diagnosis_work": at.DIAGNOSIS_WORK,
    "lapsed": at.LAPSED,
}
LEVELS = {
    "convene": CONVENE,
    "inform": INFORM,
    "orient": ORIENT,
    "regulate": REGULATE,
    "amplify": AMPLIFY_VOICE,
    "match": MATCH_CONTRIBUTIONS,
    "pool": POOL_ORDINARY,
    "condition": CONDITION_FUNDS,
    "aid": BACK_MUTUAL_AID,
    "clarity": at.CLARITY,
    "facilitation_hours": at.FACILITATION_HOURS,
    "aid_hours": at.PAID_AID_HOURS,
    "visits": at.VISITS,
    "meetings": at.MEETINGS,
    "training": at.TRAINING_HOURS,
}
MONTHS = 12
LANE = 5  # bits of a month in a window of counts


def of_state(state: State, replicate: int = 0) -> dict[str, Any]:
    """One replicate of a batch, as plain numbers by name."""
    actors = state.actors[replicate]
    territory, accounts = state.territory[replicate], state.accounts[replicate]
    return {
        "actors": [_actor_of_state(state, replicate, i) for i in range(len(actors))],
        "needs": state.needs[replicate, at.LEVEL].tolist(),
        "held": state.needs[replicate, at.HELD].tolist(),
        "links": state.truth[replicate, at.LINKS].tolist(),
        "acted": [_months_ago(int(window)) for window in state.truth[replicate, at.ACTED]],
        "won": [_months_ago(int(window)) for window in state.truth[replicate, at.WON]],
        "joined": _pairs(state.truth[replicate, at.JOINED].tolist()),
        "territory": {name: float(territory[column]) for name, column in TERRITORY.items()},
        "accounts": {name: float(accounts[column]) for name, column in ACCOUNTS.items()},
        "levels": _levels_of_state(state.levels[replicate]),
        "carried_out": state.carried_out[replicate].sum(axis=0).tolist(),
        "axes": state.axes[replicate].tolist(),
        "plan": [[int(i) for i in row if i >= 0] for row in state.plan[replicate]],
        "queue": [_proposal_of_state(row) for row in state.queue[replicate][: int(territory[at.QUEUED])]],
    }


def _actor_of_state(state: State, replicate: int, i: int) -> dict[str, Any]:
    row, bitsets = state.actors[replicate, i], state.bitsets[replicate, i]
    domains = state.profiles.shape[3]
    actor: dict[str, Any] = {name: float(row[column]) for name, column in NUMBERS.items()}
    for stance in range(len(STANCE_NAMES)):
        actor[f"posture {stance}"] = float(row[at.POSTURE + stance])
        actor[f"first posture {stance}"] = float(row[at.FIRST_POSTURE + stance])
    for name, column in PROFILES.items():
        actor[name] = state.profiles[replicate, i, column].tolist()
    for name, column in WINDOWS.items():
        actor[name] = _months_ago(int(bitsets[column]))
    for name, column in COUNTS.items():
        actor[name] = [int(bitsets[column]) >> LANE * month & (1 << LANE) - 1 for month in range(MONTHS)]
    actor["competence_mask"] = int(state.competence_mask[replicate, i])
    actor["beliefs"] = bitsets[at.BELIEFS : at.BELIEFS + domains].tolist()
    first = bitsets[first_beliefs(domains) :][: octets_of(domains * octets_of(domains))].tobytes()
    width = octets_of(domains)
    actor["first beliefs"] = [
        int.from_bytes(first[width * need : width * (need + 1)], "little") for need in range(domains)
    ]
    actor["help_probability"] = state.help_probability[replicate, i].tolist()
    actor["training_weight"] = float(state.training_weights[replicate, i])
    count = int(row[at.TIES])
    actor["alters"] = state.tie_index[replicate, i, at.ALTER, :count].tolist()
    for place, alter in enumerate(actor["alters"]):
        actor[f"tie to {alter}"] = {
            "strength": float(state.ties[replicate, i, at.STRENGTH, place]),
            "successes": float(state.ties[replicate, i, at.SUCCESSES, place]),
            "failures": float(state.ties[replicate, i, at.FAILURES, place]),
            "weight": float(state.tie_weights[replicate, i, place]),
            "contact": _months_ago(int(state.tie_index[replicate, i, at.CONTACT, place]) >> 1),
            "has me in mind": bool(state.tie_index[replicate, i, at.BACK, place] >= 0),
        }
    return actor


def _levels_of_state(levels: Any) -> dict[str, Any]:
    found: dict[str, Any] = {name: float(levels[column]) for name, column in LEVELS.items()}
    first = at.TRAINED_POSTURE
    found["trained"] = levels[first : first + len(STANCE_NAMES)].tolist()
    found["own_meetings"] = levels[at.OWN_MEETINGS : at.OWN_MEETINGS + len(STANCE_NAMES)].tolist()
    return found


def _proposal_of_state(row: Any) -> dict[str, Any]:
    count = int(row[at.MEMBERS])
    members = [int(i) for i in row[at.FIRST_MEMBER : at.FIRST_MEMBER + count]]
    return {
        "due": int(row[at.DUE]) if int(row[at.WAITS_FOR]) != at.A_CALL else None,
        "waits for": int(row[at.WAITS_FOR]),
        "conditioned": bool(int(row[at.SORT]) & at.CONDITIONAL),
        "micro": bool(int(row[at.SORT]) & at.MICRO_ACTION),
        "month": int(row[at.PROPOSED]),
        "slot": int(row[at.SLOT]),
        "need": int(row[at.NEED]),
        "members": members,
        "obliged": [i for place, i in enumerate(members) if int(row[at.OBLIGED_MEMBERS]) >> place & 1],
    }


def _months_ago(window: int) -> list[int]:
    """Months of a window that are a yes, 0 being the latest."""
    return [month for month in range(window.bit_length()) if window >> month & 1]


def _pairs(rows: list[int]) -> list[tuple[int, int]]:
    """Pairs of domains joined before, from a set for each domain."""
    pairs = {
        (min(k, other), max(k, other))
        for k, row in enumerate(rows)
        for other in range(len(rows))
        if row >> other & 1
    }
    return sorted(pairs)
