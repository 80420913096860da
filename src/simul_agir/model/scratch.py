"""Rows of the scratch array, declared by name and by the steps of a month during which each is in use.

Two rows share memory only if no step uses both. Places are assigned here, and an overlap raises an error.
"""

from typing import Final

STEPS: Final = (
    "unite",
    "meet",
    "act",
    "aid",
    "work",
    "wear",
    "judge",
    "stand",
    "measure",
    "decide",
)  # in the order of schedule.py
ROWS: Final[
    dict[str, tuple[int, int, range]]
] = {}  # by name: first place, number of places, and the steps that use it


def row(name: str, first: str, last: str, rows: int = 1) -> int:
    """Declare one or several adjacent rows, in use from one step to another. Returns the lowest free place.

    Raises ValueError for a repeated name, an unknown step, and a last step before the first.
    """
    if name in ROWS:
        raise ValueError(f"the scratch has a row {name!r} already")
    if not {first, last} <= set(STEPS):
        raise ValueError(f"the row {name!r} is held from {first!r} to {last!r}: steps are {', '.join(STEPS)}")
    held = range(STEPS.index(first), STEPS.index(last) + 1)
    if not held:
        raise ValueError(f"the row {name!r} is held from {first!r} to {last!r}, which comes before it")
    taken = {
        place + each for place, many, steps in ROWS.values() for each in range(many) if set(steps) & set(held)
    }
    place = 0
    while taken & set(range(place, place + rows)):
        place += 1
    ROWS[name] = place, rows, held
    return place


GOAL: Final = row("goal", "unite", "unite")  # the announced axes as shares of 1
# Meetings, actions and help: weights of the initiators, running sums for choosing one of many, and a short list.
WEIGHTS: Final = row("weights", "meet", "aid")
SUMS: Final = row("sums", "meet", "aid")
VOICE_SUMS: Final = row("voice_sums", "meet", "aid")
SHORT: Final = row("short", "meet", "stand")
# Turns: when each has its next, the draw of which their words are made, and how many it has had.
TIMES: Final = row("times", "meet", "act")
SEEDS: Final = row("seeds", "meet", "act")
TURNS: Final = row("turns", "meet", "act")
BEST: Final = row("best", "act", "stand")  # the best comfort among a team, in each domain
LEADS: Final = row(
    "leads", "act", "act"
)  # the last application on an axis that each actor leads in this call
STARTS: Final = row("starts", "act", "act")  # when each application would start, if it is paid
# Routine work: hours of each actor, due and done; then of each need.
DUE: Final = row("due", "work", "work")
DONE: Final = row("done", "work", "work")
OWED: Final = row("owed", "work", "work")
HELD: Final = row("held", "work", "work")
# Decay.
KEPT: Final = row("kept", "wear", "wear")  # the share of the trust in each actor that is kept
LOOKING: Final = row("looking", "wear", "wear")  # whether each actor is engaged, after one cell of zero
UNHELPFUL: Final = row(
    "unhelpful", "wear", "wear"
)  # probability that an actor does not help each of its alters
UNHELPED: Final = row("unhelped", "wear", "judge")  # probability that nobody would help each actor
# The ladder, and the network when it is read.
HERE: Final = row("here", "judge", "judge")  # 1 for those who are present, else 0
CENTRE: Final = row("centre", "judge", "measure")  # mean priorities
MARK: Final = row("mark", "stand", "stand")
STACK: Final = row("stack", "stand", "stand")
SETS: Final = row("sets", "stand", "stand")
COMPANY: Final = row(
    "company", "stand", "stand", rows=2
)  # the partners of each actor as two sets: the first 32 actors, and the next 32
# A scheme: observed ability of each actor, and the candidates in order; weights of the actors heard.
FIT: Final = row("fit", "decide", "decide")
ORDER: Final = row("order", "decide", "decide")
MERGED: Final = row("merged", "decide", "decide")
HEARD: Final = row("heard", "decide", "decide")

SCRATCH_ROWS: Final = max(place + many for place, many, _ in ROWS.values())
