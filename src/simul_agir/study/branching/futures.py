"""The answer to "what if": two futures compared, the indicators that differ, the first differences, and the mechanisms that
explain them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from simul_agir.forwards import forward
from simul_agir.moved import old_member
from simul_agir.simulation.arm import Arm
from simul_agir.study.branching.differing import Differing
from simul_agir.study.branching.divergence import Divergences, EventKey
from simul_agir.study.branching.shares import Share
from simul_agir.study.compare.comparison import Comparison, Difference, rounded

MOST_EVENTS = 10  # told of each future


@dataclass(frozen=True)
class WhatIf:
    """Both futures of every run: `stay` continues, `switch` changes at the end of month `at`.

    `comparison` holds both. `differing`: indicators in the order in which they start to differ. `divergences` and `shares`,
    over `why_runs` runs, explain the difference; None and () unless requested.
    """

    comparison: Comparison
    stay: Arm
    switch: Arm
    at: int
    differing: tuple[Differing, ...]
    divergences: Divergences | None = None
    shares: tuple[Share, ...] = ()
    why_runs: int = 0

    partings = old_member("partings", "divergences")  # its old name, for one release

    @property
    def difference(self) -> Difference:
        """The switching future less the other, in the primary outcome at the end."""
        return self.comparison.difference(self.switch.name, self.stay.name)

    def sentence(self, lang: str = "en") -> str:
        """What the switch changes, how certain that is, when it starts, and which mechanisms explain it."""
        text: str = forward("what_if_sentence", self, lang)
        return text

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON holds it: that of the comparison, and the why."""
        return {
            **self.comparison.to_dict(),
            "at": self.at,
            "stay": self.stay.name,
            "switch": self.switch.name,
            "difference": rounded(asdict(self.difference.estimate))
            | {"probability": round(self.difference.probability, 6)},
            "differing": [rounded(asdict(each)) for each in self.differing],
            "why": None if self.divergences is None else self._why(self.divergences),
        }

    def _why(self, divergences: Divergences) -> dict[str, Any]:
        kinds = [
            {"what": what, "runs_stay_only": stay, "runs_switch_only": switch}
            for what, stay, switch in divergences.kinds()
        ]
        return {
            "runs": divergences.runs,
            "runs_parted": len(divergences.found),
            "first_month": divergences.first_month,
            "kinds": kinds,
            "deeds_stay_only": [_as_dict(key, runs) for key, runs in divergences.events(False)[:MOST_EVENTS]],
            "deeds_switch_only": [
                _as_dict(key, runs) for key, runs in divergences.events(True)[:MOST_EVENTS]
            ],
            "first": [
                {
                    "run": each.run,
                    "month": each.month,
                    "stay": None if each.stay is None else _as_dict(each.stay),
                    "switch": None if each.switch is None else _as_dict(each.switch),
                }
                for each in divergences.found
            ],
            "mechanisms": {
                "runs": self.why_runs,
                "note": "from month `at` on, both futures are run again without each mechanism; parts need not add up",
                "shares": [rounded(asdict(share)) | {"clear": share.clear} for share in self.shares],
            },
        }


def _as_dict(key: EventKey, runs: int | None = None) -> dict[str, Any]:
    data: dict[str, Any] = {"what": key[0], "actors": list(key[1]), "need": key[2]}
    return data if runs is None else {**data, "runs": runs}
