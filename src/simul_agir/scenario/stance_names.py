"""Which names of stances there are, as far as a scenario can know: what each is made of stands in the layer above."""

CONTROLS = (
    "steady_decree",
    "brief_animation",
    "hurried_residents",
    "hurried_animation",
    "unregulated",
    "pulse",
)
PLAIN_NAME = r"[^\s,;:\"']+"  # one plain word; never the place of code

_own: set[str] = set()


def allow(name: str) -> None:
    """From now on a scenario may name this stance of one's own."""
    _own.add(name)


def forget(name: str) -> None:
    """No longer."""
    _own.discard(name)


def is_allowed(name: str) -> bool:
    """Whether an installed package offers a stance of this name, or a stance module that was loaded, or it is a control."""
    if name in CONTROLS or name in _own:
        return True
    return name in offered()


def offered() -> set[str]:
    """Names of stances that installed packages offer as entry points."""
    from importlib.metadata import entry_points

    return {each.name for each in entry_points(group="simul_agir.stances")}
