"""Parameters of earlier editions that no longer exist, and what replaces each."""

from typing import Final

GONE: Final = {
    "idle_months": ("sleep_hazard", "sleep_rise", "sleep_months"),
    "grant_rate": ("call_months", "action_cost"),
    "match_rate": ("match_pull",),
    "success_ceiling": ("delivery",),
    "weight_resources": ("call_months", "action_cost"),
    "elasticity": ("weight_coverage", "weight_coordination"),
    "posture_floor": ("skill_floor", "posture_discount"),
}
