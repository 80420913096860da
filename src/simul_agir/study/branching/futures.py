"""The answer to "what if": two futures compared, what comes to differ, where they part, and what carries the difference."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from simul_agir.forwards import forward
from simul_agir.simulation.arm import Arm
from simul_agir.study.branching.differing import Differing
from simul_agir.study.branching.partings import Deed, Partings
from simul_agir.study.branching.shares import Share
from simul_agir.study.compare.comparison import Comparison, Difference, rounded

MOST_DEEDS = 10  # told of each future


@dataclass(frozen=True)
class WhatIf:
    """Both futures of every run: `stay` continues, `switch` changes at the end of month `at`.

    `comparison` holds both. `differing`: indicators in the order in which they come to differ. `partings` and `shares`, over
    `why_runs` runs, say why; None and () where nobody asked.
    """

    comparison: Comparison
    stay: Arm
    switch: Arm
    at: int
    differing: tuple[Differing, ...]
    partings: Partings | None = None
    shares: tuple[Share, ...] = ()
    why_runs: int = 0

    @property
    def difference(self) -> Difference:
        """The switching future less the other, in the primary outcome at the end."""
        return self.comparison.difference(self.switch.name, self.stay.name)

    def sentence(self, lang: str = "en") -> str:
        """What the switch changes, how sure that is, where it begins, and what carries it."""
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
            "why": None if self.partings is None else self._why(self.partings),
        }

    def _why(self, parted: Partings) -> dict[str, Any]:
        kinds = [
            {"what": what, "runs_stay_only": stay, "runs_switch_only": switch}
            for what, stay, switch in parted.kinds()
        ]
        return {
            "runs": parted.runs,
            "runs_parted": len(parted.found),
            "first_month": parted.first_month,
            "kinds": kinds,
            "deeds_stay_only": [_told(deed, runs) for deed, runs in parted.events(False)[:MOST_DEEDS]],
            "deeds_switch_only": [_told(deed, runs) for deed, runs in parted.events(True)[:MOST_DEEDS]],
            "first": [
                {
                    "run": each.run,
                    "month": each.month,
                    "stay": None if each.stay is None else _told(each.stay),
                    "switch": None if each.switch is None else _told(each.switch),
                }
                for each in parted.found
            ],
            "mechanisms": {
                "runs": self.why_runs,
                "note": "from month `at` on, both futures are run again without each mechanism; parts need not add up",
                "shares": [rounded(asdict(share)) | {"clear": share.clear} for share in self.shares],
            },
        }


def _told(deed: Deed, runs: int | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"what": deed[0], "actors": list(deed[1]), "need": deed[2]}
    return told if runs is None else {**told, "runs": runs}
