"""The passages of a story: its text by parts, each with its months and actors."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A part of a story: its kind, a title (empty in a list), its text, its months, and the positions of its actors.

    Kinds: start, path, followed, turning, year, end.
    """

    kind: str
    title: str
    text: str
    first: int
    last: int
    actors: tuple[int, ...] = ()


@dataclass(frozen=True)
class StoryText:
    """A title and the passages in the order in which they are read."""

    title: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The whole as it is read aloud."""
        return "\n".join([self.title, *(f"{each.title} {each.text}".strip() for each in self.passages)])

    @property
    def words(self) -> int:
        """How many words are spoken when it is read aloud: a number with decimals takes four."""
        found = re.findall(r"\d+[.,]\d+|[^\W_]+(?:[’'\-][^\W_]+)*", self.text)
        return sum(4 if each[0].isdigit() and not each.isdigit() else 1 for each in found)
