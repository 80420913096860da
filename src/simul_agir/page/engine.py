"""The one interface between the page and whatever computes its answers, and the engine of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from simul_agir.page.frames import Answer

Request = Mapping[str, Any]
Steps = Iterator["Answer | None"]
CALLS = (
    "open",
    "compare",
    "branch",
    "network",
    "story",
    "diagnose",
    "sensitivity",
    "profile",
    "report",
)


class Engine(Protocol):
    """The interface of an engine: the server and the views use nothing else of it.

    Every call takes a request, plain data, and gives its answers in steps: each step works for a fraction of a second, and
    gives an answer, a better one than before, or None. Closing the steps cancels the work. A request that cannot be
    met raises LocalisedError in the first step. `capabilities` lists the calls that are answered, and why others are not.
    """

    def capabilities(self) -> dict[str, Any]:
        """By call: {"can": bool, "why": key of page_why_not}; and "most_runs", "draft_runs", "territories"."""

    def open(self, request: Request) -> Steps:
        """A territory {territory}: its name, actors and their places, arms, months, sliders."""

    def compare(self, request: Request) -> Steps:
        """All arms at {settings, seed, rest, most}: fans. At rest up to `most` runs, or most_runs; else one draft."""

    def branch(self, request: Request) -> Steps:
        """Two futures from {stance, month, turn}: fans, what is gained and given up, who meets whom."""

    def network(self, request: Request) -> Steps:
        """One life {stance, run}: stages, sleep and working ties, month by month."""

    def story(self, request: Request) -> Steps:
        """One run {stance, run} as a narrative: turning points and events."""

    def diagnose(self, request: Request) -> Steps:
        """Where each actor stands at the start, and what holds it back."""

    def sensitivity(self, request: Request) -> Steps:
        """What each slider does by itself to {arms}: one answer a slider. {of: "assumptions"}: what other sets change."""

    def profile(self, request: Request) -> Steps:
        """What each arm gains and gives up, and which vision of success picks which."""

    def report(self, request: Request) -> Steps:
        """The dossier: {"name", "type"} in the head, the file as bytes under "file"."""

    def cancel(self, steps: Steps) -> None:
        """Ends a call whose answer is no longer needed."""
