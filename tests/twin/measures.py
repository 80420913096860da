"""What is measured every month (section 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor import Actor
    from .territory import Territory

STAGES = ("latency", "belonging", "team", "team_action", "excellence")


@dataclass(slots=True)
class Counts:
    """Of one month."""

    encounters: int = 0
    convened: int = 0
    frictions: int = 0
    actions: int = 0
    solo_actions: int = 0
    obliged_actions: int = 0
    successes: int = 0
    help_asked: int = 0
    help_given: int = 0
    applications: int = 0
    funded: int = 0
    complementarity: int = 0
    three_fields: int = 0
    crossing_money: float = 0.0
    subsidiarity: float = 0.0
    in_hardship: int = 0
    unpaid_help: int = 0


def mean(values: Iterable[float]) -> float:
    """0 of nothing."""
    values = list(values)
    return sum(values) / len(values) if values else 0.0


OF_PRESENT: dict[str, Callable[[Actor], float]] = {
    "motivation": lambda i: i.motivation,
    "identification": lambda i: i.identification,
    "comfort": lambda i: i.comfort_ratio,
    "trust": lambda i: i.mean_trust,
    "skill": lambda i: i.skill,
    "fatigue": lambda i: i.fatigue,
    "alignment": lambda i: i.alignment,
    "understanding": lambda i: i.understanding,
    "engaged": lambda i: i.engaged,
    "isolated": lambda i: not i.working,
}
COUNTED = (
    "encounters",
    "convened",
    "frictions",
    "actions",
    "solo_actions",
    "obliged_actions",
    "successes",
    "applications",
    "funded",
    "complementarity",
    "three_fields",
    "crossing_money",
    "subsidiarity",
    "help_asked",
    "help_given",
    "in_hardship",
    "unpaid_help",
)


def measure(model: Territory) -> dict[str, float]:
    """All indicators of the month."""
    people, present, counts = [i for i in model.actors if i.voice > 0], model.present, model.counts
    line: dict[str, float] = {
        "index": mean(i.index for i in people),
        "collective_stage": model.collective_stage,
        "need": mean(model.needs),
        "fallen": mean(i.stage < i.best_stage for i in people),
        "awake": len(present) / len(people) if people else 0.0,
        "facilitators": mean(i.facilitated >= model.window for i in present),
        "innovation": len(model.joined),
        "continuity": model.continuity,
        "inequality": mean(i.index for i in people if i.third > 0)
        - mean(i.index for i in people if i.third < 0),
        "effort": model.effort,
        "money": model.money,
        "hours": model.hours,
        "groups_awake": mean(i.awake for i in people if i.latent),
    }
    for stage, name in enumerate(STAGES):
        line[name] = mean(i.stage == stage for i in people)
    for name, of in OF_PRESENT.items():
        line[name] = mean(of(i) for i in present)
    for name in COUNTED:
        line[name] = getattr(counts, name)
    for name in ("density", "reciprocity", "transitivity", "giant"):
        line[name] = getattr(model.network, name)
    return line
