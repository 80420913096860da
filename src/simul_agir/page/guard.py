"""Who may speak to the server: names and origins it knows, headers that keep a page to itself, and a steady pace."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Hosts:
    """The host names, with the port, under which this server may be reached."""

    names: frozenset[str]

    @classmethod
    def of(cls, hosts: Iterable[str], port: int) -> Hosts:
        """This machine's own names, and those given."""
        names = {*LOCAL, *(host for host in hosts if host)}
        return cls(frozenset(f"{name.lower()}:{port}" for name in names))

    def known(self, host: str | None) -> bool:
        """Whether a Host header names this server: a page elsewhere cannot make a name of its own lead here."""
        return host is not None and host.lower() in self.names

    def same(self, origin: str | None, host: str | None) -> bool:
        """Whether an Origin header is this server's own page."""
        if origin is None or not self.known(host):
            return False
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == (host or "").lower()


@dataclass
class Pace:
    """A limit of messages per second on average, and of a burst."""

    rate: float
    burst: float
    left: float = field(init=False)
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.left, self.last = self.burst, time.monotonic()

    def allows(self) -> bool:
        """Whether one more message may pass now."""
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.last) * self.rate)
        self.last = now
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True
