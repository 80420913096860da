"""The sentences of a dossier, made of its record alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simul_agir.locale import Words
from simul_agir.model.ladder import STAGES
from simul_agir.report.dossier.commands import command_of, typed
from simul_agir.study.outcomes import OUTCOMES

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Sentences:
    """The sentences of a record in one language."""

    record: Record
    translate: Words

    @cached_property
    def answer(self) -> Record:
        """The answer's part of the record."""
        found: Record = self.record["answer"]
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each arm is called, and the reference where it was not asked for but has a standing."""
        found = {arm["name"]: arm["label"] for arm in self.answer.get("arms", ())}
        for standing in (self.answer.get("profile") or {}).get("standings", ()):
            found.setdefault(standing["arm"], self.translate.name("stance", standing["arm"]))
        return found

    def quoted(self, name: str) -> str:
        """An arm's name between quotation marks."""
        return self.translate("list.quoted", text=self.labels.get(name, name))

    def several(self, names: list[str]) -> str:
        """Arms in a row."""
        return self.translate.several([self.quoted(name) for name in names])

    def arm(self, name: str) -> Record:
        """One arm of the answer."""
        return next(each for each in self.answer["arms"] if each["name"] == name)

    # The room

    def choice(self, name: str) -> str:
        """A choice of the vote."""
        return (
            self.translate("page.none_stands_out")
            if name == "none_stands_out"
            else self.translate.name("stance", name)
        )

    def said(self, moment: str, question: str) -> str:
        """The mean answer to a question, from 1 to 5, and how many gave one."""
        counts = self.record["asked"]["room"]["answers"].get(moment, {}).get(question, [0] * 5)
        people = sum(counts)
        if people == 0:
            return "–"
        mean = sum(count * value for value, count in enumerate(counts, 1)) / people
        return f"{self.translate.number(mean, 1)} ({people})"

    # The head

    def question(self) -> str:
        """The question of the answer."""
        answer, command = self.answer, self.record["asked"]["command"]
        if command == "diagnose":
            return self.translate("dossier.question_diagnose")
        if command == "what-if":
            return self.translate(
                "dossier.question_what_if",
                month=answer["what_if"]["at"],
                stay=self.quoted(answer["what_if"]["stay"]),
                switch=self.quoted(answer["what_if"]["switch"]),
            )
        key = "dossier.question" if answer["equal_cost"] else "dossier.question_unequal"
        return self.translate(key)

    def headline(self) -> str:
        """The answer in one sentence, no stance presumed."""
        answer, best, other = self.answer, self.answer["best"], self.answer["against"]
        if "what_if" in answer and answer["runs"] > 1:
            share = answer["what_if"]["share"]
            return self.translate("dossier.headline_switch", lives=self.lives(share))
        if answer["profile"] is not None and len(answer["profile"]["top"]) >= 1:
            return self._headline_of_profile(answer["profile"])
        if answer["sets"] is not None:
            sets = answer["sets"]
            first = max(sets["firsts"], key=lambda name: sets["firsts"][name])
            return self.translate(
                "dossier.headline_sets",
                best=self.quoted(first),
                count=self.translate.number(sets["firsts"][first], 0),
                of=sets["count"],
            )
        if answer["runs"] == 1:
            return self.translate("dossier.headline_one")
        if answer["pair"] is None or not answer["settled"]:
            return self.translate("dossier.headline_none")
        lives = self.lives(answer["pair"]["share"])
        return self.translate(
            "dossier.headline", lives=lives, best=self.quoted(best), other=self.quoted(other)
        )

    def _headline_of_profile(self, profile: Record) -> str:
        top = list(profile["top"])
        if len(top) == 1:
            (share,) = [each["share"] for each in profile["standings"] if each["arm"] == top[0]]
            return self.translate(
                "dossier.headline_vision", best=self.quoted(top[0]), share=self.translate.percent(share)
            )
        unsure = any(each["standing"] in {"too_few_runs", "undistinguished"} for each in profile["standings"])
        key = "dossier.headline_visions_unsure" if unsure else "dossier.headline_visions"
        return self.translate(key, top=self.several(top))

    def headline_more(self) -> str:
        """What nothing important separates from the best; empty where there is nothing to add."""
        answer, verdict = self.answer, self.answer["verdict"]
        if "what_if" in answer:
            return self._little(answer["what_if"])
        equal_arms = [*verdict["too_small"], *verdict["not_separable"]]
        if (
            answer["profile"] is not None
            or answer["sets"] is not None
            or not answer["settled"]
            or not equal_arms
        ):
            return ""
        if len(equal_arms) == 1:
            return self.translate("dossier.alike_one", arms=self.quoted(equal_arms[0]))
        return self.translate("dossier.alike", arms=self.several(equal_arms))

    def _little(self, difference: Record) -> str:
        """That a difference is too little to matter, or may be due to chance."""
        smallest, low, high = self.answer["smallest"], difference["low"], difference["high"]
        if low is None or high is None:
            return ""
        if low <= 0.0 <= high:
            return self.translate("dossier.may_be_luck")
        if abs(difference["mean"]) < smallest:
            return self.translate("what_if.small", effect=self.translate.number(smallest, 1))
        return ""

    def lives(self, share: float) -> str:
        """A share of runs as a number out of a hundred, 0 or 100 only where it is exact."""
        whole = round(100 * share)
        if whole == 100 and share < 1:
            return self.translate("dossier.more_than", count=99)
        if whole == 0 and share > 0:
            return self.translate("dossier.less_than", count=1)
        return str(whole)

    # Numbers

    def mean(self, estimate: Record, digits: int = 2, *, signed: bool = False) -> str:
        """A mean with its interval."""
        write = self.translate.signed if signed else self.translate.number
        text = write(estimate["mean"], digits)
        if estimate["low"] is None or estimate["high"] is None:
            return text
        return f"{text} {self.translate.interval(estimate['low'], estimate['high'], digits, signed=signed)}"

    def stage_name(self, place: int) -> str:
        """A stage's name."""
        return self.translate.name("stage", STAGES[place])

    def outcome(self, name: str) -> str:
        """An outcome's name with its unit, where it has one."""
        profiled = self.translate.has(f"profile_outcome.{name}")
        text = self.translate.name("profile_outcome" if profiled else "outcome", name)
        unit = f"dossier.unit.{OUTCOMES[name].unit}" if name in OUTCOMES else ""
        return (
            self.translate("dossier.with_unit", name=text, unit=self.translate(unit))
            if self.translate.has(unit)
            else text
        )

    # The three uncertainties

    def spread(self) -> str:
        """How far the runs of the best arm lie apart."""
        arm = self.arm(self.answer["best"])
        return self.translate(
            "dossier.spread",
            arm=self.quoted(arm["name"]),
            low=self.translate.number(arm["low"][-1]),
            high=self.translate.number(arm["high"][-1]),
        )

    def precision(self) -> str:
        """How well the mean is known."""
        arm = self.arm(self.answer["best"])
        if arm["ladder"]["low"] is None:
            return self.translate("dossier.precision_one")
        return self.translate("dossier.precision", mean=self.mean(arm["ladder"]))

    def assumptions(self) -> str:
        """What other assumptions would change."""
        sets, answer = self.answer["sets"], self.answer
        if sets is None and answer["mixed"] > 1:
            mixed = self.translate("dossier.mixed", points=min(answer["mixed"], answer["runs"]))
            return mixed if answer["luck"] is None else f"{mixed} {self._luck()}"
        if sets is None:
            return self.translate("dossier.not_varied")
        parts = [
            self.translate(
                "dossier.above_in", other=self.quoted(name), count=higher, effect=by_effect, of=sets["count"]
            )
            for name, higher, by_effect in sets["above"]
        ]
        listed = self.translate("typography.semicolon").join(parts)
        return self.translate(
            "dossier.varied", sets=sets["count"], best=self.quoted(answer["best"]), told=listed
        )

    def _luck(self) -> str:
        """How much of the variance between runs is due to chance, and how much to assumptions."""
        share, best = self.answer["luck"], self.quoted(self.answer["best"])
        luck, rest = self.translate.percent(share), self.translate.percent(1.0 - share)
        return self.translate("dossier.luck", best=best, luck=luck, assumptions=rest)

    # What would change it

    def lever(self, lever: Record) -> dict[str, str]:
        """A row of the table of settings: setting, from, to, who leads, by how much."""
        arm, lead = self.quoted(lever["first"]), self.mean(lever, signed=True)
        if lever["first"] == self.answer["best"]:
            says = self.translate("dossier.lever_same")
        else:
            says = self.translate(
                "dossier.lever_turns" if lever["turns"] else "dossier.lever_close", arm=arm, lead=lead
            )
        return {
            "name": self.translate(f"page.slider.{lever['key']}", month=lever["month"]),
            "before": self._setting(lever["before"], lever["unit"]),
            "value": self._setting(lever["value"], lever["unit"]),
            "says": says,
        }

    def _setting(self, value: float, unit: str) -> str:
        digits = 0 if unit in ("percent", "months") else 2
        return f"{self.translate.number(value, digits)} {self.translate.name('page.unit', unit)}"

    def levers(self) -> str:
        """Whether any setting turns the order over."""
        levers = self.answer["levers"]
        turning = [each for each in levers if each["turns"]]
        if not levers:
            return self.translate("dossier.no_levers")
        if not turning:
            return self.translate("dossier.levers_none", runs=levers[0]["runs"])
        return self.translate(
            "dossier.levers_some", count=len(turning), of=len(levers), runs=levers[0]["runs"]
        )

    def held(self) -> list[str]:
        """What keeps most actors from their next stage under the best arm."""
        return [
            self.translate(f"holds_back.{name}", share=self.translate.percent(share))
            for name, share in self.answer["held"]
            if share > 0
        ]

    # A what-if

    def indicator(self, name: str) -> str:
        """An indicator in words."""
        return self.translate.name("outcome" if self.translate.has(f"outcome.{name}") else "indicator", name)

    def level(self, value: float, row: Record) -> str:
        """An indicator's value, with decimals where the two are small."""
        return self.translate.number(value, 0 if max(abs(row["stay"]), abs(row["switch"])) >= 100 else 2)

    def parting(self) -> str:
        """When the futures diverge."""
        parted = self.answer["what_if"]["partings"]
        if not parted["parted"]:
            return self.translate("what_if.part_never")
        return self.translate(
            "dossier.parting", parted=parted["parted"], runs=parted["runs"], month=parted["first"]
        )

    # A life

    def passages(self, *kinds: str) -> list[Record]:
        """The passages of the life of these kinds, in their order."""
        return [each for each in self.answer["life"]["passages"] if each["kind"] in kinds]

    def sentence(self, text: str) -> str:
        """A text that begins with a capital."""
        return text[:1].upper() + text[1:]

    # The end

    def ticks(self) -> list[int]:
        """Places of the months whose numbers stand in the table behind the fan."""
        points = self.answer["points"]
        step = max(1, (len(points) - 1) // 6)
        return sorted({*range(0, len(points), step), len(points) - 1})

    def cost(self, arm: Record) -> str:
        """The cost of an arm."""
        if arm["cost"] is None:
            return ""
        engineering, money = arm["cost"]
        return self.translate(
            "dossier.cost_is",
            engineering=self.translate.number(engineering, 1),
            money=self.translate.number(money, 0),
        )

    def actors(self) -> str:
        """How many actors there are, of which sort."""
        territory = self.record["territory"]
        key = (
            "actors_real"
            if territory["real"]
            else "actors_typical"
            if territory["from_contract"]
            else "actors_shipped"
        )
        return self.translate(
            f"dossier.{key}",
            count=self.translate.number(territory["actors"], 0),
            voice=self.translate.number(territory["with_voice"], 0),
            ties=self.translate.number(territory["ties"], 0),
        )

    def shocks(self) -> str:
        """Which blows the scenario holds."""
        shocks = self.record["territory"]["shocks"]
        return self.translate("dossier.shocks", months=", ".join(str(month) for month, _ in shocks))

    def found(self) -> str:
        """Where the scenario is found."""
        source = self.record["asked"]["source"]
        if source["shipped"]:
            return self.translate("dossier.found_shipped")
        if source["contract"]:
            return self.translate("dossier.found_contract", code=source["contract"])
        return self.translate("dossier.found_own")

    def counts(self, rows: list[list[Any]]) -> str:
        """Attributes by how many actors they are given or drawn for, then ties."""
        actors, ties = self.record["territory"]["actors"], dict(rows).get("ties", 0)
        parts = []
        for count in sorted({count for name, count in rows if name != "ties"}, reverse=True):
            names = [
                self.translate.name("attribute", name)
                for name, each in rows
                if each == count and name != "ties"
            ]
            parts.append(
                self.translate("dossier.counted", names=", ".join(names), count=count, actors=actors)
            )
        if ties:
            parts.append(self.translate("dossier.ties", count=self.translate.number(ties, 0)))
        return (
            self.translate("typography.semicolon").join(parts) if parts else self.translate("dossier.nothing")
        )

    def changed(self) -> str:
        """Parameters and mechanisms that are not the defaults."""
        rows = self.record["territory"]["changed"]
        parts = [f"{name} {self._value(value)}" for name, value in rows]
        return ", ".join(parts) if parts else self.translate("dossier.nothing")

    def _value(self, value: bool | float) -> str:
        return self.translate("arm.on" if value else "arm.off") if isinstance(value, bool) else f"{value:g}"

    def provenance(self) -> str:
        """What the dossier was made with."""
        made = self.record["provenance"]
        return self.translate(
            "dossier.provenance",
            version=self.record["version"],
            day=self.record["made"],
            python=made.get("python", "?"),
            numpy=made.get("numpy", "?"),
            numba=made.get("numba", "?"),
            platform=made.get("platform", "?"),
            seed=self.record["asked"]["seed"],
        )

    def moved(self) -> list[str]:
        """The sliders that were moved, with their values."""
        month = {each["key"]: each["month"] for each in self.answer.get("levers", ()) if each["month"]}
        return [
            f"{self.translate(f'page.slider.{key}', month=month.get(key, '?'))} {value:g}"
            for key, value in self.record["asked"]["settings"].items()
        ]

    def command(self) -> str:
        """The command that makes this dossier again."""
        asked = self.record["asked"]
        if asked["settings"]:
            source = asked["source"]
            return f"simul-agir page {typed(source['shipped'] or source['contract'] or source['name'])}"
        return command_of(asked)

    def verify_command(self) -> str:
        """The command that verifies it."""
        source = self.record["asked"]["source"]
        folder = "" if source["shipped"] or source["contract"] else f" --scenario {typed(source['name'])}"
        return f"simul-agir verify-report dossier.html{folder}"
