"""Names of actors, short enough to be read in a crowd."""

from collections import Counter
from collections.abc import Iterable


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Each name cut at its first comma, where that leaves it distinct from the others."""
    known = list(names)
    short = Counter(name.partition(",")[0] for name in known)
    return {name: name.partition(",")[0] if short[name.partition(",")[0]] == 1 else name for name in known}
