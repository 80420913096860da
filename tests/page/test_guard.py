"""Which names, origins and paces the server of the page lets in."""

import pytest

from simul_agir.page import guard
from simul_agir.page.guard import HEADERS, POLICY, Hosts, Pace

OURS = Hosts.of(("salle.example", ""), 8000)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000", "Salle.Example:8000"]
)
def test_names_of_this_machine_and_those_given_are_known(host: str) -> None:
    assert OURS.known(host)


@pytest.mark.parametrize(
    "host", [None, "", ":8000", "localhost", "localhost:8001", "evil.example:8000", "localhost:8000.evil"]
)
def test_any_other_name_is_not(host: str | None) -> None:
    assert not OURS.known(host)


def test_an_origin_is_the_page_s_own_where_it_names_the_host_that_was_asked() -> None:
    assert OURS.same("http://localhost:8000", "localhost:8000")
    assert OURS.same("https://salle.example:8000", "SALLE.example:8000")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "localhost:8000"),
        ("null", "localhost:8000"),
        ("http://127.0.0.1:8000", "localhost:8000"),  # both are ours, but not the same
        ("http://localhost:8001", "localhost:8000"),
        ("file://localhost:8000", "localhost:8000"),
        ("http://user@localhost:8000", "localhost:8000"),
        ("http://evil.example:8000", "evil.example:8000"),
        ("http://localhost:8000", None),
    ],
)
def test_every_other_origin_is_foreign(origin: str | None, host: str | None) -> None:
    assert not OURS.same(origin, host)


def test_a_pace_allows_a_burst_and_then_so_many_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(guard.time, "monotonic", lambda: now[0])
    pace = Pace(rate=2.0, burst=3.0)
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
    now[0] += 0.5  # one more
    assert [pace.allows() for _ in range(2)] == [True, False]
    now[0] += 3600.0  # a burst at most, however long it was quiet
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]


def test_nothing_from_elsewhere_may_run_or_be_shown_within() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe" not in POLICY
    assert HEADERS["Content-Security-Policy"] == POLICY
