"""Names of stances as far as a scenario can know them; the stances themselves are defined in the package `stances`."""

CONTROLS = (
    "steady_decree",
    "brief_animation",
    "hurried_residents",
    "hurried_animation",
    "unregulated",
    "pulse",
)
PLAIN_NAME = r"[^\s,;:\"']+"  # one plain word, never a path to code

_own: set[str] = set()


def allow(name: str) -> None:
    """Allow scenarios to name this stance of your own from now on."""
    _own.add(name)


def forget(name: str) -> None:
    """Withdraw a name that was allowed."""
    _own.discard(name)


def is_allowed(name: str) -> bool:
    """Whether an installed package or a loaded stance module offers a stance of this name, or it is a control."""
    if name in CONTROLS or name in _own:
        return True
    return name in offered()


def offered() -> set[str]:
    """Names of stances that installed packages offer as entry points."""
    from importlib.metadata import entry_points

    return {each.name for each in entry_points(group="simul_agir.stances")}
