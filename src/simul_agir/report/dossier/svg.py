"""A small writer of SVG that stands in a page: its text grows with the reader's, its colours are the page's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

KNOWN = ("none", "residents", "ordinary_resources", "conditional_aid", "resilience", "mixed")
LOOKS = {
    "none": ("cross", "2 4"),
    "residents": ("disc", ""),
    "ordinary_resources": ("square", "15 4"),
    "conditional_aid": ("diamond", "13 4 3 4"),
    "resilience": ("up", "6 4"),
    "mixed": ("down", "13 4 3 4 3 4"),
}
SPARE = (("plus", "8 3 2 3"), ("bar", "3 3"), ("star", "10 3"), ("slab", "5 2 1 2"), ("ring", "1 3"))
SHAPES = {
    "square": ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "up": ((0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    "down": ((0, 1.1), (1.1, -0.85), (-1.1, -0.85)),
    "plus": (
        (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35),
        (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35),
    ),
    "bar": ((-0.45, -1), (0.45, -1), (0.45, 1), (-0.45, 1)),
    "slab": ((-1, -0.45), (1, -0.45), (1, 0.45), (-1, 0.45)),
    "star": (
        (0, -1.2), (0.35, -0.35), (1.2, 0), (0.35, 0.35), (0, 1.2), (-0.35, 0.35), (-1.2, 0), (-0.35, -0.35),
    ),
    "cross": (
        (-1, -0.6), (-0.6, -1), (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0),
        (1, 0.6), (0.6, 1), (0, 0.4), (-0.6, 1), (-1, 0.6), (-0.4, 0),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How an arm is drawn: its class in the style sheet, its marker, its dashes."""

    hue: str
    marker: str
    dash: str


def looks_of(arms: Sequence[str]) -> dict[str, Look]:
    """A look for each arm; those that are no known stance share out spare ones in their order."""
    found, spare = {}, 0
    for name in arms:
        if name in LOOKS:
            found[name] = Look(f"arm-{name}", *LOOKS[name])
        else:
            found[name] = Look(f"arm-own{spare % 4}", *SPARE[spare % len(SPARE)])
            spare += 1
    return found


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    text = f"{value:.1f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass
class Drawing:
    """A picture of `width` by `height` units, each a sixteenth of the reader's text size, or less where room is scarce."""

    width: float
    height: float
    title: str
    small: bool = False
    parts: list[str] = field(default_factory=list)

    def line(self, points: Iterable[tuple[float, float]], classes: str, dash: str = "") -> None:
        """A line through points."""
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<path class="{escape(classes)}" d="M{path}"{dashes}/>')

    def area(self, points: Iterable[tuple[float, float]], classes: str) -> None:
        """A filled outline."""
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.parts.append(f'<path class="{escape(classes)}" d="M{path}Z"/>')

    def box(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A rectangle."""
        self.parts.append(
            f'<rect class="{escape(classes)}" x="{number(x)}" y="{number(y)}" '
            f'width="{number(max(0.0, width))}" height="{number(max(0.0, height))}"/>'
        )

    def ring(self, x: float, y: float, radius: float, classes: str) -> None:
        """A circle."""
        self.parts.append(
            f'<circle class="{escape(classes)}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
        )

    def mark(self, marker: str, x: float, y: float, radius: float, classes: str) -> None:
        """An arm's marker."""
        if marker not in SHAPES:
            self.ring(x, y, radius, classes)
            return
        self.area(((x + a * radius, y + b * radius) for a, b in SHAPES[marker]), classes)

    def text(self, x: float, y: float, words: str, classes: str = "", anchor: str = "start") -> None:
        """Words, escaped."""
        self.parts.append(
            f'<text class="{escape(classes)}" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def open(self, classes: str) -> None:
        """Begin a group with a class."""
        self.parts.append(f'<g class="{escape(classes)}">')

    def close(self) -> None:
        """End the group."""
        self.parts.append("</g>")

    def markup(self) -> Markup:
        """The picture as it stands in the page; its title says what one sees."""
        size = (
            f'width="{number(self.width / 16)}rem" height="{number(self.height / 16)}rem" '
            if self.small
            else ""
        )
        return Markup(
            f'<svg {size}viewBox="0 0 {number(self.width)} {number(self.height)}" role="img" '
            f'aria-label="{escape(self.title)}">{"".join(self.parts)}</svg>'
        )
