"""The sentences of a diagnosis, made of its record alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.sentences import Sentences

Record = Mapping[str, Any]


class DiagnosisSentences(Sentences):
    """The sentences of a diagnosis in one language."""

    def today(self) -> str:
        """Where the collective stands, in one sentence."""
        answer = self.answer
        most = max(STAGES, key=lambda name: answer["stages"][name]["mean"])
        return self.translate(
            "dossier.today",
            index=self.mean(answer["index"]),
            share=self.translate.percent(answer["stages"][most]["mean"]),
            stage=self.translate.name("stage", most),
        )

    def today_more(self) -> str:
        """What holds back most actors, and what the answer is worth."""
        name, share = self.answer["held"]
        what = self.translate(f"holds_back.{name}", share=self.translate.percent(share))
        return f"{self.translate('verdict.held_alike', what=what)} {self.translate('verdict.purpose')}"

    def how_sure(self) -> str:
        """What is known, what was drawn, and how far that leaves stages open."""
        answer, sure = self.answer, self.answer["sure"]
        parts = [
            self.translate(
                "dossier.sure",
                known=self.translate.percent(sure["stages_known"]),
                draws=answer["draws"],
                cells=self.translate.percent(sure["cells_said"]),
                ties=self.translate.percent(sure["ties_said"]),
            )
        ]
        if not self.record["asked"]["redrawn"]:
            parts.append(self.translate("dossier.not_redrawn"))
        key = "dossier.answered" if answer["answered"] else "dossier.none_answered"
        return " ".join([*parts, self.translate(key, count=answer["answered"])])

    def steps(self) -> list[dict[str, str]]:
        """Each stage with its share, and what holds those who stand there back from the next."""
        held = {step["to"]: step["held"] for step in self.answer["steps"]}
        rows = []
        for place, name in enumerate(STAGES):
            share = self.answer["stages"][name]
            above = held.get(STAGES[place + 1], {}) if place + 1 < len(STAGES) else {}
            interval = f"{self.translate.percent(share['low'])}–{self.translate.percent(share['high'])}"
            rows.append(
                {
                    "name": f"{place} {self.translate.name('stage', name)}",
                    "share": f"{self.translate.percent(share['mean'])} ({interval})",
                    "held": self.lacks(above),
                }
            )
        return rows

    def lacks(self, held: Record) -> str:
        """Criteria with the share of actors that they hold back."""
        return self.lacks_of(sorted(held.items(), key=lambda each: (-each[1], each[0])))

    def lacks_of(self, held: Any) -> str:
        """The same, from pairs in their order."""
        return ", ".join(
            f"{self.translate.name('criterion', name)} {self.translate.percent(share)}"
            for name, share in held
        )

    def in_order(self, shares: Record) -> list[float]:
        """Shares of the stages from the foot of the ladder up."""
        return [shares[name] for name in STAGES]

    def fragile(self) -> str:
        """How many ties somebody depends on."""
        return self.translate("dossier.fragile", count=self.mean(self.answer["fragile_ties"], 0))

    def facilitators(self) -> str:
        """How many there are, and how many are missing."""
        found = self.answer["facilitators"]
        return self.translate(
            "dossier.facilitators", now=self.mean(found["now"], 0), missing=self.mean(found["missing"], 0)
        )
