"""The twelve instruments that a stance can use, each with a dose in hours of engineering per month.

An instrument changes invitations, meetings, money, eligibility, information or training, and nothing else
(docs/stances.md).
"""

from typing import Final

INSTRUMENTS: Final = (
    "convene",
    "inform",
    "train",
    "orient",
    "regulate",
    "amplify_voice",
    "match_contributions",
    "pool_ordinary",
    "condition_funds",
    "back_mutual_aid",
    "grant",
    "burn",
)
CONVENE: Final = 0
INFORM: Final = 1
TRAIN: Final = 2
ORIENT: Final = 3
REGULATE: Final = 4
AMPLIFY_VOICE: Final = 5
MATCH_CONTRIBUTIONS: Final = 6
POOL_ORDINARY: Final = 7
CONDITION_FUNDS: Final = 8
BACK_MUTUAL_AID: Final = 9
GRANT: Final = 10
BURN: Final = 11

STANCE_NAMES: Final = ("residents", "ordinary_resources", "conditional_aid", "resilience")

# The posture that each own instrument needs (a position in STANCE_NAMES); base instruments need cooperation skill.
POSTURE_OF: Final = {
    AMPLIFY_VOICE: 0,
    MATCH_CONTRIBUTIONS: 0,
    POOL_ORDINARY: 1,
    CONDITION_FUNDS: 2,
    BACK_MUTUAL_AID: 3,
}
