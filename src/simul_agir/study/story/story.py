"""A life, its turning points, those it follows and its place, as data and worded in either language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from simul_agir.forwards import forward
from simul_agir.locale import RequestError
from simul_agir.moved import old_member
from simul_agir.scenario import Scenario
from simul_agir.simulation.arm import Arm
from simul_agir.simulation.ensemble import Ensemble, Progress, simulate
from simul_agir.stances import Stance
from simul_agir.study.provenance import provenance
from simul_agir.study.story.followed import Followed, follow, followed
from simul_agir.study.story.passages import StoryText
from simul_agir.study.story.people import People
from simul_agir.study.story.place import RUNS, Place, place_of
from simul_agir.study.story.recorded_run import RecordedRun, StoryEvent, record_run
from simul_agir.study.story.turning import TurningPoint, turning_points


@dataclass(frozen=True, eq=False)
class Story:
    """One life told: number `number` (from 1) of the runs of its arm, `others` being all of them."""

    recorded: RecordedRun
    turning_points: tuple[TurningPoint, ...]
    followed: tuple[Followed, ...]
    place: Place
    others: Ensemble

    # Old names, for one release.
    life = old_member("life", "recorded")
    turnings = old_member("turnings", "turning_points")
    told = old_member("told", "text")

    @property
    def number(self) -> int:
        """Which of the runs it is, from 1."""
        return self.recorded.replicate + 1

    @cached_property
    def people(self) -> People:
        """What its actors are called, month by month."""
        return People(self.recorded)

    def text(self, lang: str = "en") -> StoryText:
        """The story on one page: a title and passages, each with its months and actors."""
        text: StoryText = forward("story_text", self, lang)
        return text

    def events(self, actor: str | None = None) -> list[StoryEvent]:
        """All that happened, or what an actor took part in. RequestError for a name that nobody has, with the nearest."""
        if actor is None:
            return list(self.recorded.events)
        position = self.position(actor)
        return [event for event in self.recorded.events if position in event.actors]

    def position(self, actor: str) -> int:
        """The position of an actor by its name or id, short or whole, or by the name of someone who takes over."""
        from simul_agir.scenario.faults import nearest

        landscape = self.recorded.scenario.landscape
        known: dict[str, int] = {}
        for place, (name, called) in enumerate(zip(landscape.names, landscape.ids, strict=True)):
            for each in (*(text for _, text in self.people.all_names(place)), called, name):
                known.setdefault(each.casefold(), place)
        found = known.get(actor.strip().casefold())
        if found is None:
            near = nearest(
                actor, [text for place in range(landscape.size) for _, text in self.people.all_names(place)]
            )
            raise RequestError("no_actor_near" if near else "no_actor", found=actor[:80], near=near or "")
        return found

    def follow(self, actor: str) -> Followed:
        """One actor followed; RequestError as `events`."""
        return follow(self.recorded, self.position(actor))

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The story as JSON holds it, its texts in one language."""
        text, recorded = self.text(lang), self.recorded
        return {
            "scenario": {"name": recorded.scenario.name, "hash": recorded.scenario.hash},
            "stance": recorded.arm.called,
            "seed": recorded.ensemble.seed,
            "number": self.number,
            "months": recorded.months,
            "language": lang,
            "title": text.title,
            "passages": [asdict(passage) for passage in text.passages],
            "index": [round(float(value), 6) for value in recorded.index],
            "place": {**asdict(self.place), "standing": self.place.standing},
            "turnings": [
                {"kind": each.kind, "first": each.first, "last": each.last, "weight": round(each.weight, 6)}
                for each in self.turning_points
            ],
            "provenance": provenance(),
        }

    def event(self, event: StoryEvent) -> dict[str, Any]:
        """A deed as a line of JSON Lines has it, its actors by their names in that month."""
        return {
            "month": event.month,
            "what": event.what,
            "actors": [self.people.name(actor, event.month) for actor in event.actors],
            "ids": [self.recorded.scenario.landscape.ids[actor] for actor in event.actors],
            "need": event.need,
            "value": round(float(event.value), 6),
        }


def story_of(
    scenario: Scenario,
    arm: str | Stance | Arm = "none",
    seed: int = 1,
    number: int = 1,
    runs: int = RUNS,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story of run `number` (from 1) of an arm, and its place among runs 1..runs. Raises as `simulate` does."""
    recorded = record_run(scenario, arm, seed, number - 1)
    others = simulate(scenario, arm, runs, seed, jobs, progress=progress)
    return Story(
        recorded,
        turning_points(recorded),
        followed(recorded),
        place_of(float(recorded.index[-1]), others),
        others,
    )
