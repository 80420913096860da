"""One session in a room: what each role may see, the votes, the questions before and after, and the wall."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

ROLES = ("facilitator", "wall", "phone", "explorer")
WORDS = (
    *(
        "terril",
        "chevalet",
        "beffroi",
        "corons",
        "briquet",
        "galerie",
        "lampiste",
        "berline",
        "fosse",
        "ducasse",
    ),
    *(
        "estaminet",
        "jardin",
        "verger",
        "moulin",
        "passerelle",
        "kiosque",
        "fontaine",
        "marelle",
        "preau",
        "tilleul",
    ),
)
KINDS = ("resident", "association", "service", "elected", "other")  # of participants, if they say so
QUESTIONS = ("alone", "together", "useful")  # asked before and after, answered from 1 to 5
MOMENTS = ("before", "after")
FEWEST = 5  # no total of fewer people is shown
MOST_PHONES = 200
MOST_VOTES = 12  # changes of one phone in a minute
LONGEST_STAY = 12 * 3600.0  # seconds after which a phone must join again
LETTERS = "ABCDEFGHIJ"


@dataclass
class Ballot:
    """A vote: `choices` are stances and, last, "none_stands_out"; one vote a phone, and those counted by hand.

    number: of the session's votes: a card touched for an earlier one, and kept by a phone without a network, is not counted.
    """

    choices: tuple[str, ...] = ()
    number: int = 0
    open: bool = False
    revealed: bool = False
    votes: dict[str, int] = field(default_factory=dict)
    counted: tuple[int, ...] = ()

    def totals(self) -> list[int]:
        """Votes by choice, by phone and by hand."""
        counts = Counter(self.votes.values())
        by_hand = self.counted or (0,) * len(self.choices)
        return [counts[place] + by_hand[place] for place in range(len(self.choices))]

    def by_kind(self, kinds: dict[str, str]) -> dict[str, list[int]]:
        """Votes by phone for each kind of participant; kinds of fewer than five people are put together, or left out."""
        return {
            kind: [sum(self.votes[each] == place for each in who) for place in range(len(self.choices))]
            for kind, who in self._groups(kinds).items()
        }

    def _groups(self, kinds: dict[str, str]) -> dict[str, list[str]]:
        """Who voted, by kind: no group of fewer than five, nor one that could be worked out from the whole."""
        groups: dict[str, list[str]] = {}
        for who in self.votes:
            groups.setdefault(kinds.get(who, "other"), []).append(who)
        shown = {kind: who for kind, who in groups.items() if len(who) >= FEWEST and kind != "other"}
        rest = [who for kind, each in groups.items() if kind not in shown for who in each]
        if rest and len(rest) < FEWEST:  # too few to be shown: put with the smallest group
            if not shown:
                return {}
            smallest = min(shown, key=lambda kind: (len(shown[kind]), kind))
            rest += shown.pop(smallest)
        if rest:
            shown["other"] = rest
        return shown


@dataclass
class Room:
    """A session. Tokens are random and separate; nothing here outlives the program."""

    word: str = field(default_factory=lambda: f"{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}")
    explorers: bool = False
    address: str = ""  # where phones join, as people type it
    network: bool = False  # whether anybody else can reach this machine's page
    tokens: dict[str, str] = field(
        default_factory=lambda: {role: secrets.token_urlsafe(24) for role in ("facilitator", "wall")}
    )
    phones: dict[str, float] = field(default_factory=dict)  # token: last seen
    kinds: dict[str, str] = field(default_factory=dict)
    ballot: Ballot = field(default_factory=Ballot)
    answers: dict[tuple[str, str, str], int] = field(
        default_factory=dict
    )  # (moment, question, phone): 1 to 5
    asking: str = ""  # the moment whose questions are open
    curve: list[tuple[int, float]] = field(default_factory=list)  # what the room drew: (month, ladder)
    shown: dict[str, Any] = field(default_factory=dict)  # what is on the wall
    changes: dict[str, list[float]] = field(default_factory=dict)

    def role_of(self, role: str, token: str) -> bool:
        """Whether a token is one of this role."""
        if role in self.tokens:
            return hmac.compare_digest(self.tokens[role].encode(), token.encode())
        return role in ("phone", "explorer") and token in self.phones

    def join(self, word: str) -> str | None:
        """A new phone's token for whoever knows the word; None for a wrong word or a full room."""
        self._forget_absent()
        given = word.strip().lower().replace(" ", "-")
        if not hmac.compare_digest(given.encode(), self.word.encode()) or len(self.phones) >= MOST_PHONES:
            return None
        token = secrets.token_urlsafe(16)
        self.phones[token] = time.monotonic()
        return token

    def _forget_absent(self) -> None:
        """Removes phones that joined half a day ago, with their votes and answers."""
        for token in [each for each, since in self.phones.items() if time.monotonic() - since > LONGEST_STAY]:
            del self.phones[token]
            self.kinds.pop(token, None)
            self.changes.pop(token, None)
            self.ballot.votes.pop(token, None)
            self.answers = {key: value for key, value in self.answers.items() if key[2] != token}

    def ask(self, choices: tuple[str, ...]) -> None:
        """Open a new vote; the votes of the one before are deleted."""
        self.ballot = Ballot(choices=choices, number=self.ballot.number + 1, open=True)

    def vote(self, token: str, place: int, number: int | None = None) -> str:
        """A phone's vote, or its change of mind: "sent", "closed", "unknown" or "too_many". number: of its ballot."""
        ballot = self.ballot
        if not ballot.open or number not in (None, ballot.number):
            return "closed"
        if not 0 <= place < len(ballot.choices):
            return "unknown"
        if self._hurried(token):
            return "too_many"
        ballot.votes[token] = place
        return "sent"

    def count(self, totals: list[int]) -> bool:
        """Cards counted by hand, one number a choice."""
        fits = len(totals) == len(self.ballot.choices) and all(0 <= each <= 999 for each in totals)
        if fits:
            self.ballot.counted = tuple(totals)
        return fits

    def answer(self, token: str, question: str, value: int, moment: str | None = None) -> str:
        """A phone's answer to one of the three questions of the moment, which is the one that it was asked in."""
        if not self.asking or moment not in (None, self.asking):
            return "closed"
        if question not in QUESTIONS or not 1 <= value <= 5:
            return "unknown"
        if self._hurried(token):
            return "too_many"
        self.answers[self.asking, question, token] = value
        return "sent"

    def answers_by_moment(self) -> dict[str, dict[str, list[int]]]:
        """Answers by moment and question, 1 to 5; a moment that fewer than five people answered is left out."""
        state: dict[str, dict[str, list[int]]] = {}
        for moment in MOMENTS:
            people = {token for (when, _, token) in self.answers if when == moment}
            if len(people) >= FEWEST:
                state[moment] = {
                    question: [
                        sum(
                            value == each
                            for (when, what, _), value in self.answers.items()
                            if (when, what) == (moment, question)
                        )
                        for each in range(1, 6)
                    ]
                    for question in QUESTIONS
                }
        return state

    def said(self) -> dict[str, Any]:
        """The totals that a dossier may hold: of five people at least; empty otherwise."""
        state: dict[str, Any] = {}
        totals, answers = self.ballot.totals(), self.answers_by_moment()
        if sum(totals) >= FEWEST:
            pairs = zip(self.ballot.choices, totals, strict=True)
            state["votes"] = [{"choice": choice, "votes": votes} for choice, votes in pairs]
        if answers:
            state["answers"] = answers
        return state

    def _hurried(self, token: str) -> bool:
        """Whether a phone changed its mind too often within a minute."""
        now = time.monotonic()
        recent = [when for when in self.changes.get(token, []) if now - when < 60.0]
        self.changes[token] = [*recent, now]
        return len(recent) >= MOST_VOTES

    def seen_by(self, role: str, token: str = "") -> dict[str, Any]:
        """The state of the session, as far as this role may see it."""
        ballot = self.ballot
        state: dict[str, Any] = {
            "vote": {
                "number": ballot.number,
                "open": ballot.open,
                "revealed": ballot.revealed,
                "choices": list(ballot.choices),
            },
            "asking": self.asking,
            "questions": list(QUESTIONS),
        }
        received = len(ballot.votes) + sum(ballot.counted)
        if role == "facilitator":
            state |= {"phones": len(self.phones), "shown": self.shown}
            state |= {"answers": self.answers_by_moment(), "curve": self.curve}
        if role in ("facilitator", "wall"):
            state["vote"]["received"] = received
            state |= {"word": self.word, "address": self.address, "network": self.network}
        if role == "facilitator" or (role == "wall" and ballot.revealed):
            state["vote"]["totals"] = ballot.totals()
            state["vote"]["by_kind"] = ballot.by_kind(self.kinds)
            state["vote"]["by_hand"] = list(ballot.counted)
            state["curve"] = self.curve
        if role == "phone":
            state["vote"]["mine"] = ballot.votes.get(token)
            state["given"] = {
                question: value
                for (moment, question, who), value in self.answers.items()
                if (moment, who) == (self.asking, token)
            }
            state["kind"] = self.kinds.get(token, "")
            state["kinds"] = list(KINDS)
            state["explorers"] = self.explorers
        return state
