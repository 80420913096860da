"""An unknown name, reported with the nearest known one."""

from collections.abc import Iterable
from difflib import get_close_matches


class UnknownNameError(KeyError):
    """An unknown name; the message lists the known ones."""

    def __init__(self, kind: str, name: object, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        near = get_close_matches(str(self.name), self.known, n=1, cutoff=0.5)
        nearest = f"; did you mean {near[0]!r}?" if near else "."
        return f"{self.name!r} is no {self.kind}{nearest} Known: {', '.join(self.known)}."


def checked_runs(runs: int) -> int:
    """A number of runs, checked. Raises ValueError unless it is an integer of at least 1."""
    if isinstance(runs, bool) or not hasattr(runs, "__index__") or runs < 1:
        raise ValueError(f"runs = {runs!r}: a whole number from 1 on is needed")
    return runs.__index__()
